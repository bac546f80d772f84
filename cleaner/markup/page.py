"""An HTML page as the core reads it: its text in lines, and DOM columns for each of them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from cleaner.markup.columns import Markup, read_columns
from cleaner.markup.headline import read_titles
from cleaner.markup.parse import parse, to_tape
from cleaner.markup.render import PREFORMATTED, Rendered, render
from cleaner.markup.tape import Tape, read_tape
from cleaner.table.arrays import Index, positions

if TYPE_CHECKING:
    from turbohtml import Document


@dataclass(frozen=True)
class HtmlPage:
    """An HTML page.

    Attributes:
        tape: its markup.
        rendered: its text in lines.
        markup: their DOM columns.
    """

    tape: Tape
    rendered: Rendered
    markup: Markup

    def wholes(self) -> Index:
        """What stays or goes as one: listings of code, verse, logs.

        Returns:
            int64 [lines], the preformatted element that each line is in, -1 for none.
        """
        tape, first = self.tape, self.rendered.first
        found = np.full(first.size, -1)
        if not tape.opens.size:
            return found
        elements = positions(np.isin(tape.name[tape.opens], PREFORMATTED))
        starts = np.searchsorted(first, tape.start[tape.opens[elements]])
        ends = np.searchsorted(first, tape.start[tape.closes[elements]])
        for element, start, end in zip(elements, starts, ends, strict=True):
            found[start:end] = element
        return found

    @property
    def text(self) -> str:
        r"""The whole text, lines joined by "\n"."""
        return self.rendered.text


def read_page(html: str | bytes) -> HtmlPage:
    """Read a page.

    Args:
        html: the page; of bytes the declared charset counts before the guessed one.

    >>> page = read_page("<nav><a href=/>Home</a></nav><p>One.<p>Two.")
    >>> page.text.split(), page.markup.dense[0].tolist()
    (['Home', 'One.', 'Two.'], [1.0, 0.0, 0.0])
    """
    return lay_out(parse(html))


def lay_out(document: "Document") -> HtmlPage:
    """Read a page that was parsed; what is never shown is taken out of it.

    Args:
        document: the parsed page.
    """
    titles = read_titles(document)
    return of_tape(to_tape(document), titles)


def of_tape(markup: str, titles: tuple[str, ...]) -> HtmlPage:
    """Lay out markup that is a tape already.

    Args:
        markup: see to_tape.
        titles: what the page calls itself, see read_titles.
    """
    tape = read_tape(markup)
    rendered = render(tape)
    return HtmlPage(tape, rendered, read_columns(tape, rendered, titles))
