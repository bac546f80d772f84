"""Columns derived from a table of lines when somebody asks for them: what stages and the score
look at."""

from collections.abc import Callable
from functools import cached_property
from typing import Any, Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from cleaner.table.arrays import Flags, Index, positions
from cleaner.table.codes import COLON, QUOTE, STOP, Bytes
from cleaner.table.hashes import Hashes
from cleaner.table.lines import Lines
from cleaner.table.twins import Twins, copies, pairs, repeated, twins
from cleaner.table.vocabulary import shared

T = TypeVar("T", bound=np.generic)

PROSE_WORDS: Final = 12
"""Tokens of a finished sentence that count as a paragraph."""
LONG_WORDS: Final = 25
"""Tokens that make a paragraph whatever the punctuation."""
_TEXT_WORDS: Final = 20
"""Tokens of a line whose words are the vocabulary of its page."""
_OF_LINES_ALONE: Final = (
    "words",
    "key",
    "opening",
    "closing",
    "prose",
    "long",
    "wide_first",
    "wide_last",
    "numeric",
    "numbers",
)
"""Columns that stay the same whatever becomes of the lines around."""


class Facts:
    """What can be seen of every line of a table; each column is computed once, when first asked
    for.

    Args:
        lines: the table.
    """

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self._alone: dict[Callable[[Facts], NDArray[Any]], NDArray[Any]] = {}

    def __len__(self) -> int:
        return self.lines.page.size

    def alone(self, see: Callable[["Facts"], NDArray[T]]) -> NDArray[T]:
        """A column that stays the same whatever becomes of the lines around: it is computed once
        for all rounds.

        Args:
            see: computes the column, [lines], of a table.
        """
        if see not in self._alone:
            self._alone[see] = see(self)
        return self._alone[see]

    def select(self, kept: Index) -> "Facts":
        """What can be seen of some rows, as if the others had never stood on their pages.

        Args:
            kept: int64 [rows to keep], ascending.
        """
        part = Facts(self.lines.select(kept))
        part._alone = {see: column[kept] for see, column in self._alone.items()}
        known = vars(self)
        vars(part).update({name: known[name][kept] for name in _OF_LINES_ALONE if name in known})
        return part

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
    def page_sizes(self) -> Index:
        """int64 [pages]: how many rows every page has."""
        return self.page_rows[1:] - self.page_rows[:-1]

    @cached_property
    def _solid(self) -> bool:
        """Whether every page has rows."""
        return bool(self.page_sizes.all())

    @cached_property
    def page_start(self) -> Index:
        """int64 [lines]: the first row of the line's page."""
        return self.spread(self.page_rows[:-1])

    @cached_property
    def page_stop(self) -> Index:
        """int64 [lines]: the row after the last of the line's page."""
        return self.spread(self.page_rows[1:])

    @cached_property
    def same_page(self) -> Flags:
        """bool [lines - 1]: whether a line stands on the same page as the one after it."""
        page = self.lines.page
        return page[1:] == page[:-1]

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
    def long(self) -> Flags:
        """bool [lines]: lines of many words, whatever they are."""
        return self.words >= _TEXT_WORDS

    @cached_property
    def wide_first(self) -> Index:
        """int64 [lines]: how many wide words of the batch stand before the line's first word."""
        return self.lines.tokens.wide_sums[self.lines.first]

    @cached_property
    def wide_last(self) -> Index:
        """int64 [lines]: how many stand before the end of its last word."""
        return self.lines.tokens.wide_sums[self.lines.last]

    @cached_property
    def shared(self) -> NDArray[np.float32]:
        """float32 [lines]: the share of a line's wide words that the long lines of its page use,
        too; 1 for long lines, 0 for others without wide words."""
        return self._shared(self.lines.tokens.wide_bucket)

    @cached_property
    def shared_stems(self) -> NDArray[np.float32]:
        """float32 [lines]: the same of their stems."""
        return self._shared(self.lines.tokens.wide_stems)

    def _shared(self, words: Index) -> NDArray[np.float32]:
        return shared(self.lines, self.long, words, self.wide_first, self.wide_last)

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
        return copies(self._twins, len(self))

    @cached_property
    def repeated(self) -> Flags:
        """bool [lines]: an earlier line of the page has the same words."""
        return repeated(self._twins, len(self))

    @cached_property
    def pairs(self) -> tuple[Index, Index]:
        """int64 [pairs] each: rows whose words stand once more on their page, and further below,
        and where."""
        return pairs(self._twins)

    @cached_property
    def _twins(self) -> Twins:
        return twins(self.key, self.lines.page)

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
        out[1:] = same & self.same_page
        return out

    def page_sums(
        self, values: NDArray[np.generic], dtype: type[np.floating] = np.float64
    ) -> NDArray[np.floating]:
        """Sums over the lines of every page, 0 for a page without lines.

        Args:
            values: [lines], or [columns, lines].
            dtype: the type of the sums.

        Returns:
            [pages], or [columns, pages].
        """
        first = self.page_rows[:-1]
        if self._solid:
            return np.add.reduceat(values, first, axis=-1, dtype=dtype)
        solid = positions(self.page_sizes)
        sums = np.zeros((*values.shape[:-1], first.size), dtype)
        sums[..., solid] = np.add.reduceat(values, first[solid], axis=-1, dtype=dtype)
        return sums

    def spread(self, values: NDArray[T]) -> NDArray[T]:
        """Give every line what its page has.

        Args:
            values: [pages], or [columns, pages].

        Returns:
            [lines], or [columns, lines].
        """
        return values.repeat(self.page_sizes, axis=-1)

    def following(self, flags: Flags, rows: Index, stop: Index) -> Index:
        """The first row at or after some rows for which a flag is true.

        Args:
            flags: bool [lines].
            rows: int64 [n], where to begin.
            stop: int64 [n], what to answer where there is no such row before it.

        Returns:
            int64 [n].
        """
        flagged = positions(flags)
        if not flagged.size:
            return stop
        at = flagged.searchsorted(rows)
        found = flagged.take(at, mode="clip")
        return np.where((at < flagged.size) & (found < stop), found, stop)
