"""What the names of files say: which are pages, and which of them are HTML."""

import os
from typing import Final, Literal

STDIN: Final = "-"
HTML: Final = (".html", ".htm", ".xhtml", ".html.gz", ".htm.gz", ".xhtml.gz")
"""How the names of HTML pages end."""
PATTERNS: Final = ("*.txt", *(f"*{ending}" for ending in HTML))
"""Which files of a folder are pages."""

InputFormat = Literal["auto", "text", "html"]
"""What the user says of pages; auto goes by their names."""


def is_html(path: str) -> bool:
    """Whether the name of a file says that it is an HTML page.

    >>> is_html("a/Page.HTML.gz"), is_html("page.txt"), is_html("-")
    (True, False, False)
    """
    return path.lower().endswith(HTML)


def holds_html(path: str, input_format: InputFormat) -> bool:
    """Whether a page is to be read as HTML.

    >>> holds_html("page.html", "auto"), holds_html("-", "html")
    (True, True)
    """
    return is_html(path) if input_format == "auto" else input_format == "html"


def split_extension(path: str) -> tuple[str, str]:
    """A path without and with its extension, which of a compressed file has two parts.

    >>> split_extension("a/page.html.gz"), split_extension("a.b/page.txt")
    (('a/page', '.html.gz'), ('a.b/page', '.txt'))
    """
    stem, extension = os.path.splitext(path)
    if extension.lower() == ".gz":
        stem, inner = os.path.splitext(stem)
        extension = inner + extension
    return stem, extension
