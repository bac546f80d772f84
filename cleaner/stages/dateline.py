"""Datelines: weather and dates that phrases cannot describe, for they are almost only numbers."""

from typing import Final

import numpy as np

from cleaner.rules.rule import Weight
from cleaner.stages.evidence import Found, Stage, View, rows, structure
from cleaner.table.codes import DASH, DIGIT, SYMBOL
from cleaner.table.facts import is_one_of

WEATHER: Final = structure(
    "weather", "dateline", Weight.LIKELY, "A temperature alone on a line at the top of the page."
)

_TOP: Final = 30
"""Lines from the top of a page among which weather stands."""


def find(view: View) -> list[Found]:
    """A number and a degree sign or C or F, alone on one of the first lines."""
    facts, lines = view.facts, view.facts.lines
    place = np.arange(len(facts)) - facts.page_rows[lines.page]
    codes = lines.tokens.codes
    unit = np.zeros(len(facts), np.bool_)
    numeric = is_one_of(facts.opening, (DIGIT, DASH))
    for row in np.flatnonzero(numeric & (facts.words <= 2) & (place < _TOP)):
        text = lines.tokens.data[lines.start[row] : lines.end[row]].strip()
        degree = (
            bool((codes[lines.start[row] : lines.end[row]] == SYMBOL).any())
            and "°".encode() in text
        )
        scale = text[-1:].upper() in (b"C", b"F") and not text[-2:-1].isalpha()
        unit[row] = text.lstrip(b"-+")[:1].isdigit() and (scale or degree)
    return [(WEATHER, rows(unit))]


STAGE: Final = Stage("dateline", (WEATHER,), find)
