"""From a tape to the text of its page, a line for every block, and where each line stands."""

import re
from dataclasses import dataclass
from typing import Final

import numpy as np

from cleaner.markup.tape import Tape, name_of
from cleaner.table.arrays import Flags, Index, positions, running
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
    data = tape.data.copy()
    in_tag = np.zeros(data.size + 1, np.int8)
    in_tag[tape.start] = 1
    in_tag[tape.end + 1] -= 1
    shown = np.cumsum(in_tag[:-1], dtype=np.int8) == 0
    shown[:8] = shown[-8:] = False
    pre = _preformatted(tape)
    space = _SPACES[data] & shown
    data[space if pre is None else space & (~pre | (data == ord("\r")))] = ord(" ")
    breaks = tape.start[tape.block]
    data[breaks] = ord("\n")
    shown[breaks] = True
    neighbours = _neighbouring_links(tape)
    data[neighbours] = ord(" ")
    shown[neighbours] = True
    place = _without_spare_space(data, positions(shown), pre)
    return _rendered(tape, data[place], place)


def _preformatted(tape: Tape) -> Flags | None:
    """The bytes inside elements whose line breaks count; None where there are no such elements."""
    names = tape.name[tape.opens]
    found = positions(np.isin(names, PREFORMATTED)) if names.size else names
    if not found.size:
        return None
    depth = np.zeros(tape.data.size + 1, np.int32)
    np.add.at(depth, tape.end[tape.opens[found]], 1)
    np.add.at(depth, tape.start[tape.closes[found]], -1)
    return np.cumsum(depth[:-1]) > 0


def _neighbouring_links(tape: Tape) -> Index:
    """Places between two links with nothing between them: menus whose entries style keeps apart."""
    link = tape.name == _LINK
    closing = tape.data[tape.start + 1] == ord("/")
    pair = link[:-1] & link[1:] & closing[:-1] & ~closing[1:]
    pair &= tape.start[1:] == tape.end[:-1] + 1
    return tape.start[1:][pair]


def _without_spare_space(data: Bytes, place: Index, pre: Flags | None) -> Index:
    """Leave out spaces after spaces, spaces at line edges, and blank lines."""
    fixed = pre[place] if pre is not None else None
    for _ in range(2):
        byte = data[place]
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
    newline = data[place] == ord("\n")
    # Of several newlines the last one stays; none at the beginning or the end.
    follows = np.ones(place.size, np.bool_)
    follows[:-1] = newline[1:]
    place = place[~(newline & follows)]
    return place[1:] if place.size and data[place[0]] == ord("\n") else place


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
