"""Captions: lines under pictures, credits, and picture titles that repeat."""

from typing import Final

import numpy as np

from cleaner.kinds import KINDS
from cleaner.rules.rule import Weight
from cleaner.stages.evidence import Found, Stage, View, rows, structure
from cleaner.table.arrays import rare

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
OWNER: Final = structure(
    "owner", "caption", Weight.CERTAIN, "Nothing but © and whose the picture is."
)
CREDIT: Final = structure("credit", "caption", Weight.LIKELY, "Ends in © and whose the picture is.")

_SIGN: Final = "©".encode()
_OWNER: Final = 8
"""Tokens that may stand after a ©."""
_LINE: Final = 70
"""Tokens of the longest caption."""


def credited(view: View) -> list[Found]:
    """Lines that begin, or end, with © and a name; with a year after it they are legal lines."""
    lines = view.facts.lines
    data = np.frombuffer(lines.tokens.data, np.uint8)
    at = rare((data[:-1] == _SIGN[0]) & (data[1:] == _SIGN[1]))
    if not at.size:
        return []
    row = lines.row_at(at)
    at, row = at[row >= 0], row[row >= 0]
    token = lines.tokens.start.searchsorted(at)
    after = lines.last[row] - token
    numbers = lines.tokens.number_sums
    owned = (after > 0) & (after <= _OWNER) & (lines.words[row] <= _LINE)
    owned &= numbers[lines.last[row]] == numbers[token]
    whole = token == lines.first[row]
    return [(OWNER, np.unique(row[owned & whole])), (CREDIT, np.unique(row[owned & ~whole]))]


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


STAGE: Final = Stage((DOUBLE, TITLE), find)
CREDIT_STAGE: Final = Stage((OWNER, CREDIT), credited, alone=True)
