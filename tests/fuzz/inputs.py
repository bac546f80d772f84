"""Endless inputs: pieces of the tests' own pages, put together and changed by chance."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from random import Random
from typing import Final, Literal

from fuzz.mutate import mutated
from fuzz.mutate_html import HTML_MUTATIONS, as_bytes
from html_pages import every_html
from pages import read_page, seed_paths

from benchmarks.trust.cases import read_cases
from benchmarks.trust.corpus import FOLDER as CORPUS

Kind = Literal["text", "html"]
Page = str | bytes

_PARTS: Final = re.compile(r"(?=<)")


@cache
def _texts() -> Sequence[Sequence[str]]:
    """The lines of all pages of text, each with its line break."""
    pages = [case.text for case in read_cases()]
    pages += [read_page(path) for path in seed_paths()]
    pages += [path.read_text("utf-8") for path in sorted(CORPUS.rglob("*.txt"))]
    return [page.splitlines(keepends=True) for page in pages]


@cache
def _markup() -> Sequence[Sequence[str]]:
    """The tags of all HTML pages, each with the text after it."""
    return [_PARTS.split(page) for page in every_html()]


def own_pages(kind: Kind) -> list[str]:
    """The pages themselves, to begin with."""
    return ["".join(parts) for parts in (_markup() if kind == "html" else _texts())]


def page(kind: Kind, chance: Random) -> Page:
    """One input.

    Args:
        kind: text or HTML.
        chance: decides what becomes of it.
    """
    if kind == "text":
        return mutated(_spliced(_texts(), chance, 8), chance)
    html = _spliced(_markup() if chance.random() < 0.9 else _texts(), chance, 15)
    return as_bytes(mutated(html, chance, HTML_MUTATIONS), chance)


def _spliced(pages: Sequence[Sequence[str]], chance: Random, longest: int) -> str:
    """Pieces of one to three pages, one after the other."""
    found = list[str]()
    for _ in range(chance.choice((1, 1, 2, 3))):
        parts = chance.choice(pages)
        start = chance.randrange(len(parts)) if chance.random() < 0.8 else 0
        found += parts[start : start + chance.randint(1, longest)]
    return "".join(found)


def batches(kind: Kind, seed: int, count: int, size: int) -> Iterator[list[Page]]:
    """Inputs in batches, each of which depends on the seed and its number alone.

    Args:
        kind: text or HTML.
        seed: another seed, other inputs.
        count: how many inputs.
        size: how many to a batch.
    """
    for start in range(0, count, size):
        chance = Random(f"{kind} {seed} {start}")
        yield [page(kind, chance) for _ in range(min(size, count - start))]
