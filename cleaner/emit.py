"""From verdicts to text: which bytes of a page stay."""

from collections.abc import Iterator

import numpy as np

from cleaner.decide import Decision

Span = tuple[int, int]


def kept_spans(decision: Decision) -> Iterator[list[Span]]:
    """The bytes of every page that stay, in order.

    Kept lines keep what stands between them. Where lines went, one line break stays, and one blank
    line if there was any; nothing stays before the first kept line or after the last.

    Args:
        decision: the verdicts of a batch.

    Yields:
        for every page, stretches [start, end) of decision.lines.tokens.data.
    """
    lines = decision.lines
    data = lines.tokens.data
    full_end = lines.tokens.start[lines.tokens.newline][
        np.searchsorted(lines.tokens.newline, lines.last, "left")
    ]
    blanks = np.concatenate(([0], np.cumsum(lines.blank)))
    rows = np.flatnonzero(decision.keep)
    bounds = np.searchsorted(lines.page[rows], np.arange(lines.pages + 1))
    edges = lines.page_rows
    for page in range(lines.pages):
        spans: list[Span] = []
        kept = rows[bounds[page] : bounds[page + 1]].tolist()
        first, last = int(edges[page]), int(edges[page + 1]) - 1
        begin = int(lines.page_start[page])
        finish = int(lines.page_end[page])
        if first > last:
            yield [(begin, finish)]
            continue
        previous = first - 1
        for row in kept:
            start, stop, line_end = int(lines.start[row]), int(lines.end[row]), int(full_end[row])
            if row > previous + 1:  # lines went in between
                if spans and blanks[row + 1] > blanks[previous + 1]:
                    spans.append((start - 1, start))
                begin = start
            spans.append((begin, stop))
            begin = stop
            if stop < line_end:
                begin = line_end - (data[line_end - 1 : line_end] == b"\r")
            previous = row
            if row < last:
                spans.append((begin, line_end + 1))
                begin = line_end + 1
        if kept and previous == last:
            spans.append((begin, finish))
        elif spans and data[finish - 1 : finish] != b"\n":
            spans.pop()
        yield spans
