"""Datelines: weather and dates that phrases cannot describe, for they are almost only numbers."""

import re
from typing import Final

import numpy as np

from cleaner.rules.match import in_vocabulary
from cleaner.rules.rule import LIKELY, Weight
from cleaner.stages.dates import DATELINE, above_text, years
from cleaner.stages.evidence import Found, Stage, View, rows, structure
from cleaner.table.arrays import Flags, Index, code_set, positions, rare, running, stretches
from cleaner.table.codes import DASH, DIGIT, STOP
from cleaner.table.facts import Facts
from cleaner.table.lines import Lines
from cleaner.table.tokens import CAPITALS, FORM

WEATHER: Final = structure(
    "weather", "dateline", Weight.LIKELY, "A temperature alone on a line at the top of the page."
)
PLACE: Final = structure(
    "place", "dateline", Weight.CERTAIN, "The place between a temperature and a date."
)

DATE: Final = structure(
    "date", "dateline", Weight.LIKELY, "A date in numbers, and perhaps a time, alone on a line."
)
DATED: Final = structure(
    "dated",
    "dateline",
    Weight.LIKELY,
    "Hardly more than a date, with a place or a name beside it, near the first paragraph.",
)

YEAR: Final = structure(
    "year",
    "dateline",
    Weight.LIKELY,
    "Nothing but words for dates of any language, one a month or a weekday, and a year.",
)
CITY: Final = structure(
    "city",
    "dateline",
    Weight.LIKELY,
    "A place in capitals, and perhaps a day or an agency, before a dash that ends the line.",
)

_DASHES: Final = tuple(dash.encode() for dash in "-–—―")
_CITY: Final = 3
"""Bytes of the shortest word that begins the name of a place."""

_TOP: Final = 30
"""Lines from the top of a page among which weather stands."""
_DEGREE: Final = "°".encode()
_SCALES: Final = code_set(*b"CcFf")
_NUMERIC: Final = code_set(DIGIT, DASH)
_SIZES: Final = (6, 10)
"""Bytes of a date in numbers, from 1/2/25 to 2025-12-31."""
_IN_NUMBERS: Final = re.compile(rb"\d{4}([-/.])\d\d?\1\d\d?|\d\d?([-/.])\d\d?\2(\d\d|\d{4})")
_VERSION: Final = re.compile(
    rb"\s*\[?\d+\.\d+(?:\.\d+)*\]?(?: [-(\[]|\]? \xe2\x80[\x93\x94]) ?"
    rb"(?:\d{4}[-/.]\d|\d\d?[-/.]\d\d?[-/.]\d)"
)
_STAMP: Final = 12
"""Tokens of the longest line with a date and something beside it …"""
_BESIDE: Final = 3
"""… and how many of them may be strange to dates."""


def find(view: View) -> list[Found]:
    """Weather at the top of a page, the place that it is for, and the date above the text."""
    dated = (DATED, _dated(view))
    weather = view.facts.alone(_temperatures)
    if not weather.any():
        return [dated]
    weather = weather & (view.facts.place < _TOP)
    return [(WEATHER, rows(weather)), (PLACE, rows(_places(view, weather))), dated]


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


def find_dates(view: View) -> list[Found]:
    """Dates in numbers or in words of any language, and places before a dash."""
    return [
        (DATE, rows(_in_numbers(view.facts))),
        (YEAR, _in_words(view)),
        (CITY, _cities(view.facts)),
    ]


def _in_words(view: View) -> Index:
    """Lines of dateline words of all languages with a year and a month or a day of the week."""
    facts, lines = view.facts, view.facts.lines
    row = np.unique(view.hits.line[view.placed(DATELINE, "words")])
    row = row[facts.alone(years)[row]]
    hashes = lines.tokens.hash[stretches(lines.first[row], lines.last[row])]
    named = in_vocabulary(hashes, view.book, DATELINE) & (hashes != 0)
    return np.unique(row.repeat(facts.words[row])[named])


def _cities(facts: Facts) -> Index:
    """Lines such as "LONDON, March 12 —"."""
    lines, tokens = facts.lines, facts.lines.tokens
    dashed = tokens.codes[lines.end - 1] == DASH
    row = positions(dashed & (facts.words > 0) & (facts.words <= _STAMP))
    first = lines.first[row]
    shouted = tokens.shape[first] >> FORM == CAPITALS
    row = row[shouted & (tokens.end[first] - tokens.start[first] >= _CITY)]
    ends = [tokens.data.endswith(_DASHES, lines.start[r], lines.end[r]) for r in row.tolist()]
    return row[np.array(ends, np.bool_)]


def _in_numbers(facts: Facts) -> Flags:
    """Up to four numbers and nothing else, one of them a date: 2022-04-26 21:21. Beside a version,
    as in 2.0.1 (2022-03-08), it heads a part of a list of changes."""
    lines, tokens = facts.lines, facts.lines.tokens
    flags = np.zeros(len(facts), np.bool_)
    row = positions(facts.numeric & (facts.words <= 4))
    token = stretches(lines.first[row], lines.last[row])
    row = row.repeat(facts.words[row])
    size = tokens.end[token] - tokens.start[token]
    fits = positions((size >= _SIZES[0]) & (size <= _SIZES[1]))
    for at, of in zip(token[fits].tolist(), row[fits].tolist(), strict=True):
        date = _IN_NUMBERS.fullmatch(tokens.data, tokens.start[at], tokens.end[at])
        flags[of] |= date is not None
    for of in positions(flags).tolist():
        flags[of] = not _VERSION.match(tokens.data, lines.start[of], lines.end[of])
    return flags


def _dated(view: View) -> Index:
    """Short unfinished lines of dateline words and two numbers or more, and a few other words."""
    facts, lines, book = view.facts, view.facts.lines, view.book
    near = stretches(*above_text(facts))
    short = (facts.numbers >= 2) & (facts.words > facts.numbers) & (facts.words <= _STAMP)
    row = near[short[near] & (facts.closing[near] != STOP)]
    if not row.size:
        return row
    hashes = lines.tokens.hash[stretches(lines.first[row], lines.last[row])]
    sums = running(in_vocabulary(hashes, book, DATELINE))
    edge = facts.words[row].cumsum()
    inside = sums[edge] - sums[edge - facts.words[row]]
    beside = facts.words[row] - inside
    named = inside > facts.numbers[row]
    return row[named & (beside > 0) & (beside <= _BESIDE) & (beside < inside)]


STAGE: Final = Stage((WEATHER, PLACE, DATED), find)
DATE_STAGE: Final = Stage((DATE, YEAR, CITY), find_dates, alone=True)
