"""Icons: sprite and icon-font names that a page's buttons leave behind in its text."""

from typing import Final

import numpy as np

from cleaner.rules.rule import Weight
from cleaner.stages.evidence import Found, Stage, View, rows, structure
from cleaner.table.arrays import positions

RUNS: Final = structure(
    "runs",
    "icons",
    Weight.CERTAIN,
    "Most words of the line end in 'icon', as in 'searchicon tagicon'.",
)

_FEWEST: Final = 3
"""Icon names that make a run."""
_BYTES: Final = 30
"""Shorter lines hold no run."""


def find(view: View) -> list[Found]:
    """Lines full of icon names."""
    facts, lines = view.facts, view.facts.lines
    runs = np.zeros(len(facts), np.bool_)
    if lines.tokens.data.count(b"icon") < _FEWEST:
        return []
    long = (lines.end - lines.start >= _BYTES) & (facts.words >= _FEWEST)
    for row in positions(long & (facts.closing == 0)):
        icons = lines.tokens.data.count(b"icon", int(lines.start[row]), int(lines.end[row]))
        runs[row] = icons >= _FEWEST and icons * 3 >= facts.words[row]
    return [(RUNS, rows(runs))]


STAGE: Final = Stage("icons", (RUNS,), find, alone=True)
