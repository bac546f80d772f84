"""Contents: the list of a page's own headings, which its sections repeat below.

Whatever goes here stands again further down, so no word of the text is lost.
"""

from typing import Final

import numpy as np

from cleaner.kinds import KINDS
from cleaner.rules.rule import LIKELY, Weight
from cleaner.stages.evidence import Found, Stage, View, rows, structure
from cleaner.table.arrays import Flags, Index, positions, running, sizes_of
from cleaner.table.facts import Facts

CONTENTS: Final = structure(
    "contents",
    "navigation",
    Weight.CERTAIN,
    "One of three or more lines in a row that stand again below, in the same order, as the "
    "headings of paragraphs: a table of contents.",
)

_NAVIGATION: Final = KINDS.index("navigation")
_LEAST: Final = 3
"""Headings that make a table of contents."""
_LABEL: Final = 4
"""Words of the longest label above them."""
_LONG: Final = 20
"""Words of the longest heading."""
_BELOW: Final = 3
"""Lines below a heading in which its first paragraph begins …"""
_SHARE: Final = 0.75
"""… and the share of headings that must have one."""


def find(view: View) -> list[Found]:
    """Tables of contents, and the labels above them."""
    return [(CONTENTS, rows(_contents(view)))]


def _contents(view: View) -> Flags:
    facts = view.facts
    flags = np.zeros(len(facts), np.bool_)
    row, twin = facts.pairs
    if row.size < _LEAST:
        return flags
    short = positions((facts.words[row] <= _LONG) & ~(facts.prose | facts.alone(_stops))[row])
    if short.size < _LEAST:
        return flags
    row, twin = row[short], twin[short]
    new = np.ones(row.size, np.bool_)
    new[1:] = (row[1:] != row[:-1] + 1) | (twin[1:] <= twin[:-1]) | ~facts.same_page[row[1:] - 1]
    first = positions(new)
    size = sizes_of(first, row.size)
    heading = np.add.reduceat(_heads(facts, twin), first)
    listed = (size >= _LEAST) & (heading >= _SHARE * size) & (twin[first] >= row[first] + size)
    if not listed.any():
        return flags
    flags[row[listed.repeat(size)]] = True
    begin = row[first[listed]]
    above = begin[begin > facts.page_start[begin]] - 1
    label = view.flagged(_NAVIGATION, LIKELY) & (facts.words <= _LABEL)
    flags[above[label[above]]] = True
    return flags


def _stops(facts: Facts) -> Flags:
    """Lines that end with a full stop, as no heading does."""
    last = np.frombuffer(facts.lines.tokens.data, np.uint8)[facts.lines.end - 1]
    return last == ord(".")


def _heads(facts: Facts, row: Index) -> Index:
    """1 for rows soon after which a paragraph begins, 0 for others."""
    sums, stop = running(facts.prose), facts.page_stop[row]
    begin, end = np.minimum(row + 1, stop), np.minimum(row + 1 + _BELOW, stop)
    return (sums[end] > sums[begin]).astype(np.int64)


STAGE: Final = Stage((CONTENTS,), find)
