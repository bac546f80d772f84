"""The table of lines: one row for every line that is not blank, columns instead of objects."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from cleaner.table.arrays import Index, offsets, positions, running, sizes_of, stretches
from cleaner.table.codes import NEWLINE
from cleaner.table.hashes import Hashes
from cleaner.table.tokens import AFTER, BEFORE, Tokens, tokenize


@dataclass(frozen=True)
class Lines:
    """The lines of a batch of pages that are not blank.

    Attributes:
        tokens: the tokens of the whole batch.
        pages: how many pages there are.
        page: int64 [lines], the page a line stands on, ascending.
        number: int64 [lines], its index among all lines of its page, blank ones counted.
        start, end: int64 [lines], its bytes in tokens.data, without the line break.
        first, last: int64 [lines], its tokens; a trim moves `last` and `end`.
        blank: bool [lines], whether a blank line stands between it and the row before.
        page_start, page_end: int64 [pages], the bytes of a page.
    """

    tokens: Tokens
    pages: int
    page: Index
    number: Index
    start: Index
    end: Index
    first: Index
    last: Index
    blank: NDArray[np.bool_]
    page_start: Index
    page_end: Index

    def __len__(self) -> int:
        return self.page.size

    @property
    def words(self) -> Index:
        """int64 [lines]: the number of tokens."""
        return self.last - self.first

    @property
    def key(self) -> Hashes:
        """uint64 [lines]: equal for lines of the same words, whatever their case, numbers and
        punctuation."""
        running = self.tokens.running
        return running.take(self.last) - running.take(self.first)

    @property
    def full_end(self) -> Index:
        """int64 [lines]: where a line ended before it was trimmed, the line break not counted."""
        tokens, breaks = self.tokens, self.tokens.newline
        end = tokens.start[self.last]
        cut = positions(tokens.codes[end] != NEWLINE)
        end[cut] = tokens.start[breaks[breaks.searchsorted(self.last[cut])]]
        if b"\r" in tokens.data:
            before = np.frombuffer(tokens.data, np.uint8)[end - 1]
            end -= (before == 13) & (end > self.start)
        return end

    @property
    def page_rows(self) -> Index:
        """int64 [pages + 1]: the first row of every page, and the number of rows."""
        return self.page.searchsorted(np.arange(self.pages + 1))

    def row_at(self, at: Index) -> Index:
        """int64 [n]: the row that each of some bytes stands in, -1 outside of all rows.

        Args:
            at: int64 [n], places in tokens.data.
        """
        if not len(self):
            return np.full(at.size, -1)
        row = self.start.searchsorted(at, "right") - 1
        return np.where(at < self.end[row], row, -1)

    def select(self, kept: Index) -> "Lines":
        """The table with some rows only, as if the others had never stood on their pages.

        Pages without any of these rows are left out.

        Args:
            kept: int64 [rows to keep], ascending.
        """
        page = self.page[kept]
        blanks = running(self.blank)
        # A page begins with its first row: what stood above it is gone.
        follows, blank = np.zeros((2, page.size), np.bool_)
        np.equal(page[1:], page[:-1], out=follows[1:])
        np.greater(blanks[kept[1:] + 1], blanks[kept[:-1] + 1], out=blank[1:])
        blank &= follows
        first = positions(~follows)
        pages = page[first]
        return replace(
            self,
            pages=pages.size,
            page=np.arange(pages.size).repeat(sizes_of(first, page.size)),
            number=self.number[kept],
            start=self.start[kept],
            end=self.end[kept],
            first=self.first[kept],
            last=self.last[kept],
            blank=blank,
            page_start=self.page_start[pages],
            page_end=self.page_end[pages],
        )


def read_lines(texts: Sequence[str]) -> Lines:
    r"""Lay out pages as one table of lines.

    Args:
        texts: the pages.

    >>> lines = read_lines(["One\n\ntwo three", "four"])
    >>> lines.page.tolist(), lines.number.tolist(), lines.words.tolist(), lines.blank.tolist()
    ([0, 0, 1], [0, 2, 0], [1, 2, 1], [False, True, False])
    """
    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
    data = b"\n".join([BEFORE.removesuffix(b"\n"), *(encoded or [b""]), AFTER])
    sizes = np.fromiter(map(len, encoded), np.int64, len(encoded))
    page_end = (sizes + 1).cumsum() - 1 + len(BEFORE)
    return _rows(tokenize(data), page_end - sizes, page_end)


def _rows(tokens: Tokens, page_start: Index, page_end: Index) -> Lines:
    """Rows between newline tokens."""
    breaks = tokens.newline
    position = tokens.start.take(breaks)
    start, end = position[:-1] + 1, position[1:]
    first, last = breaks[:-1] + 1, breaks[1:]
    solid = last > first
    solid[_symbols_only(tokens, start, end, solid)] = True
    last_line = end.searchsorted(page_end) + 1
    lines_per_page = last_line.copy()
    lines_per_page[1:] -= last_line[:-1]
    page = np.arange(page_end.size).repeat(lines_per_page)
    number = np.arange(start.size) - (last_line - lines_per_page).repeat(lines_per_page)
    rows = positions(solid)
    page, number = page[rows], number[rows]
    same_page, blank = np.zeros((2, rows.size), np.bool_)
    same_page[1:] = page[1:] == page[:-1]
    blank[1:] = number[1:] - number[:-1] > 1
    blank &= same_page
    if b"\r" in tokens.data:  # belongs to the line break, not to the line
        end = end - ((np.frombuffer(tokens.data, np.uint8)[end - 1] == 13) & (end > start))
    return Lines(
        tokens,
        page_end.size,
        page,
        number,
        start[rows],
        end[rows],
        first[rows],
        last[rows],
        blank,
        page_start,
        page_end,
    )


def _symbols_only(tokens: Tokens, start: Index, end: Index, solid: NDArray[np.bool_]) -> Index:
    """The lines that have no token and yet something to see, such as '***'."""
    rows = positions(~solid & (end > start))
    if not rows.size:
        return rows
    sizes = end[rows] - start[rows]
    visible = tokens.codes[stretches(start[rows], end[rows])] > NEWLINE
    return rows[np.add.reduceat(visible, offsets(sizes), dtype=np.int64) > 0]
