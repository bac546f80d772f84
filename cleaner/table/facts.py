"""Columns derived from a table of lines when somebody asks for them: what stages and the score
look at."""

from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleaner.table.arrays import positions
from cleaner.table.codes import COLON, QUOTE, STOP, Bytes, Index
from cleaner.table.lines import Lines
from cleaner.table.tokens import Hashes

Flags = NDArray[np.bool_]

PROSE_WORDS: Final = 12
"""Tokens of a finished sentence that count as a paragraph."""
LONG_WORDS: Final = 25
"""Tokens that make a paragraph whatever the punctuation."""


class Facts:
    """What can be seen of every line of a table; each column is computed once, when first asked
    for.

    Args:
        lines: the table.
    """

    def __init__(self, lines: Lines) -> None:
        self.lines = lines

    def __len__(self) -> int:
        return len(self.lines)

    @cached_property
    def words(self) -> Index:
        """int64 [lines]: tokens."""
        return self.lines.words

    @cached_property
    def key(self) -> Hashes:
        """uint64 [lines]: equal for lines of the same words."""
        return self.lines.key

    @cached_property
    def page_rows(self) -> Index:
        """int64 [pages + 1]: the first row of every page, and the number of rows."""
        return self.lines.page_rows

    @cached_property
    def page_start(self) -> Index:
        """int64 [lines]: the first row of the line's page."""
        return self.page_rows[self.lines.page]

    @cached_property
    def page_stop(self) -> Index:
        """int64 [lines]: the row after the last of the line's page."""
        return self.page_rows[self.lines.page + 1]

    @cached_property
    def place(self) -> Index:
        """int64 [lines]: how many lines of the page stand before it."""
        return np.arange(len(self)) - self.page_start

    @cached_property
    def rest(self) -> Index:
        """int64 [lines]: how many lines of the page come from it on, itself counted."""
        return self.page_stop - np.arange(len(self))

    @cached_property
    def opening(self) -> Bytes:
        """uint8 [lines]: the code of the first character, space included."""
        return self.lines.tokens.codes[self.lines.start]

    @cached_property
    def closing(self) -> Bytes:
        """uint8 [lines]: the code of what stands after the last word: STOP, COMMA, COLON, …, 0 for
        nothing."""
        lines, codes = self.lines, self.lines.tokens.codes
        final = lines.tokens.end[np.maximum(lines.last - 1, 0)]
        closing = codes[final]
        wrapped = (closing >= QUOTE) & (codes[np.minimum(final + 1, lines.end)] == STOP)
        closing[wrapped] = STOP
        closing[(final >= lines.end) | (self.words == 0)] = 0
        return closing

    @cached_property
    def prose(self) -> Flags:
        """bool [lines]: paragraphs: finished sentences of some length, and everything long."""
        finished = (self.closing == STOP) | (self.closing == COLON) | (self.closing == QUOTE)
        return ((self.words >= PROSE_WORDS) & finished) | (self.words >= LONG_WORDS)

    @cached_property
    def numeric(self) -> Flags:
        """bool [lines]: numbers and nothing else."""
        return (self.key == 0) & (self.words > 0)

    @cached_property
    def numbers(self) -> Index:
        """int64 [lines]: how many tokens are numbers."""
        sums = self.lines.tokens.number_sums
        return sums[self.lines.last] - sums[self.lines.first]

    @cached_property
    def copies(self) -> Index:
        """int64 [lines]: how many lines of the page have the same words, itself counted; 1 without
        words."""
        return copies(self.key, self.lines.page)

    @cached_property
    def repeated(self) -> Flags:
        """bool [lines]: an earlier line of the page has the same words."""
        return repeated(self.key, self.lines.page)

    @cached_property
    def extends(self) -> Flags:
        """bool [lines]: the line begins with all the words of the line before it."""
        lines = self.lines
        out = np.zeros(len(self), np.bool_)
        if not len(self):
            return out
        running = lines.tokens.running
        reach = np.minimum(lines.first[1:] + self.words[:-1], lines.last[1:])
        same = running[reach] - running[lines.first[1:]] == self.key[:-1]
        same &= (self.key[:-1] != 0) & (self.words[1:] >= self.words[:-1])
        out[1:] = same & (lines.page[1:] == lines.page[:-1])
        return out

    def next_true(self, flags: Flags) -> Index:
        """The next row on the same page for which a flag is true.

        Args:
            flags: bool [lines].

        Returns:
            int64 [lines], the row at or after each; the end of the page where there is none.
        """
        ends = self.page_rows[self.lines.page + 1]
        rows = np.where(flags, np.arange(len(self)), len(self))
        following = np.minimum.accumulate(rows[::-1])[::-1]
        return np.minimum(following, ends)


def copies(key: Hashes, page: Index) -> Index:
    """How many rows of the same page have the same key.

    Args:
        key: uint64 [rows]; rows with key 0 count as single.
        page: int64 [rows].

    >>> copies(np.array([5, 7, 5, 0, 0], np.uint64), np.zeros(5, np.int64)).tolist()
    [2, 1, 2, 1, 1]
    """
    order, first = _groups(key, page)
    sizes = np.append(first[1:], key.size) - first if key.size else first
    out = np.empty(key.size, np.int64)
    out[order] = np.repeat(sizes, sizes)
    out[key == 0] = 1
    return out


def repeated(key: Hashes, page: Index) -> Flags:
    """Whether an earlier row of the same page has the same key.

    Args:
        key: uint64 [rows]; rows with key 0 are never repeats.
        page: int64 [rows].
    """
    order, first = _groups(key, page)
    out = np.ones(key.size, np.bool_)
    out[order[first]] = False
    out[key == 0] = False
    return out


def _groups(key: Hashes, page: Index) -> tuple[Index, Index]:
    """Rows sorted by page and key, order kept within; and where each group begins."""
    mixed = key + page.view(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    order = np.argsort(mixed, kind="stable")
    ordered = mixed[order]
    new = np.ones(key.size, np.bool_)
    new[1:] = ordered[1:] != ordered[:-1]
    return order, positions(new)
