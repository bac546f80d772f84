"""Captions: lines under pictures, credits, and picture titles that repeat."""

from typing import Final

import numpy as np

from cleaner.kinds import KINDS
from cleaner.rules.rule import Weight
from cleaner.stages.evidence import Found, Stage, View, rows, structure

CAPTION: Final = KINDS.index("caption")

DOUBLE: Final = structure(
    "double",
    "caption",
    Weight.CERTAIN,
    "The same picture line stands twice in a row: its text and its title.",
)
TITLE: Final = structure(
    "title", "caption", Weight.LIKELY, "The page's headline again, right above a picture's credit."
)


def find(view: View) -> list[Found]:
    """Doubled picture lines, and headlines repeated as a picture's title."""
    facts = view.facts
    credit = view.flagged(CAPTION)
    if not credit.any():
        return []
    same = np.zeros(len(facts), np.bool_)
    same[1:] = (facts.key[1:] == facts.key[:-1]) & facts.same_page & (facts.key[1:] != 0)
    double = np.zeros(len(facts), np.bool_)
    double[:-1] = same[1:] & credit[:-1]
    double |= same & credit
    title = np.zeros(len(facts), np.bool_)
    title[:-1] = facts.repeated[:-1] & credit[1:] & facts.same_page
    title &= ~facts.prose
    return [(DOUBLE, rows(double)), (TITLE, rows(title))]


STAGE: Final = Stage("caption", (DOUBLE, TITLE), find)
