"""Vocabulary: which words the long lines of a page use, and what other lines share with them."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleaner.table.arrays import Flags, Index, positions, running, stretches
from cleaner.table.lines import Lines

_SIZE: Final = 8192  # hash buckets of a page's vocabulary


def shared(
    lines: Lines, long: Flags, words: Index, first: Index, last: Index
) -> NDArray[np.float32]:
    """The share of a line's wide words that the long lines of its page use, too, about: of words
    that fall into the same of 8,192 buckets one stands for the other.

    Args:
        lines: the table.
        long: bool [lines], the long lines.
        words: int64 [wide words], what the words are known by.
        first, last: int64 [lines], the first of them of every line, and the one after its last.

    Returns:
        float32 [lines], 0 … 1; 1 for long lines, 0 for others without wide words.
    """
    out = long.astype(np.float32)
    known = np.zeros(lines.pages * _SIZE, np.bool_)
    known[_slots(lines, words, positions(long), first, last)] = True
    rows = positions(~long & (last > first))
    if rows.size:
        count = last[rows] - first[rows]
        found = running(known[_slots(lines, words, rows, first, last)])
        until = count.cumsum()
        out[rows] = (found[until] - found[until - count]) / count
    return out


def _slots(lines: Lines, words: Index, rows: Index, first: Index, last: Index) -> Index:
    """Where the wide words of some lines stand in the vocabularies of all pages."""
    first, last = first[rows], last[rows]
    slot = words[stretches(first, last)] & (_SIZE - 1)
    return slot + (lines.page[rows] * _SIZE).repeat(last - first)
