"""The content of one page in the frame of another, as markup.

A page's content is the element that holds nearly all of its content lines; the frame is all markup
around it. So a score learns that a site's way to write content and a site's frame vary freely.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.train.shown import Shown
from cleaner.markup.page import HtmlPage, of_tape
from cleaner.markup.tape import PADDING
from cleaner.table.arrays import positions, running

_NEARLY = 0.95
_WHOLE = 0.9  # of a page's lines: such content has no frame


@dataclass(frozen=True)
class Cut:
    """A page cut at the edges of its content.

    Attributes:
        head, inside, tail: its markup before, in and after the content.
        first, last: the lines of the content.
        titles: what the page calls itself.
        shown: all its lines, with labels.
    """

    head: str
    inside: str
    tail: str
    first: int
    last: int
    titles: tuple[str, ...]
    shown: Shown


def cut(page: HtmlPage, titles: tuple[str, ...], shown: Shown) -> Cut | None:
    """Cut a page at the edges of its content.

    Args:
        page: the page.
        titles: what it calls itself.
        shown: its lines, with labels.

    Returns:
        None where content and frame are not apart.
    """
    tape, rendered = page.tape, page.rendered
    content = running(rendered.size * (np.array(shown.content) == 1))
    first = np.searchsorted(rendered.first, tape.start[tape.opens])
    last = np.searchsorted(rendered.first, tape.start[tape.closes])
    holds = positions(
        (content[last] - content[first] >= _NEARLY * content[-1])
        & tape.block[tape.opens]
        & (last - first < _WHOLE * rendered.size.size)
    )
    if not content[-1] or not holds.size:
        return None
    found = holds[np.argmax(tape.depth[tape.opens[holds]])]
    start, end = tape.start[tape.opens[found]], tape.end[tape.closes[found]] + 1
    parts = (
        tape.data[len(PADDING) : start], tape.data[start:end], tape.data[end : -len(PADDING)]
    )  # fmt: skip
    head, inside, tail = (part.tobytes().decode("utf-8", "surrogatepass") for part in parts)
    return Cut(head, inside, tail, int(first[found]), int(last[found]), titles, shown)


def reframed(text: Cut, frame: Cut) -> tuple[HtmlPage, Shown] | None:
    """Put the content of a page into the frame of another.

    Args:
        text: the page that the content is of.
        frame: the other one.

    Returns:
        the page and its lines, with labels; None where lines do not fall apart at the edges.
    """
    page = of_tape(frame.head + text.inside + frame.tail, text.titles)
    around, own = frame.shown, text.shown

    def joined(outer: Sequence[int], inner: Sequence[int]) -> list[int]:
        return [*outer[: frame.first], *inner[text.first : text.last], *outer[frame.last :]]

    # What little content stands in a frame is another page's: no label says what it is here.
    outer = [-1 if label == 1 else label for label in around.content]
    lines = [
        *around.lines[: frame.first], *own.lines[text.first : text.last],
        *around.lines[frame.last :],
    ]  # fmt: skip
    if page.text.split("\n") != lines:
        return None
    content = joined(outer, own.content)
    return page, Shown(
        "reframed",
        lines,
        content,
        joined(around.kind, own.kind),
        bytes(joined(around.hard, own.hard)),
    )
