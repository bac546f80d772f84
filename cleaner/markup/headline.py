"""The headline: the line of a page that its title repeats.

What stands before it is hardly ever the page's own, and it tells which of several texts is meant.
"""

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from turbohtml import Document

# Between the name of a page and that of its site or section.
_BETWEEN: Final = re.compile(
    r"\s+[|–—·»›:•~/\\-]+\s+|[|»›•_]|(?<=[^\x00-\x7f])[–—-]+(?=[^\x00-\x7f])"
)
_SHORTEST: Final = 4
_LONGEST: Final = 1_000
_MOST: Final = 20
"""Titles that are looked for; pictures have some, too, and every one is a walk through the page."""


def read_titles(document: "Document") -> tuple[str, ...]:
    """What a page calls itself, and the parts of it.

    Args:
        document: a parsed page, before anything was taken out of it.

    Returns:
        texts in lower case: whole titles, then their parts, longest first.

    >>> from cleaner.markup.parse import parse
    >>> read_titles(parse("<title>Bridge opens - The Herald</title>"))
    ('bridge opens - the herald', 'bridge opens', 'the herald')
    """
    found = document.select("meta[property='og:title'], title:not(title *)")[:_MOST]
    titles = [
        " ".join(str(element.attrs.get("content") or element.text).split()).lower()
        for element in found
    ]
    titles = [title for title in titles if len(title) <= _LONGEST]
    parts = {part.strip() for title in titles for part in _BETWEEN.split(title)}
    ordered = dict.fromkeys([*titles, *sorted(parts, key=lambda part: (-len(part), part))])
    return tuple(title for title in ordered if len(title) >= _SHORTEST)


def find_headline(text: str, titles: tuple[str, ...], top: int) -> int:
    r"""Find the line that is a page's title.

    Args:
        text: the page's text in lines.
        titles: see read_titles.
        top: the line of the first h1, -1 for none; it is taken where no line is a title, and of
            several that are the last one up to it.

    Returns:
        the number of the line, -1 for none.

    >>> find_headline("Home\nBridge opens\nIt did.", ("bridge opens - news", "bridge opens"), -1)
    1
    """
    lowered = f"\n{text.lower()}\n"
    for title in titles:
        line = f"\n{title}\n"
        at = lowered.find(line)
        if at < 0:
            continue
        number = lowered.count("\n", 0, at)
        while number < top and (at := lowered.find(line, at + 1)) >= 0:
            if (further := lowered.count("\n", 0, at)) > top:
                break
            number = further
        return number
    return top
