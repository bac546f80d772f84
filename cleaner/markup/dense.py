"""Dense columns of a line: links, prose and containers around it, and its place on the page."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleaner.markup.containers import Spans, block_of, container, read_spans, wider
from cleaner.markup.headline import find_headline
from cleaner.markup.render import Rendered
from cleaner.markup.tape import Tape, name_of
from cleaner.table.arrays import Index, positions, running

Floats = NDArray[np.float32]

_LONG: Final = 80  # bytes outside of links that make a line of prose
_LEVELS: Final = 4
_NEAR: Final = 1  # levels up from the block of a line that count as near
_H1: Final = name_of("h1")
_AROUND: Final = ("log lines", "log bytes of a line", "links", "share of the prose")

_OWN: Final = (
    "links",
    "log prose",
    "lines of this path",
    "log bytes of this path",
    "links of this path",
)
_PLACES: Final = (
    "in the smallest element with half of the prose",
    "in the smallest element with most of the prose",
    "before it",
    "after it",
    "depth",
    "depth in it",
    "place",
)
_HEADLINE: Final = (
    "headline",
    "before the headline",
    "after the headline",
    "log bytes after the headline",
    "before the first h1",
    "after the first h1",
    "in the smallest element with the headline and half of the prose after it",
)
DENSE: Final = (
    *_OWN,
    *(f"{what} {level} levels up" for level in range(_LEVELS) for what in _AROUND),
    *_PLACES,
    *_HEADLINE,
)
"""The dense columns of a line."""
_PARTS: Final = (len(_OWN), len(DENSE) - len(_PLACES + _HEADLINE), len(DENSE) - len(_HEADLINE))
"""Where the second, third and fourth group of them begin."""


@dataclass(frozen=True)
class _Sums:
    """What stands before each line of a page and, last, on all of it: int64 [lines + 1] each.

    Attributes:
        size, linked, prose: bytes of text, of links, and of lines of prose.
    """

    size: Index
    linked: Index
    prose: Index


def read_dense(
    tape: Tape, rendered: Rendered, titles: tuple[str, ...], element: Index, alike: Index
) -> tuple[Floats, Index]:
    """Fill in the dense columns.

    Args:
        tape: a page that has elements.
        rendered: its lines.
        titles: what the page calls itself, see read_titles.
        element: int64 [lines], the innermost element around each.
        alike: int64 [lines], the same number for lines whose elements have the same path.

    Returns:
        float32 [len(DENSE), lines]; int64 [lines], the innermost of the elements around each that
        do not count as near.
    """
    lines = element.size
    plain = rendered.size - rendered.linked
    prose = np.where(plain >= _LONG, plain, 0)
    sums = _Sums(running(rendered.size), running(rendered.linked), running(prose))
    spans = read_spans(tape, rendered.first)
    dense = np.zeros((len(DENSE), lines), np.float32)
    own, levels, places, headline = np.split(dense, _PARTS)
    own[0] = rendered.linked / rendered.size
    own[1] = np.log1p(plain) / 5
    own[2:5] = _same_path(alike, rendered)
    beyond = _fill_levels(levels.reshape(_LEVELS, len(_AROUND), lines), tape, spans, sums, element)
    _fill_places(places, spans, sums, element)
    h1 = _line_of_h1(tape, spans)
    _fill_headline(headline, spans, sums, find_headline(rendered.text, titles, h1), h1)
    return dense, beyond


def _fill_levels(out: Floats, tape: Tape, spans: Spans, sums: _Sums, element: Index) -> Index:
    """Fill in what the elements around each line hold, from its block outwards.

    Args:
        out: float32 [_LEVELS, len(_AROUND), lines].
        tape, spans, sums: the page.
        element: int64 [lines], the innermost element around each.

    Returns:
        int64 [lines], the innermost of the elements around it that do not count as near.
    """
    size, linked, prose = sums.size, sums.linked, sums.prose
    around, top = wider(tape.parent, spans)
    at = top[block_of(tape)[element]]
    beyond = at
    for level, rows in enumerate(out):
        low, high = spans.first[at], spans.last[at]
        count, bytes_ = np.maximum(high - low, 1), np.maximum(size[high] - size[low], 1)
        rows[0] = np.log1p(count) / 4
        rows[1] = np.log(bytes_ / count) / 5
        rows[2] = (linked[high] - linked[low]) / bytes_
        rows[3] = (prose[high] - prose[low]) / max(int(prose[-1]), 1)
        if level == _NEAR:
            beyond = tape.parent[at]
        at = around[at]
    return beyond


def _fill_places(out: Floats, spans: Spans, sums: _Sums, element: Index) -> None:
    """Fill in where each line lies on the page and against the container of the prose."""
    half, most = container(sums.prose, spans, 0.5), container(sums.prose, spans, 0.8)
    line, depth = np.arange(element.size), spans.depth
    out[0] = spans.holds(half, line)
    out[1] = spans.holds(most, line)
    out[2], out[3] = line < spans.first[half], line >= spans.last[half]
    out[4] = np.minimum(depth[element] / 16, 4)
    out[5] = np.clip((depth[element] - depth[half]) / 8, -4, 4) * out[0]
    out[6] = sums.size[:-1] / max(int(sums.size[-1]), 1)


def _fill_headline(out: Floats, spans: Spans, sums: _Sums, headline: int, h1: int) -> None:
    """Fill in where each line lies against the headline and the first h1, -1 for none."""
    line, size, prose = np.arange(sums.size.size - 1), sums.size, sums.prose
    if h1 >= 0:
        out[4], out[5] = line < h1, line > h1
    if headline >= 0:
        out[0], out[1], out[2] = line == headline, line < headline, line > headline
        out[3] = np.log1p(np.maximum(size[:-1] - size[headline], 0)) / 10
        rest = np.maximum(prose - prose[headline], 0)
        out[6] = spans.holds(container(rest, spans, 0.5, spans.around(headline)), line)


def _same_path(group: Index, rendered: Rendered) -> Floats:
    """Of all lines with the path of a line: how many, how long, how much in links."""
    count = np.bincount(group)
    size = np.bincount(group, rendered.size)
    linked = np.bincount(group, rendered.linked)
    out = np.stack([np.log1p(count) / 4, np.log(size / count) / 5, linked / size])
    return out[:, group].astype(np.float32)


def _line_of_h1(tape: Tape, spans: Spans) -> int:
    """The first line in an h1, -1 for none."""
    found = positions((tape.name[tape.opens] == _H1) & (spans.last > spans.first))
    return int(spans.first[found[0]]) if found.size else -1
