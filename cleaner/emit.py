"""From verdicts to text: which bytes of a page stay.

Kept lines keep what stands between them. Where lines went, one line break stays, and one blank
line if there was any; nothing stays before the first kept line or after the last.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from cleaner.decision import Decision
from cleaner.table.arrays import Index, positions, running
from cleaner.table.lines import Lines

Span = tuple[int, int]


def texts(decision: Decision) -> Iterator[str]:
    """The cleaned text of every page.

    Args:
        decision: the verdicts of a batch.
    """
    data = decision.lines.tokens.data
    for spans in kept_spans(decision):
        yield b"".join([data[start:end] for start, end in spans]).decode("utf-8", "surrogatepass")


def kept_spans(decision: Decision) -> Iterator[list[Span]]:
    """The bytes of every page that stay.

    Args:
        decision: the verdicts of a batch.

    Yields:
        for every page, stretches [start, end) of decision.lines.tokens.data, in order.
    """
    lines = decision.lines
    start, end = _runs(_pieces(lines, decision.keep))
    bounds = [*start.searchsorted(lines.page_start).tolist(), start.size]
    spans = list(zip(start.tolist(), end.tolist(), strict=True))
    blank = lines.page_rows[1:] == lines.page_rows[:-1]
    for page in range(lines.pages):
        if blank[page]:
            yield [(int(lines.page_start[page]), int(lines.page_end[page]))]
        else:
            yield spans[bounds[page] : bounds[page + 1]]


def _pieces(lines: Lines, keep: NDArray[np.bool_]) -> Index:
    """Three stretches for every kept line, int64 [kept lines, 3, 2]; some are empty.

    The line itself; what follows it, up to the next line or the end of the page; and the blank line
    that stays where lines went.
    """
    data = np.frombuffer(lines.tokens.data, np.uint8)
    kept = positions(keep)
    page, rows = lines.page[kept], lines.page_rows
    stop, end = lines.end[kept], lines.full_end[kept]
    page_end = lines.page_end[page]
    pieces = np.empty((kept.size, 3, 2), np.int64)
    pieces[:, 0, 0] = np.where(kept == rows[page], lines.page_start[page], lines.start[kept])
    pieces[:, 0, 1] = stop
    after = np.where(stop < end, end, stop)

    following = kept.copy()
    following[:-1] = kept[1:]
    more = np.zeros(kept.size, np.bool_)
    more[:-1] = page[1:] == page[:-1]
    adjacent = more & (following == kept + 1)
    closing = kept + 1 == rows[page + 1]
    above = lines.start[following]
    full, line_break = end + 1, np.ones(kept.size, np.int64)
    if b"\r" in lines.tokens.data:  # a line break of two bytes
        full += (data[end] == 13) & (data[end + 1] == 10)
        line_break += (data[above - 2] == 13) & (data[above - 1] == 10)
    final = data[page_end - 1]
    ends_open = (final != 10) & (final != 13)
    until = np.where(more | ~ends_open, full, after)
    until[closing] = page_end[closing]
    until[adjacent] = above[adjacent]
    pieces[:, 1, 0] = after
    pieces[:, 1, 1] = until

    blanks = running(lines.blank)
    blank = more & ~adjacent & (blanks[following + 1] > blanks[kept + 1])
    pieces[:, 2, 1] = np.where(blank, above, until)
    pieces[:, 2, 0] = pieces[:, 2, 1] - blank * line_break

    # "\r" and "\n" that come together would be one line break: the blank line as it stands instead.
    clash = positions(blank & (data[until - 1] == 13) & (data[pieces[:, 2, 0]] == 10))
    row = blanks.searchsorted(blanks[kept[clash] + 1] + 1) - 1
    pieces[clash, 1, 1] = after[clash]
    pieces[clash, 2, 0], pieces[clash, 2, 1] = lines.full_end[row - 1], lines.start[row]
    return pieces


def _runs(pieces: Index) -> tuple[Index, Index]:
    """Stretches that touch become one; empty ones go."""
    start, end = pieces[..., 0].ravel(), pieces[..., 1].ravel()
    solid = positions(end > start)
    start, end = start[solid], end[solid]
    begins = np.ones(start.size, np.bool_)
    begins[1:] = start[1:] != end[:-1]
    finishes = np.ones(start.size, np.bool_)
    finishes[:-1] = begins[1:]
    return start[begins], end[finishes]
