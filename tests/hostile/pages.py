"""Hostile pages of any size, and what each costs: python tests/hostile/pages.py NAME SIZE."""

import json
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

PROSE: Final = "The bridge over the river opened to traffic again on Monday, the council said."
_LAUGHS: Final = "".join(f'<!ENTITY l{level} "{f"&l{level - 1};" * 10}">' for level in range(1, 10))


@dataclass(frozen=True)
class Hostile:
    """A page that grows.

    Attributes:
        make: from a size to the page.
        full: the size that hostile pages have; tests of every day use a small part of it.
        html: whether it is HTML.
    """

    make: Callable[[int], str | bytes]
    full: int
    html: bool = False


def _text(piece: str, full: int = 50_000_000) -> Hostile:
    """A piece again and again, as many characters as the size says."""
    return Hostile(lambda size: piece * (size // len(piece)), full)


def _html(make: Callable[[int], str | bytes], full: int = 100_000) -> Hostile:
    return Hostile(make, full, html=True)


def _repeated(before: str, piece: str, after: str = "", full: int = 100_000) -> Hostile:
    return _html(lambda size: before + piece * size + after, full)


PAGES: Final[dict[str, Hostile]] = {
    # Text: so many characters.
    "one line": _text(f"{PROSE} "),
    "one word": _text("w"),
    "one line of another script": _text("相关阅读橋が再び開通した", 15_000_000),
    "empty lines": _text("\n", 10_000_000),
    "lines of spaces": _text(" \n", 10_000_000),
    "lines of a letter": _text("a\n", 10_000_000),
    "lines": _text(f"{PROSE}\n"),
    "nul": _text("\0"),
    "nul between letters": _text("T\0h\0e\0 \0", 20_000_000),
    "control characters": _text("".join(map(chr, range(32))) + "\x7f\x80\x9f", 20_000_000),
    "escape sequences": _text("\x1b[31mred\x1b[0m \x1b]8;;x\x07", 20_000_000),
    "lone surrogates": _text("\ud800\udfff", 15_000_000),
    "newlines of all kinds": _text("a\nb\rc\r\nd\n\re\x0bf\x0cg\x85h\u2028i\u2029", 10_000_000),
    "byte order marks": _text("\ufeff", 15_000_000),
    "byte order marks before lines": _text(f"\ufeff{PROSE}\n", 20_000_000),
    "mojibake": _text("Ã©tÃ© â€œwÃ¤reâ€\x9d Ð\xa0Ð¾Ñ\x81\n", 15_000_000),
    "zero width": _text("w\u200bo\u200dr\u2060d\u00ad ", 15_000_000),
    "right to left overrides": _text("\u202ereversed\u202c \u2066x\u2069 ", 15_000_000),
    "combining marks": _text("\u0301", 15_000_000),
    "letters under combining marks": _text("a" + "\u0301" * 50, 15_000_000),
    "a label": _text("Share this article\n", 20_000_000),
    "a heading": _text("Top stories\nA river\n", 20_000_000),
    "a phrase in a line": _text("subscribe to our newsletter “read more” ", 20_000_000),
    # HTML: so many elements, attributes or entities.
    "deep": _repeated("", "<div>", PROSE),
    "deep and closed": _html(lambda size: "<div>" * size + PROSE + "</div>" * size),
    "nested elements": _repeated("", "<b>", PROSE, full=300_000),
    "nested formatting in paragraphs": _repeated("", "<p><b><i>", PROSE),
    "nested tables": _repeated("", "<table><tr><td>", PROSE),
    "unclosed paragraphs": _repeated("", f"<p>{PROSE}"),
    "unclosed links": _repeated("", "<a href=x>", PROSE),
    "unclosed items": _repeated("<ul>", "<li>A river", full=300_000),
    "ends without beginnings": _repeated(PROSE, "</p></div>", full=300_000),
    "an unclosed attribute": _repeated("<p title='", f"<p>{PROSE}"),
    "an unclosed comment": _repeated(f"<p>{PROSE}<!--", f"<p>{PROSE}"),
    "an unclosed script": _repeated(f"<p>{PROSE}<script>", "<p>var x"),
    "an unclosed textarea": _repeated("<textarea>", f"<p>{PROSE}</p>"),
    "an unclosed select": _repeated("<select>", "<option>One"),
    "an unclosed select with paragraphs": _repeated("<select>", f"<option><p>{PROSE}</p>"),
    "attributes of one tag": _html(
        lambda size: f"<p {' '.join(f'a{number}=1' for number in range(size))}>{PROSE}"
    ),
    "a long class": _html(lambda size: f"<p class='{'footer ' * size}'>{PROSE}", 1_000_000),
    "entities": _repeated("<p>", "&amp;&#x1F600;&notin;&nosuch;&", full=1_000_000),
    "entities that expand": _html(
        lambda size: f'<!DOCTYPE l [<!ENTITY l0 "ha">{_LAUGHS}]><p>' + "&l9; " * size
    ),
    "nested data": _html(
        lambda size: f'<script type="application/ld+json">{"[" * size}</script><p>{PROSE}'
    ),
    "nested authors": _html(
        lambda size: (
            '<script type="application/ld+json">{"datePublished": "2020-01-01", "author": '
            + "[" * size + "]" * size + f"}}</script><p>{PROSE}"
        )
    ),
    "attributes called like comments": _repeated("<!-- -->", f"<p a<!--=1>{PROSE}"),
    "tags called like comments": _repeated("<!-- -->", f"<x<!-->{PROSE}<x<?>"),
    "titles in pictures": _html(
        lambda size: "".join(f"<svg><title>t{n} - x</title></svg><p>One" for n in range(size))
    ),
    "titles in titles": _html(lambda size: "<svg><title>" * 600 + f"{PROSE} - " * size),
    "listings in listings": _html(lambda size: "<listing>" * 600 + f"{PROSE} " * size),
    "nul in tags": _repeated("", f"<p\0 a\0=1>{PROSE}\0"),
    "utf-16": _html(lambda size: (f"<p>{PROSE}" * size).encode("utf-16")),
    "utf-32": _html(lambda size: (f"<p>{PROSE}" * size).encode("utf-32")),
    "bytes of all kinds": _html(lambda size: b"<p>" + bytes(range(256)) * size),
    "a large page": _repeated(
        "", f"<div class=post><h2>A river</h2><p>{PROSE} <a href=/x>Read more</a></p></div>\n",
        full=400_000,
    ),
    "one large paragraph": _repeated("<p>", f"{PROSE} ", full=600_000),
}  # fmt: skip


def cost(name: str, size: int) -> dict[str, float]:
    """Clean a page in this process.

    Returns:
        its bytes, its line breaks and tags, the seconds of processor time, and the megabytes that
        it took beyond those of the page and of a cleaner that is warm.
    """
    from cleaner import clean, clean_html

    page = PAGES[name].make(size)
    clean("Warm.")
    clean_html("<p>Warm.")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begin = time.process_time()
    if PAGES[name].html:
        clean_html(page)
    else:
        clean(str(page))
    seconds = time.process_time() - begin
    data = page if isinstance(page, bytes) else page.encode("utf-8", "surrogatepass")
    megabytes = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1000
    lines = data.count(b"\n") + data.count(b"\r") + data.count(b"<")
    return {
        "bytes": len(data),
        "lines": lines,
        "seconds": round(seconds, 2),
        "megabytes": round(megabytes),
    }


if __name__ == "__main__":
    print(json.dumps(cost(sys.argv[1], int(sys.argv[2]))))
