"""The public face: clean, clean_many, explain, and the same for HTML."""

from collections.abc import Iterable, Iterator

from cleaner.cleaned import Cleaned
from cleaner.cleaner import Cleaner

_DEFAULT = Cleaner()


def clean(text: str) -> str:
    r"""Take everything out of a page that is not the text a person came to read.

    Args:
        text: a page as text, one line for every heading, paragraph, menu entry, ….

    Returns:
        the lines that are content, as they were.

    >>> clean("Advertisement\n\nThe council kept the library open.\n\nShare this article")
    'The council kept the library open.'
    """
    return _DEFAULT.clean(text)


def clean_many(pages: Iterable[str], jobs: int = 1) -> Iterator[str]:
    r"""Clean many pages, in order, some at a time; much faster than one by one.

    Args:
        pages: texts; they are read as they are needed.
        jobs: how many processes work; more than one pays from some thousand pages on.

    Yields:
        the cleaned pages, in the same order.

    Raises:
        ValueError: jobs is less than one.

    >>> list(clean_many(["The bridge opened to traffic again.\nAdvertisement", ""]))
    ['The bridge opened to traffic again.', '']
    """
    return _DEFAULT.clean_many(pages, jobs)


def explain(text: str) -> Cleaned:
    r"""Clean a page and say what became of every line, and why.

    Args:
        text: a page as text.

    Returns:
        the cleaned text with a verdict for every line.

    >>> result = explain("The bridge opened to traffic again.\nAdvertisement")
    >>> [(v.keep, v.kind) for v in result.verdicts]
    [(True, 'content'), (False, 'advert')]
    """
    return _DEFAULT.explain(text)


def clean_html(html: str | bytes, url: str | None = None) -> str:
    r"""Take everything out of an HTML page that is not the text a person came to read.

    Args:
        html: the page; of bytes the declared charset counts before the guessed one.
        url: its address, where it is known.

    Returns:
        the lines that are content, a line for every heading, paragraph, list item, ….

    >>> clean_html("<nav><a href='/'>Home</a></nav><p>The council kept the library open.</p>")
    'The council kept the library open.'
    """
    return _DEFAULT.clean_html(html, url)


def clean_html_many(pages: Iterable[str | bytes], jobs: int = 1) -> Iterator[str]:
    """Clean many HTML pages, in order, some at a time.

    Args:
        pages: HTML; they are read as they are needed.
        jobs: how many processes work.

    Yields:
        the cleaned pages, in the same order.

    Raises:
        ValueError: jobs is less than one.

    >>> list(clean_html_many(["<p>The bridge opened to traffic again.", b""]))
    ['The bridge opened to traffic again.', '']
    """
    return _DEFAULT.clean_html_many(pages, jobs)


def explain_html(html: str | bytes, url: str | None = None) -> Cleaned:
    """Clean an HTML page and say what became of every line, and why.

    Args:
        html: the page; of bytes the declared charset counts before the guessed one.
        url: its address, where it is known.

    Returns:
        the cleaned text with a verdict for every line; its original is the page's whole text.

    >>> result = explain_html("<p>The bridge opened to traffic again.<div>Advertisement</div>")
    >>> [(v.keep, v.kind) for v in result.verdicts]
    [(True, 'content'), (False, 'advert')]
    """
    return _DEFAULT.explain_html(html, url)
