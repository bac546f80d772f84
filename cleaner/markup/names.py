"""What authors called their elements: tag names and the words of class, id and role, as tokens."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from cleaner.markup.tape import Tape
from cleaner.table.arrays import Index, positions, stretches
from cleaner.table.hashes import Hashes
from cleaner.table.tokens import AFTER, BEFORE, tokenize

# The end of an attribute's name with its quote, and how much before the value is read as well.
_ATTRIBUTES: Final = (
    (b' class="', 0),
    (b' id="', 0),
    (b' role="', 0),
    (b' style="', 0),
    (b'emprop="', 0),  # itemprop
    (b'hidden="', 7),  # also aria-hidden; the name is what counts
)
_SEEN: Final = 24
"""Tokens of an element that are looked at."""


@dataclass(frozen=True)
class Names:
    """The tokens of every element.

    Attributes:
        bucket: int64 [tokens], see Tokens.bucket.
        first, last: int64 [elements], the tokens of each.
        key: uint64 [elements], equal for elements of the same names.
    """

    bucket: Index
    first: Index
    last: Index
    key: Hashes


def read_names(tape: Tape) -> Names:
    """Read the names of every element.

    Args:
        tape: a page.

    >>> from cleaner.markup.tape import read_tape
    >>> names = read_names(read_tape('<p class="lead-text" title="no">a <b id="x">b</b></p>'))
    >>> (names.last - names.first).tolist()  # p, lead, text; b, x
    [3, 2]
    """
    starts, ends = _values(tape)
    opening = tape.start[tape.opens]
    tag_end = opening + 1 + _length(tape.name[tape.opens])
    close = tape.end[tape.opens]
    starts = np.concatenate([opening, starts, close])
    ends = np.concatenate([tag_end, ends, close + 1])
    order = np.argsort(starts, kind="stable")
    written = tape.data[stretches(starts[order], ends[order])]
    written[(written == ord("\n")) | (written == ord("\r"))] = ord(" ")
    written[written == ord(">")] = ord("\n")
    tokens = tokenize(BEFORE + written.tobytes() + AFTER)
    breaks = tokens.newline
    first, last = breaks[:-1] + 1, breaks[1:]
    key = tokens.running[last] - tokens.running[first]
    return Names(tokens.bucket, first, np.minimum(last, first + _SEEN), key)


def _length(name: Hashes) -> Index:
    """How many bytes a name has, of eight that are known; none where they may end in the middle of
    a letter that has several: no element is called so."""
    length = np.searchsorted(_POWERS, name, side="right").astype(np.int64)
    return np.where(name & _OUTSIDE_ASCII, 0, length)


_OUTSIDE_ASCII: Final = np.uint64(0x8080808080808080)

_POWERS: Final = np.array([1 << 8 * n for n in range(8)], np.uint64)


def _values(tape: Tape) -> tuple[Index, Index]:
    """Where the values of the attributes that count begin and end, on tags that open elements."""
    quote = positions(tape.data == ord('"'))
    tag = np.searchsorted(tape.start, quote) - 1
    inside = (tag >= 0) & (quote < tape.end[tag]) if tape.start.size else quote < 0
    quote, tag = quote[inside], tag[inside]
    place = np.arange(quote.size)
    # Counted from the first quote of the tag: an attribute's name may hold a quote by mistake.
    odd = (place - np.searchsorted(quote, tape.start)[tag]) & 1
    element = np.zeros(tape.start.size, np.bool_)
    element[tape.opens] = True
    opens = positions((odd[:-1] == 0) & (tag[:-1] == tag[1:]) & element[tag[:-1]])
    opened, closed = quote[opens], quote[opens + 1]
    before = tape.loads(opened - 7)
    starts, ends = [opened[:0]], [closed[:0]]
    for ending, back in _ATTRIBUTES:
        size = len(ending)
        found = before >> np.uint64(64 - 8 * size) == int.from_bytes(ending, "little")
        starts.append(opened[found] - back)
        ends.append(closed[found])
    return np.concatenate(starts), np.concatenate(ends)
