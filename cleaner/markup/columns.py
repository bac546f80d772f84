"""What the elements around a line say of it: links, repeated paths, containers, names."""

from dataclasses import dataclass, replace

import numpy as np

from cleaner.markup.dense import DENSE, Floats, read_dense
from cleaner.markup.names import Names, read_names
from cleaner.markup.render import Rendered
from cleaner.markup.tape import Tape
from cleaner.table.arrays import Index
from cleaner.table.hashes import Hashes


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
    _, alike = np.unique(_paths(tape, names)[element], return_inverse=True)
    dense, beyond = read_dense(tape, rendered, titles, element, alike)
    return Markup(dense, alike, element, beyond, names, tape.opens, tape.closes, tape.start.size)


def _paths(tape: Tape, names: Names) -> Hashes:
    """A number for every element that is equal where names and those of all ancestors are."""
    level = tape.depth[tape.opens].view(np.uint64)
    own = (names.key ^ (names.key >> np.uint64(31))) * (level * np.uint64(2) + np.uint64(1))
    sums = np.zeros(tape.start.size + 1, np.uint64)
    sums[tape.opens] = own
    sums[tape.closes] = np.uint64(0) - own
    return np.cumsum(sums)[tape.opens]
