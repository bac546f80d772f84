"""What the elements around a line say of it: links, repeated paths, containers, names."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleaner.markup.containers import block_of, container, wider
from cleaner.markup.headline import find_headline
from cleaner.markup.names import Names, read_names
from cleaner.markup.render import Rendered
from cleaner.markup.tape import Tape, name_of
from cleaner.table.arrays import Index, positions, running
from cleaner.table.hashes import Hashes

Floats = NDArray[np.float32]

_LONG: Final = 80  # bytes outside of links that make a line of prose
_LEVELS: Final = 4
_NEAR: Final = 1  # levels up from the block of a line that count as near
_H1: Final = name_of("h1")
_AROUND: Final = ("log lines", "log bytes of a line", "links", "share of the prose")

DENSE: Final = (
    "links",
    "log prose",
    "lines of this path",
    "log bytes of this path",
    "links of this path",
    *(f"{what} {level} levels up" for level in range(_LEVELS) for what in _AROUND),
    "in the smallest element with half of the prose",
    "in the smallest element with most of the prose",
    "before it",
    "after it",
    "depth",
    "depth in it",
    "place",
    "headline",
    "before the headline",
    "after the headline",
    "log bytes after the headline",
    "before the first h1",
    "after the first h1",
    "in the smallest element with the headline and half of the prose after it",
)
"""The dense columns of a line."""


@dataclass(frozen=True)
class Markup:
    """The DOM columns of the lines of one page.

    Attributes:
        dense: float32 [len(DENSE), lines].
        alike: int64 [lines], the same number for lines whose elements have the same path.
        element: int64 [lines], the innermost element that a line begins in.
        beyond: int64 [lines], the innermost of the elements around it that do not count as near.
        names: the tokens of every element.
        opens, closes: int64 [elements], see Tape.
        tags: how many tags there are.
    """

    dense: Floats
    alike: Index
    element: Index
    beyond: Index
    names: Names
    opens: Index
    closes: Index
    tags: int

    def over_ancestors(self, values: Floats) -> tuple[Floats, Floats]:
        """Sums over the elements around every line.

        Args:
            values: float32 [channels, elements].

        Returns:
            two arrays, float32 [channels, lines]: over all elements around a line, and over those
            that are near.
        """
        sums = np.zeros((values.shape[0], self.tags + 1))
        sums[:, self.opens] = values
        sums[:, self.closes] = -values
        np.cumsum(sums, axis=1, out=sums)
        reached = sums[:, self.opens]
        around = np.zeros((values.shape[0], values.shape[1] + 1))  # -1: no element
        around[:, :-1] = reached
        everywhere = around[:, self.element]
        near = everywhere - around[:, self.beyond]
        return everywhere.astype(np.float32), near.astype(np.float32)

    def innermost(self, values: Floats) -> Floats:
        """The values of the innermost element around every line, 0 where there is none.

        Args:
            values: float32 [channels, elements].

        Returns:
            float32 [channels, lines].
        """
        if not values.shape[1]:
            return np.zeros((values.shape[0], self.element.size), np.float32)
        return values[:, self.element] * (self.element >= 0)

    def rows(self, kept: Index) -> "Markup":
        """The columns of some lines.

        Args:
            kept: int64 [rows].
        """
        return replace(
            self,
            dense=self.dense[:, kept],
            alike=self.alike[kept],
            element=self.element[kept],
            beyond=self.beyond[kept],
        )


def read_columns(tape: Tape, rendered: Rendered, titles: tuple[str, ...]) -> Markup:
    """Look at the elements around every line.

    Args:
        tape: a page.
        rendered: its lines.
        titles: what the page calls itself, see read_titles.
    """
    names = read_names(tape)
    element = tape.inside[np.searchsorted(tape.end, rendered.first)]
    lines = rendered.first.size
    if not tape.opens.size:
        empty = np.zeros((len(DENSE), lines), np.float32)
        return Markup(empty, element, element, element, names, tape.opens, tape.closes, 0)
    plain = rendered.size - rendered.linked
    prose = running(np.where(plain >= _LONG, plain, 0))
    size, linked = running(rendered.size), running(rendered.linked)
    first = np.searchsorted(rendered.first, tape.start[tape.opens])
    last = np.searchsorted(rendered.first, tape.start[tape.closes])
    dense = np.zeros((len(DENSE), lines), np.float32)
    dense[0] = rendered.linked / rendered.size
    dense[1] = np.log1p(plain) / 5
    _, alike = np.unique(_paths(tape, names)[element], return_inverse=True)
    dense[2:5] = _same_path(alike, rendered)
    around, top = wider(tape.parent, first, last)
    at = top[block_of(tape)[element]]
    beyond = at
    for level in range(_LEVELS):
        rows = dense[5 + level * len(_AROUND) :][: len(_AROUND)]
        low, high = first[at], last[at]
        count, bytes_ = np.maximum(high - low, 1), np.maximum(size[high] - size[low], 1)
        rows[0] = np.log1p(count) / 4
        rows[1] = np.log(bytes_ / count) / 5
        rows[2] = (linked[high] - linked[low]) / bytes_
        rows[3] = (prose[high] - prose[low]) / max(int(prose[-1]), 1)
        if level == _NEAR:
            beyond = tape.parent[at]
        at = around[at]
    depth = tape.depth[tape.opens]
    rows = dense[5 + _LEVELS * len(_AROUND) :]
    half = container(prose, first, last, depth, 0.5)
    most = container(prose, first, last, depth, 0.8)
    line = np.arange(lines)
    rows[0] = (line >= first[half]) & (line < last[half])
    rows[1] = (line >= first[most]) & (line < last[most])
    rows[2], rows[3] = line < first[half], line >= last[half]
    rows[4] = np.minimum(depth[element] / 16, 4)
    rows[5] = np.clip((depth[element] - depth[half]) / 8, -4, 4) * rows[0]
    rows[6] = size[:-1] / max(int(size[-1]), 1)
    h1 = _line_of_h1(tape, first, last)
    headline = find_headline(rendered.text, titles, h1)
    if h1 >= 0:
        rows[11], rows[12] = line < h1, line > h1
    if headline >= 0:
        rows[7], rows[8], rows[9] = line == headline, line < headline, line > headline
        rows[10] = np.log1p(np.maximum(size[:-1] - size[headline], 0)) / 10
        rest = np.maximum(prose - prose[headline], 0)
        holds = (first <= headline) & (last > headline)
        text = container(rest, first, last, depth, 0.5, holds)
        rows[13] = (line >= first[text]) & (line < last[text])
    return Markup(dense, alike, element, beyond, names, tape.opens, tape.closes, tape.start.size)


def _paths(tape: Tape, names: Names) -> Hashes:
    """A number for every element that is equal where names and those of all ancestors are."""
    level = tape.depth[tape.opens].view(np.uint64)
    own = (names.key ^ (names.key >> np.uint64(31))) * (level * np.uint64(2) + np.uint64(1))
    sums = np.zeros(tape.start.size + 1, np.uint64)
    sums[tape.opens] = own
    sums[tape.closes] = np.uint64(0) - own
    return np.cumsum(sums)[tape.opens]


def _same_path(group: Index, rendered: Rendered) -> Floats:
    """Of all lines with the path of a line: how many, how long, how much in links."""
    count = np.bincount(group)
    size = np.bincount(group, rendered.size)
    linked = np.bincount(group, rendered.linked)
    out = np.stack([np.log1p(count) / 4, np.log(size / count) / 5, linked / size])
    return out[:, group].astype(np.float32)


def _line_of_h1(tape: Tape, first: Index, last: Index) -> int:
    """The first line in an h1, -1 for none."""
    found = positions((tape.name[tape.opens] == _H1) & (last > first))
    return int(first[found[0]]) if found.size else -1
