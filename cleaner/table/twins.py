"""Twins: lines of a page that have the same words as another one."""

from dataclasses import dataclass

import numpy as np

from cleaner.table.arrays import Flags, Index, positions, sizes_of
from cleaner.table.hashes import Hashes, of_group


@dataclass(frozen=True)
class Twins:
    """Rows that have the same words as another row of their page.

    Attributes:
        row: int64 [n], those of a group one after the other, ascending.
        first: int64 [groups], where in `row` each group begins.
    """

    row: Index
    first: Index


def twins(key: Hashes, page: Index) -> Twins:
    """Find the rows whose key another row of the same page has too.

    Args:
        key: uint64 [rows]; rows with key 0 have no twins.
        page: int64 [rows].
    """
    mixed = of_group(key, page)
    # Sorting takes long, so rows that are alone even by a few bits of their key are left out.
    bits = min(max(key.size.bit_length() + 2, 8), 22)
    slot = (mixed >> np.uint64(64 - bits)).view(np.int64)
    rows = positions((np.bincount(slot)[slot] > 1) & (key != 0)) if key.size else slot
    mixed = mixed[rows]
    order = mixed.argsort(kind="stable")
    ordered = mixed[order]
    new = np.ones(rows.size + 1, np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=new[1:-1])
    many = ~(new[:-1] & new[1:])
    return Twins(rows[order[many]], positions(new[:-1][many]))


def copies(found: Twins, size: int) -> Index:
    """How many rows of the same page have the same key, a row itself counted.

    Args:
        found: the rows that are not alone.
        size: how many rows there are.

    Returns:
        int64 [size].

    >>> found = twins(np.array([5, 7, 5, 0, 0], np.uint64), np.zeros(5, np.int64))
    >>> copies(found, 5).tolist()
    [2, 1, 2, 1, 1]
    """
    out = np.ones(size, np.int64)
    sizes = sizes_of(found.first, found.row.size)
    out[found.row] = sizes.repeat(sizes)
    return out


def repeated(found: Twins, size: int) -> Flags:
    """Whether an earlier row of the same page has the same key.

    Args:
        found: the rows that are not alone.
        size: how many rows there are.

    Returns:
        bool [size].
    """
    out = np.zeros(size, np.bool_)
    out[found.row] = True
    out[found.row[found.first]] = False
    return out


def pairs(found: Twins) -> tuple[Index, Index]:
    """The rows that have a single twin, which stands below them, and these twins.

    Args:
        found: the rows that are not alone.

    Returns:
        int64 [pairs], ascending, and int64 [pairs].

    >>> found = twins(np.array([5, 7, 5, 7, 9, 9, 9], np.uint64), np.zeros(7, np.int64))
    >>> [column.tolist() for column in pairs(found)]
    [[0, 1], [2, 3]]
    """
    first = found.first[sizes_of(found.first, found.row.size) == 2]
    row, twin = found.row[first], found.row[first + 1]
    order = row.argsort()
    return row[order], twin[order]
