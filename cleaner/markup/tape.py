"""The tape as columns: every tag, what it opens or closes, and how elements nest.

No node is visited: positions of `<` and `>` give the tags, a running sum the depth, and sorting by
depth pairs them.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from cleaner.table.arrays import Flags, Index, positions
from cleaner.table.codes import Bytes
from cleaner.table.hashes import Hashes

PADDING: Final = b" " * 8
"""Stands before and after a tape, so that eight bytes can be loaded anywhere."""

_VOID: Final = "area base br col embed hr img input link meta param source track wbr".split()
_INLINE: Final = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark math nobr q "
    "rb rp rt rtc ruby s samp small span strike strong sub sup time tt u var img input wbr"
).split()
_ONES: Final = np.uint64(0x0101010101010101)
_HIGH: Final = np.uint64(0x8080808080808080)


def name_of(tag: str) -> int:
    """A tag's name as a number: its first eight bytes.

    >>> hex(name_of("p"))
    '0x70'
    """
    return int.from_bytes(tag.encode()[:8], "little")


def _names(tags: list[str]) -> Hashes:
    return np.array(sorted(name_of(tag) for tag in tags), np.uint64)


_VOID_NAMES: Final = _names(_VOID)
_INLINE_NAMES: Final = _names(_INLINE)


@dataclass(frozen=True)
class Tape:
    """A page's markup as columns.

    Attributes:
        data: the bytes of the tape between PADDING.
        start, end: int64 [tags], where each tag's `<` and `>` are.
        name: uint64 [tags], see name_of.
        block: bool [tags], whether text before and after the tag stands on different lines.
        opens, closes: int64 [elements], the tag that opens an element and the one that closes it.
        parent: int64 [elements], the element around it, -1 for the outermost.
        inside: int64 [tags + 1], the element that is open before each tag, -1 for none.
        depth: int64 [tags + 1], how many elements are open before each tag.
    """

    data: Bytes
    start: Index
    end: Index
    name: Hashes
    block: Flags
    opens: Index
    closes: Index
    parent: Index
    inside: Index
    depth: Index

    def loads(self, at: Index) -> Hashes:
        """Eight bytes from each of some places, as numbers."""
        return _loads(self.data)[at]


def read_tape(markup: str) -> Tape:
    """Find tags and elements on a tape.

    Args:
        markup: the tape, see parse.py.

    >>> tape = read_tape("<p>One<br>two <b>three</b></p>")
    >>> tape.opens.tolist(), tape.closes.tolist(), tape.parent.tolist()
    ([0, 2], [4, 3], [-1, 0])
    >>> tape.inside.tolist(), tape.depth.tolist()
    ([-1, 0, 0, 1, 0, -1], [0, 1, 1, 2, 1, 0])
    """
    data = np.frombuffer(PADDING + markup.encode("utf-8", "surrogatepass") + PADDING, np.uint8)
    start, end = positions(data == ord("<")), positions(data == ord(">"))
    if start.size > end.size:  # a name of an attribute may hold "<", but nothing inside a tag ">"
        start = start[np.unique(np.searchsorted(end, start), return_index=True)[1]]
    closing = data[start + 1] == ord("/")
    name = _first_name(_loads(data)[start + 1 + closing])
    step = np.where(closing, -1, 1)
    step[_among(name, _VOID_NAMES)] = 0
    depth = np.zeros(start.size + 1, np.int64)
    np.cumsum(step, out=depth[1:])
    opens, closes = _pairs(step, depth)
    parent, inside = _nesting(opens, closes, step, depth)
    block = ~_among(name, _INLINE_NAMES)
    return Tape(data, start, end, name, block, opens, closes, parent, inside, depth)


def _loads(data: Bytes) -> Hashes:
    loads: Hashes = np.ndarray((data.size - 7,), "<u8", data, 0, (1,))
    return loads


def _first_name(loaded: Hashes) -> Hashes:
    """The bytes before the first space or `>`."""
    found = np.zeros_like(loaded)
    for byte in b" >":
        apart = loaded ^ (_ONES * np.uint64(byte))
        found |= (apart - _ONES) & ~apart & _HIGH
    lowest = found & (~found + np.uint64(1))
    # Without a find the shift leaves 0, and 0 - 1 keeps all eight bytes.
    return loaded & ((lowest >> np.uint64(7)) - np.uint64(1))


def _among(values: Hashes, known: Hashes) -> Flags:
    return known[np.minimum(np.searchsorted(known, values), known.size - 1)] == values


def _pairs(step: Index, depth: Index) -> tuple[Index, Index]:
    """Tags that open elements and those that close them: neighbours among the tags of one depth."""
    tags = positions(step)
    level = np.maximum(depth[tags], depth[tags + 1])
    ordered = tags[np.argsort(level, kind="stable")]
    opens, closes = ordered[0::2], ordered[1::2]
    order = np.argsort(opens)
    return opens[order], closes[order]


def _nesting(opens: Index, closes: Index, step: Index, depth: Index) -> tuple[Index, Index]:
    """The element around every element, and the one that is open before every tag."""
    count = opens.size
    if not count:
        return opens, np.full(step.size + 1, -1)
    level = depth[opens]
    # Elements by depth and then by place: the last one that lies a level higher is the parent.
    span = np.int64(step.size + 1)
    order = np.argsort(level, kind="stable")
    keys = (level * span + opens)[order]
    found = np.searchsorted(keys, (level - 1) * span + opens) - 1
    parent = np.where(level > 0, order[np.maximum(found, 0)], -1)
    inside = np.full(step.size + 1, -1)
    inside[opens + 1] = np.arange(count)
    inside[closes + 1] = parent
    void = positions(step == 0)  # after a tag without content the same element is open
    if void.size:
        known = np.ones(step.size + 1, np.bool_)
        known[void + 1] = False
        inside = inside[np.maximum.accumulate(np.where(known, np.arange(step.size + 1), 0))]
    return parent, inside
