"""The kept part of a page as HTML: its tape without the text that went and the elements that are
empty then."""

import html
from collections.abc import Sequence

import numpy as np

from cleaner.markup.render import Rendered
from cleaner.markup.tape import Tape, name_of
from cleaner.table.arrays import Flags, positions, running

_PICTURES = np.array(sorted(map(name_of, ("img", "input"))), np.uint64)


def prune(tape: Tape, rendered: Rendered, kept: Flags, cut: Sequence[tuple[int, str]] = ()) -> str:
    """Write a page's markup with some of its lines only; pictures and form fields go as well.

    Args:
        tape: the page.
        rendered: its lines.
        kept: bool [lines].
        cut: lines whose end goes, and what goes of each.

    Returns:
        well-formed HTML.

    >>> from cleaner.markup.render import render
    >>> from cleaner.markup.tape import read_tape
    >>> tape = read_tape("<div><ul><li>One</li></ul><p>Two <b>three</b></p></div>")
    >>> prune(tape, render(tape), np.array([False, True]))
    '<div><p>Two <b>three</b></p></div>'
    """
    stays = np.zeros(tape.data.size, np.bool_)
    for line in positions(kept):
        # With the space up to a next line that stays as well: line breaks of code stand there.
        joined = line + 1 < kept.size and kept[line + 1]
        last = rendered.first[line + 1] if joined else rendered.last[line]
        stays[rendered.first[line] : last] = True
    for line, end in cut:
        stop = int(rendered.last[line])
        stays[stop - len(html.escape(end, quote=False).encode()) : stop] = False
    in_tag = np.zeros(tape.data.size + 1, np.int8)
    in_tag[tape.start] = 1
    in_tag[tape.end + 1] -= 1
    text = np.cumsum(in_tag[:-1], dtype=np.int8) == 0
    stays &= text
    sums = running(stays)
    full = positions(sums[tape.start[tape.closes]] > sums[tape.end[tape.opens]])
    tags = np.zeros(tape.start.size, np.bool_)
    tags[tape.opens[full]] = tags[tape.closes[full]] = True
    # Line breaks and rules stay where the element around them does.
    around = np.zeros(tape.opens.size + 1, np.bool_)
    around[full] = True
    void = np.ones(tape.start.size, np.bool_)
    void[tape.opens] = void[tape.closes] = False
    void &= ~np.isin(tape.name, _PICTURES)
    tags |= void & around[tape.inside[:-1]]
    for tag in positions(tags):
        stays[tape.start[tag] : tape.end[tag] + 1] = True
    return tape.data[stays].tobytes().decode("utf-8", "surrogatepass")
