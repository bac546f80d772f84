"""What the columns are worked on with: a few array functions, each one idea."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Index = NDArray[np.int64]
Flags = NDArray[np.bool_]

_MANY: Final = 1 << 15
"""Fewer flags are looked at one by one in less time."""


def positions(flags: NDArray[np.generic]) -> Index:
    """Where flags are true; numpy.flatnonzero without its detours, which small pages feel.

    Args:
        flags: [n], bool or numbers that are not 0.

    >>> positions(np.array([False, True, True])).tolist()
    [1, 2]
    """
    return flags.nonzero()[0]


def rare(flags: Flags) -> Index:
    """Where flags are true, when hardly any of many are: the others are passed over by eights.

    Args:
        flags: bool [n].

    >>> rare(np.arange(100_003) % 50_001 == 50_000).tolist()
    [50000, 100001]
    """
    if flags.size < _MANY:
        return positions(flags)
    whole = flags.size & -8
    eights = positions(flags[:whole].view(np.uint64) != 0)
    near = positions(flags[:whole].reshape(-1, 8)[eights].ravel())
    found = (eights[near >> 3] << 3) + (near & 7)
    return np.concatenate([found, positions(flags[whole:]) + whole])


def running(values: NDArray[np.generic]) -> Index:
    """Sums of all values before each place, so that a difference is the sum of a stretch.

    Args:
        values: [n] numbers or flags.

    Returns:
        int64 [n + 1], beginning with 0.

    >>> running(np.array([True, False, True])).tolist()
    [0, 1, 1, 2]
    """
    sums = np.zeros(values.size + 1, np.int64)
    np.add.accumulate(values, dtype=np.int64, out=sums[1:])
    return sums


def stretches(first: Index, last: Index) -> Index:
    """All members of some stretches of consecutive numbers, in order.

    Args:
        first, last: int64 [stretches], the numbers [first, last) each.

    Returns:
        int64 [members].

    >>> stretches(np.array([2, 7]), np.array([4, 10])).tolist()
    [2, 3, 7, 8, 9]
    """
    sizes = last - first
    begins = offsets(sizes)
    total = int(begins[-1] + sizes[-1]) if sizes.size else 0
    return np.arange(total) + (first - begins).repeat(sizes)


def offsets(sizes: Index) -> Index:
    """Where groups of some sizes begin that stand one after the other.

    Args:
        sizes: int64 [groups].

    >>> offsets(np.array([2, 3, 1])).tolist()
    [0, 2, 5]
    """
    return sizes.cumsum() - sizes


def sizes_of(begins: Index, total: int) -> Index:
    """How large groups are that stand one after the other; the opposite of `offsets`.

    Args:
        begins: int64 [groups], where each begins, ascending.
        total: where the last one ends.

    >>> sizes_of(np.array([0, 2, 5]), 6).tolist()
    [2, 3, 1]
    """
    sizes = np.empty_like(begins)
    np.subtract(begins[1:], begins[:-1], out=sizes[:-1])
    sizes[-1:] = total - begins[-1:]
    return sizes


def code_set(*codes: int) -> Flags:
    """A table that says of every code whether it is one of some: `code_set(A, B)[column]`.

    Args:
        codes: the codes, below 256.

    Returns:
        bool [256].
    """
    table = np.zeros(256, np.bool_)
    table[list(codes)] = True
    return table
