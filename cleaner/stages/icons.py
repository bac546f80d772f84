"""Icons: sprite and icon-font names that a page's buttons leave behind in its text."""

from typing import Final

import numpy as np

from cleaner.rules.rule import Weight
from cleaner.stages.evidence import Found, Stage, View, rows, structure

RUNS: Final = structure(
    "runs", "icons", Weight.CERTAIN, "Most words of the line end in 'icon', as in 'searchicon tagicon'."
)
CODE: Final = structure(
    "markup", "icons", Weight.LIKELY, "Leftovers of scripts, styles or templates, not of a text about them."
)

_MARKUP: Final = (b"function(", b"function (", b"{{", b"}}", b"<div", b"</", b"@media", b"!important", b"/*")


def find(view: View) -> list[Found]:
    """Lines full of icon names, and lone leftovers of page code."""
    facts = view.facts
    icons = facts.bytes_with(b"icon")
    runs = (icons >= 3) & (icons * 3 >= facts.words)
    markup = np.zeros(len(facts), np.bool_)
    for needle in _MARKUP:
        markup |= facts.bytes_with(needle) > 0
    # Code that is content stands in blocks; a leftover stands alone.
    alone = np.ones(len(facts), np.bool_)
    alone[1:] &= ~markup[:-1]
    alone[:-1] &= ~markup[1:]
    return [(RUNS, rows(runs)), (CODE, rows(markup & alone & (facts.words >= 8)))]


STAGE: Final = Stage("icons", (RUNS, CODE), find)
