"""Mutations of HTML, beside those of text that hold for markup, too."""

import re
from collections.abc import Sequence
from random import Random
from typing import Final

from fuzz.mutate import MUTATIONS, Mutation

TAGS: Final = (
    "p div span a li ul ol dl dt dd table tr td th tbody caption pre code h1 h2 article main nav "
    "footer header aside section form select option optgroup textarea title script style template "
    "noscript svg math mi foreignObject iframe object embed frameset frame plaintext xmp listing "
    "noembed noframes br hr img input button label b i u s strike small big font center dialog "
    "details summary figure figcaption blockquote body html head base link meta isindex image nobr "
    "ruby rt rp marquee applet keygen x-y a:b"
).split()
ENTITIES: Final = (
    "&amp;", "&lt;", "&gt;", "&nbsp;", "&quot", "&copy", "&notin;", "&not", "&#0;", "&#x0;",
    "&#xD800;", "&#x110000;", "&#128;", "&#x1F600;", "&#10;", "&#13;", "&#xFFFE;", "&#;", "&#x;",
    "&nosuch;", "&", "&&", "&lt;p&gt;", "&amp;lt;script&amp;gt;", "&#99999999999999;",
    "&NotEqualTilde;",
)  # fmt: skip
PIECES: Final = (
    "<", ">", "</", "/>", "<>", "</>", "<!", "<!-", "<!--", "-->", "--!>", "<!-->", "<!--->", "<?",
    "<?xml version='1.0'?>", "<![CDATA[", "]]>", "<!DOCTYPE html>", "<!DOCTYPE", "<a href='",
    "\"", "'",
    "=", "<p =x>", "<p a a a>", "<p a=1 a=2>", "<p/", "<1>",
    "<p\0>", "<\0p>", "</p \n x=y>", "<br/>",
    "<meta charset=utf-16>", "<meta charset=shift_jis>", "<meta charset=nosuch>",
    "<base href=//x>",
    "<html lang=de>", "<body hidden>", "<svg><p>", "<math><mi><p>", "<table><p>", "<table><tr><a>",
    "<select><option>", "<textarea></p>", "<title></title>", "<script>", "</script", "<style>",
    "<xmp>",
    "<plaintext>", "<template><p>", "<noscript><p>", "<frameset>", "<p style='display:none'>",
    "<div hidden>", "<div aria-hidden=true>", "<script type='application/ld+json'>{\"@graph\":[[[",
    "<meta property='og:title' content='<p>'>", "<p class='\ud800'>", "<a href='javascript:0'>",
    "<!--[if IE]><p><![endif]-->",
)  # fmt: skip
_TAG: Final = re.compile(r"<[^>]*>")
_PARTS: Final = re.compile(r"(?=<)")


def _put(html: str, piece: str, chance: Random) -> str:
    """Between tags mostly, anywhere sometimes."""
    if chance.random() < 0.7:
        tags = html.count("<")
        parts = _PARTS.split(html, maxsplit=chance.randint(1, tags)) if tags else [html]
        return "".join(parts[:-1]) + piece + parts[-1]
    place = chance.randrange(len(html) + 1)
    return html[:place] + piece + html[place:]


def piece(html: str, chance: Random) -> str:
    """A piece of markup that parsers stumble over."""
    return _put(html, chance.choice(PIECES) * chance.choice((1, 1, 1, 3, 50)), chance)


def entity(html: str, chance: Random) -> str:
    """An entity, or what looks like one."""
    return _put(html, chance.choice(ENTITIES) * chance.choice((1, 1, 5, 300)), chance)


def opened(html: str, chance: Random) -> str:
    """An element without an end, once or many times."""
    return _put(html, f"<{chance.choice(TAGS)}>" * chance.choice((1, 1, 2, 20, 300)), chance)


def closed(html: str, chance: Random) -> str:
    """An end without an element, once or many times."""
    return _put(html, f"</{chance.choice(TAGS)}>" * chance.choice((1, 1, 2, 20, 300)), chance)


def unclosed(html: str, chance: Random) -> str:
    """One or all ends of an element go."""
    end = f"</{chance.choice(TAGS)}>"
    return html.replace(end, "", chance.choice((1, 3, -1)))


def untagged(html: str, chance: Random) -> str:
    """Some tags go."""
    share = chance.choice((0.05, 0.3, 1))
    return _TAG.sub(lambda tag: "" if chance.random() < share else tag[0], html)


def renamed(html: str, chance: Random) -> str:
    """An element becomes another."""
    return re.sub(rf"(?<=[</]){chance.choice(TAGS[:24])}\b", chance.choice(TAGS), html)


def attributes(html: str, chance: Random) -> str:
    """Many attributes on one tag, or a long one."""
    many = chance.choice((1, 5, 400))
    style = chance.choice(
        ("class='a{0} footer comments'", "a{0}", "a{0}='&lt;'", "id={0}", "x='{0}'")
    )
    return _put(html, f"<div {' '.join(style.format(number) for number in range(many))}>", chance)


def nested(html: str, chance: Random) -> str:
    """All in many elements."""
    tag, depth = chance.choice(TAGS), chance.choice((1, 10, 200))
    return f"<{tag}>" * depth + html + f"</{tag}>" * chance.choice((0, depth))


def cut_off(html: str, chance: Random) -> str:
    """The page ends early."""
    return html[: chance.randrange(len(html) + 1)]


HTML_MUTATIONS: Final[Sequence[Mutation]] = (
    piece, piece, entity, opened, opened, closed, unclosed, untagged, renamed, attributes, nested,
    cut_off, *MUTATIONS[:8],
)  # fmt: skip


def as_bytes(html: str, chance: Random) -> str | bytes:
    """Bytes in some encoding, a few of them wrong, for every third page; the text otherwise."""
    if chance.random() < 2 / 3:
        return html
    encoding = chance.choice(
        (
            "utf-8",
            "utf-8",
            "utf-8-sig",
            "utf-16",
            "utf-32",
            "cp1252",
            "cp1251",
            "gb18030",
            "shift_jis",
        )
    )
    data = bytearray(
        html.encode("utf-8", "surrogatepass").decode("utf-8", "replace").encode(encoding, "replace")
    )
    for _ in range(chance.choice((0, 0, 1, 20)) if data else 0):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)
