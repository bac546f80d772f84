"""Containers: which elements hold which lines, told from where elements begin and end."""

import numpy as np

from cleaner.markup.tape import Tape
from cleaner.table.arrays import Flags, Index, positions


def block_of(tape: Tape) -> Index:
    """The innermost block that every element is in or is.

    Args:
        tape: a page.

    Returns:
        int64 [elements].
    """
    itself = np.arange(tape.opens.size)
    return _followed(np.where(tape.block[tape.opens] | (tape.parent < 0), itself, tape.parent))


def wider(parent: Index, first: Index, last: Index) -> tuple[Index, Index]:
    """For every element the next one around it that holds more lines, and the outermost one that
    holds the same.

    Args:
        parent: int64 [elements], see Tape.
        first, last: int64 [elements], the lines [first, last) that each holds.

    Returns:
        int64 [elements], twice.
    """
    itself = np.arange(parent.size)
    same = (parent >= 0) & (first[parent] == first) & (last[parent] == last)
    top = _followed(np.where(same, parent, itself))
    around = parent[top]
    return np.where(around >= 0, top[around], top), top


def container(
    prose: Index,
    first: Index,
    last: Index,
    depth: Index,
    share: float,
    among: Flags | bool = True,
) -> int:
    """The innermost of some elements that holds some share of the prose.

    Args:
        prose: int64 [lines + 1], bytes of prose before each line.
        first, last: int64 [elements], the lines [first, last) that each holds.
        depth: int64 [elements], how deep each lies.
        share: how much of the prose it must hold.
        among: bool [elements], which ones count; all by default.

    Returns:
        its number, 0 where none holds as much.
    """
    holds = positions((prose[last] - prose[first] >= share * prose[-1]) & among)
    return int(holds[np.argmax(depth[holds])]) if holds.size else 0


def _followed(pointer: Index) -> Index:
    """Where pointers lead to in the end; their number of steps halves in every round."""
    while True:
        further = pointer[pointer]
        if np.array_equal(further, pointer):
            return pointer
        pointer = further
