"""The HTML pages that tests read: tests/html/*.html, with what stays and what goes in comments.

A page begins with `<!-- content` and `<!-- chrome` comments, a line of text to a line. Lines that
may go either way are in neither.
"""

import re
from dataclasses import dataclass
from pathlib import Path

_FOLDER = Path(__file__).with_name("html")
_LISTED = re.compile(r"<!-- (content|chrome)\n(.*?)\n-->", re.DOTALL)


@dataclass(frozen=True)
class HtmlCase:
    """A page, and lines of its text that must stay or go."""

    html: str
    content: tuple[str, ...]
    chrome: tuple[str, ...]


def _read(path: Path) -> HtmlCase:
    html = path.read_text("utf-8")
    lists = {name: tuple(lines.split("\n")) for name, lines in _LISTED.findall(html)}
    if not lists:
        raise ValueError(f"{path.name}: says neither what is content nor what is chrome")
    return HtmlCase(_LISTED.sub("", html), lists.get("content", ()), lists.get("chrome", ()))


PAGES = {path.stem: _read(path) for path in sorted(_FOLDER.glob("*.html"))}


def every_html() -> list[str]:
    """The HTML of all pages."""
    return [page.html for page in PAGES.values()]
