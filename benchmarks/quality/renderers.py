"""Naive renderings of a page's HTML: what a plain scraper or a WET file holds.

None of them looks for the main content; menus, banners, teasers and paragraphs all stay.
"""

import importlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

# Elements whose text no browser shows as text of the page.
_HIDDEN = frozenset("head iframe noscript object script style svg template".split())
# Elements that start and end a line.
_BLOCK = frozenset(
    """
    html body main article section nav aside header footer address hr div p pre blockquote br
    h1 h2 h3 h4 h5 h6 ul ol menu li dl dt dd figure figcaption
    table caption thead tbody tfoot tr th td title
    form fieldset legend button select option textarea details summary dialog
    """.split()
)


@dataclass(frozen=True, slots=True)
class Renderer:
    """A way from HTML to text, and the distribution it needs."""

    distribution: str
    run: Callable[[str], str]


def available(names: Sequence[str]) -> tuple[list[str], list[str]]:
    """The named renderers that can run here, and a note for each that cannot."""
    missing = {name for name in names if not installed_version(name)}
    notes = [
        f"renderer {name}: skipped, {RENDERERS[name].distribution} is not installed"
        for name in sorted(missing)
    ]
    return [name for name in names if name not in missing], notes


def installed_version(name: str) -> str:
    """Version of the distribution behind a renderer, "" when it is not installed."""
    try:
        return version(RENDERERS[name].distribution)
    except PackageNotFoundError:
        return ""


def render(raw: bytes, name: str) -> str:
    """Text of a page, in lines.

    Args:
        raw: The page as it was served.
        name: Key of `RENDERERS`.

    Returns:
        Lines joined by "\\n", without carriage returns; "" where the renderer fails on the page.
    """
    html = decode(raw).replace("\0", "")
    try:
        return RENDERERS[name].run(html).replace("\r", "")
    except Exception:  # third-party parsers raise anything on pages that hold no markup
        return ""


def decode(raw: bytes) -> str:
    """Bytes as UTF-8 where they are UTF-8, and as the encoding resiliparse detects otherwise."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        encoding = _module("resiliparse.parse.encoding")
        return str(encoding.bytes_to_str(raw, encoding.detect_encoding(raw)))


def block_lines(html: str) -> str:
    """A line for each block element, inline text joined as it stands, as in Common Crawl's WET.

    >>> print(block_lines("<p>Home<a>World</a> <b>News</b></p><p>Text"))
    HomeWorld News
    Text
    """
    lines, line = [], list[str]()
    for piece in _pieces(html):
        if piece is None:
            lines.append("".join(line))
            line = []
        else:
            line.append(piece)
    return _join([*lines, "".join(line)])


def text_nodes(html: str) -> str:
    """A line for each text node, as ``soup.get_text("\\n", strip=True)`` gives.

    >>> print(text_nodes("<p>Home<a>World</a> <b>News</b></p>"))
    Home
    World
    News
    """
    return _join(piece for piece in _pieces(html) if piece is not None)


def _join(lines: Iterator[str] | list[str]) -> str:
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def _pieces(html: str) -> Iterator[str | None]:
    """Text nodes in document order, and None at every edge of a block."""
    lxml_html = _module("lxml.html")
    parser = lxml_html.HTMLParser(encoding="utf-8")
    root = lxml_html.document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    walk = _module("lxml.etree").iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event == "start":
            if element.tag in _HIDDEN:
                walk.skip_subtree()
                continue
            if element.tag in _BLOCK:
                yield None
            if element.text:
                yield element.text
        else:
            if event == "end" and element.tag in _BLOCK:
                yield None
            if element.tail:
                yield element.tail


def _inscriptis(html: str) -> str:
    return str(_module("inscriptis").get_text(html))


def _resiliparse(html: str) -> str:
    extract = _module("resiliparse.extract.html2text").extract_plain_text
    return str(extract(html, main_content=False, alt_texts=False))


def _html2text(html: str) -> str:
    parser = _module("html2text").HTML2Text(bodywidth=0)
    parser.ignore_links = parser.ignore_images = True
    return str(parser.handle(html))


@cache
def _module(name: str) -> Any:
    """A third-party module, imported on first use: none of them is needed by the others."""
    return importlib.import_module(name)


RENDERERS: Mapping[str, Renderer] = {
    "wet": Renderer("lxml", block_lines),
    "gettext": Renderer("lxml", text_nodes),
    "inscriptis": Renderer("inscriptis", _inscriptis),
    "resiliparse": Renderer("Resiliparse", _resiliparse),
    "html2text": Renderer("html2text", _html2text),
}
