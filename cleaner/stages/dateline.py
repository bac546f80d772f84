"""Datelines: weather and dates that phrases cannot describe, for they are almost only numbers."""

from typing import Final

import numpy as np

from cleaner.kinds import KINDS
from cleaner.rules.rule import LIKELY, Weight
from cleaner.stages.evidence import Found, Stage, View, rows, structure
from cleaner.table.arrays import Index, code_set, positions, rare
from cleaner.table.codes import DASH, DIGIT
from cleaner.table.facts import Facts, Flags
from cleaner.table.lines import Lines

DATELINE: Final = KINDS.index("dateline")

WEATHER: Final = structure(
    "weather", "dateline", Weight.LIKELY, "A temperature alone on a line at the top of the page."
)
PLACE: Final = structure(
    "place", "dateline", Weight.CERTAIN, "The place between a temperature and a date."
)

_TOP: Final = 30
"""Lines from the top of a page among which weather stands."""
_DEGREE: Final = "°".encode()
_SCALES: Final = code_set(*b"CcFf")
_NUMERIC: Final = code_set(DIGIT, DASH)


def find(view: View) -> list[Found]:
    """Weather at the top of a page, and the place that it is for."""
    weather = view.facts.alone(_temperatures)
    if not weather.any():
        return []
    weather = weather & (view.facts.place < _TOP)
    return [(WEATHER, rows(weather)), (PLACE, rows(_places(view, weather)))]


def _temperatures(facts: Facts) -> Flags:
    """A number and a degree sign or C or F, alone on a line."""
    lines = facts.lines
    flags = np.zeros(len(facts), np.bool_)
    short = positions(_NUMERIC[facts.opening] & (facts.words <= 2) & (facts.words > 0))
    if not short.size:
        return flags
    for row in short[_scaled(lines, short)]:
        text = lines.tokens.data[lines.start[row] : lines.end[row]].strip()
        scale = text[-1:].upper() in (b"C", b"F") and not text[-2:-1].isalpha()
        flags[row] = text.lstrip(b"-+")[:1].isdigit() and (scale or _DEGREE in text)
    return flags


def _scaled(lines: Lines, short: Index) -> Flags:
    """Which of some lines may end in C or F or have a degree sign."""
    data = np.frombuffer(lines.tokens.data, np.uint8)
    scaled = _SCALES[data[lines.tokens.end[lines.last[short] - 1] - 1]]
    at = rare((data[:-1] == _DEGREE[0]) & (data[1:] == _DEGREE[1]))
    if at.size:
        scaled |= at.searchsorted(lines.end[short]) > at.searchsorted(lines.start[short])
    return scaled


def _places(view: View, weather: Flags) -> Flags:
    """Up to three words between weather and a date."""
    facts, page = view.facts, view.facts.lines.page
    flags = np.zeros(len(facts), np.bool_)
    date = view.flagged(DATELINE, LIKELY)
    inner = (weather[:-2] & date[2:]) | (date[:-2] & weather[2:])
    flags[1:-1] = inner & (page[2:] == page[:-2])
    return flags & (facts.words <= 3)


STAGE: Final = Stage("dateline", (WEATHER, PLACE), find)
