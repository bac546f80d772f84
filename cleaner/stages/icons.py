"""Icons: sprite and icon-font names that a page's buttons leave behind in its text."""

from typing import Final

import numpy as np

from cleaner.rules.rule import Weight
from cleaner.stages.evidence import Found, Stage, View, rows, structure
from cleaner.table.arrays import rare

RUNS: Final = structure(
    "runs",
    "icons",
    Weight.CERTAIN,
    "Most words of the line end in 'icon', as in 'searchicon tagicon'.",
)

_ICON: Final = b"icon"
_FEWEST: Final = 3
"""Icon names that make a run."""
_BYTES: Final = 30
"""Shorter lines hold no run."""


def find(view: View) -> list[Found]:
    """Lines full of icon names."""
    facts, lines = view.facts, view.facts.lines
    data = np.frombuffer(lines.tokens.data, np.uint8)
    at = data[:-3] == _ICON[0]
    for place in (1, 2, 3):
        at &= data[place : data.size - 3 + place] == _ICON[place]
    spot = rare(at)
    if spot.size < _FEWEST:
        return []
    row = lines.row_at(spot + len(_ICON) - 1)
    row = row[row >= 0]
    icons = np.bincount(row, minlength=len(facts))
    long = (lines.end - lines.start >= _BYTES) & (facts.words >= _FEWEST) & (facts.closing == 0)
    return [(RUNS, rows(long & (icons >= _FEWEST) & (icons * 3 >= facts.words)))]


STAGE: Final = Stage((RUNS,), find, alone=True)
