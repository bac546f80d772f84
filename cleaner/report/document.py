"""One HTML file from the page's frame, its style, its scripts and packed data."""

import re
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import Final

SCRIPTS: Final = ("data", "draw", "overview", "pages", "lines", "page", "main")
"""In the order they run; each may use what those before it define."""
_MARK: Final = re.compile(r"\{\{(\w+)\}\}")


def document(title: str, index: str, chunks: Sequence[str]) -> str:
    """Write the report.

    Args:
        title: what it is about.
        index: all about the pages but their bodies, packed.
        chunks: bodies of pages, packed, some pages to each.
    """
    style = _read("report.css")
    scripts = [_read(f"{name}.js") for name in SCRIPTS]
    parts = {
        "policy": policy(scripts, style),
        "title": escape(title),
        "style": f"<style>{style}</style>",
        "index": _data(index, 'id="index"'),
        "chunks": "\n".join(_data(chunk, 'class="chunk"') for chunk in chunks),
        "scripts": "\n".join(f"<script>{script}</script>" for script in scripts),
    }
    return _MARK.sub(lambda mark: parts[mark[1]], _read("report.html"))


def policy(scripts: Sequence[str], style: str) -> str:
    """The content security policy: these scripts and this style, and nothing from anywhere.

    Trusted types without a policy forbid scripts to write HTML: https://www.w3.org/TR/trusted-types/

    Args:
        scripts, style: the text between the tags.
    """
    allowed = " ".join(map(_hash, scripts))
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; "
        "trusted-types 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _data(packed: str, attribute: str) -> str:
    return f'<script type="application/gzip" {attribute}>{packed}</script>'


def _read(name: str) -> str:
    return files("cleaner.report").joinpath(name).read_text("utf-8")
