"""From a tape to the text of its page, a line for every block, and where each line stands."""

import re
from dataclasses import dataclass
from typing import Final

import numpy as np

from cleaner.markup.tape import PADDING, Tape, name_of
from cleaner.table.arrays import Flags, Index, positions, running, stretches
from cleaner.table.codes import Bytes

PREFORMATTED: Final = (name_of("pre"), name_of("textarea"), name_of("listing"))
_LINK: Final = name_of("a")
_SPACES: Final = np.zeros(256, np.bool_)
_SPACES[list(b"\t\n\f\r ")] = True
_ENTITIES: Final = re.compile("&(lt|gt|amp);")
_CHARACTERS: Final = {"lt": "<", "gt": ">", "amp": "&"}


@dataclass(frozen=True)
class Rendered:
    r"""The text of a page.

    Attributes:
        text: its lines, none of them blank, joined by "\n".
        first, last: int64 [lines], the tape's bytes at which each line begins and ends.
        until: int64 [tags], how many bytes of text stand before each tag.
        linked: int64 [lines], how many bytes of each line are in links; size: how many in all.
    """

    text: str
    first: Index
    last: Index
    until: Index
    linked: Index
    size: Index


def render(tape: Tape) -> Rendered:
    r"""Lay out a page's text.

    Args:
        tape: the page.

    >>> from cleaner.markup.tape import read_tape
    >>> render(read_tape("<ul><li>One <b>&amp; two</b><li></ul><pre>a\n  b</pre>")).text
    'One & two\na\n  b'
    """
    sign = _signs(tape)
    # What stands between tags, and the first byte of every tag that stands for a sign.
    first = np.append(len(PADDING), tape.end + 1)
    last = np.append(tape.start + (sign != 0), tape.data.size - len(PADDING))
    place = stretches(first, last)
    text = tape.data[place]
    pre = _preformatted(tape, place)
    space = _SPACES[text]
    text[space if pre is None else space & (~pre | (text == ord("\r")))] = ord(" ")
    tags = positions(sign)
    text[(last - first).cumsum()[tags] - 1] = sign[tags]
    kept = _without_spare_space(text, pre)
    return _rendered(tape, text[kept], place[kept])


def _signs(tape: Tape) -> Bytes:
    """uint8 [tags]: the line break or the space that a tag stands for, 0 for nothing."""
    sign = tape.block * np.uint8(ord("\n"))
    # Two links with nothing between them are entries of a menu, which style keeps apart.
    link = tape.name == _LINK
    closing = tape.data[tape.start + 1] == ord("/")
    pair = link[:-1] & link[1:] & closing[:-1] & ~closing[1:]
    pair &= tape.start[1:] == tape.end[:-1] + 1
    sign[1:][pair] = ord(" ")
    return sign


def _preformatted(tape: Tape, place: Index) -> Flags | None:
    """Which bytes are inside elements whose line breaks count; None where there are no such
    elements."""
    names = tape.name[tape.opens]
    found = positions(np.isin(names, PREFORMATTED)) if names.size else names
    if not found.size:
        return None
    depth = np.zeros(tape.data.size + 1, np.int32)
    np.add.at(depth, tape.end[tape.opens[found]], 1)
    np.add.at(depth, tape.start[tape.closes[found]], -1)
    return (np.cumsum(depth[:-1]) > 0)[place]


def _without_spare_space(text: Bytes, fixed: Flags | None) -> Index:
    """The bytes that stay when spaces after spaces, spaces at line edges and blank lines go."""
    place = np.arange(text.size)
    for _ in range(2):
        byte = text[place]
        space, newline = byte == ord(" "), byte == ord("\n")
        before = np.ones(place.size, np.bool_)  # a space or a newline, or the beginning
        before[1:] = (space | newline)[:-1]
        after = np.ones(place.size, np.bool_)
        after[:-1] = newline[1:]
        spare = space & (before | after)
        if fixed is not None:
            spare &= ~fixed
        place = place[~spare]
        fixed = fixed[~spare] if fixed is not None else None
    newline = text[place] == ord("\n")
    # Of several newlines the last one stays; none at the beginning or the end.
    follows = np.ones(place.size, np.bool_)
    follows[:-1] = newline[1:]
    place = place[~(newline & follows)]
    return place[1:] if place.size and text[place[0]] == ord("\n") else place


def _rendered(tape: Tape, text: Bytes, place: Index) -> Rendered:
    edges = positions(text == ord("\n"))
    first = np.concatenate(([0], edges + 1)) if text.size else edges
    last = np.append(edges, text.size) if text.size else edges
    until = np.searchsorted(place, tape.start)
    decoded = text.tobytes().decode("utf-8", "surrogatepass")
    linked = running(_linked(tape, until, text.size))
    return Rendered(
        _ENTITIES.sub(lambda found: _CHARACTERS[found[1]], decoded),
        place[first],
        place[last - 1] + 1,
        until,
        linked[last] - linked[first],
        last - first,
    )


def _linked(tape: Tape, until: Index, size: int) -> Flags:
    """Which bytes of the text are in links."""
    links = positions(tape.name[tape.opens] == _LINK)
    depth = np.zeros(size + 1, np.int32)
    np.add.at(depth, until[tape.opens[links]], 1)
    np.add.at(depth, until[tape.closes[links]], -1)
    return np.cumsum(depth[:-1]) > 0
