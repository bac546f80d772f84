"""From verdicts to Markdown: the kept lines of HTML pages with their headings, lists and tables."""

from collections.abc import Iterator, Sequence

import numpy as np

from cleaner.decision import Decision
from cleaner.markup.markdown import to_markdown
from cleaner.markup.page import HtmlPage
from cleaner.markup.prune import prune
from cleaner.table.arrays import positions


def markdown(decision: Decision, pages: Sequence[HtmlPage], *, links: bool) -> Iterator[str]:
    """The cleaned text of every page as Markdown.

    Args:
        decision: the verdicts of a batch.
        pages: the batch.
        links: whether links keep their addresses.
    """
    lines = decision.lines
    rows = lines.page_rows
    ends = lines.full_end
    for number, page in enumerate(pages):
        here = np.arange(rows[number], rows[number + 1])
        kept = np.zeros(page.rendered.first.size, np.bool_)
        kept[lines.number[here]] = decision.keep[here]
        trimmed = here[positions(decision.keep[here] & (lines.end[here] < ends[here]))]
        cut = [
            (int(lines.number[row]), lines.tokens.data[lines.end[row] : ends[row]].decode())
            for row in trimmed
        ]
        yield to_markdown(prune(page.tape, page.rendered, kept, cut), links=links)
