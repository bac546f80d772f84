"""Containers: which elements hold which lines, told from where elements begin and end."""

from dataclasses import dataclass

import numpy as np

from cleaner.markup.tape import Tape
from cleaner.table.arrays import Flags, Index, positions


@dataclass(frozen=True)
class Spans:
    """The lines that every element of a page holds.

    Attributes:
        first, last: int64 [elements], the lines [first, last) that each holds.
        depth: int64 [elements], how many elements are around it.
    """

    first: Index
    last: Index
    depth: Index

    def holds(self, element: int, line: Index) -> Flags:
        """Whether an element holds each of some lines."""
        return (line >= self.first[element]) & (line < self.last[element])

    def around(self, line: int) -> Flags:
        """bool [elements]: which ones hold a line."""
        return (self.first <= line) & (self.last > line)


def read_spans(tape: Tape, begins: Index) -> Spans:
    """Find the lines that every element holds.

    Args:
        tape: a page.
        begins: int64 [lines], the tape's byte at which each line begins.
    """
    first = np.searchsorted(begins, tape.start[tape.opens])
    last = np.searchsorted(begins, tape.start[tape.closes])
    return Spans(first, last, tape.depth[tape.opens])


def block_of(tape: Tape) -> Index:
    """The innermost block that every element is in or is.

    Args:
        tape: a page.

    Returns:
        int64 [elements].
    """
    itself = np.arange(tape.opens.size)
    return _followed(np.where(tape.block[tape.opens] | (tape.parent < 0), itself, tape.parent))


def wider(parent: Index, spans: Spans) -> tuple[Index, Index]:
    """For every element the next one around it that holds more lines, and the outermost one that
    holds the same.

    Args:
        parent: int64 [elements], see Tape.
        spans: the lines that each holds.

    Returns:
        int64 [elements], twice.
    """
    first, last = spans.first, spans.last
    itself = np.arange(parent.size)
    same = (parent >= 0) & (first[parent] == first) & (last[parent] == last)
    top = _followed(np.where(same, parent, itself))
    around = parent[top]
    return np.where(around >= 0, top[around], top), top


def container(prose: Index, spans: Spans, share: float, among: Flags | bool = True) -> int:
    """The innermost of some elements that holds some share of the prose.

    Args:
        prose: int64 [lines + 1], bytes of prose before each line.
        spans: the lines that each element holds.
        share: how much of the prose it must hold.
        among: bool [elements], which ones count; all by default.

    Returns:
        its number, 0 where none holds as much.
    """
    enough = prose[spans.last] - prose[spans.first] >= share * prose[-1]
    holds = positions(enough & among)
    return int(holds[np.argmax(spans.depth[holds])]) if holds.size else 0


def _followed(pointer: Index) -> Index:
    """Where pointers lead to in the end; their number of steps halves in every round."""
    while True:
        further = pointer[pointer]
        if np.array_equal(further, pointer):
            return pointer
        pointer = further
