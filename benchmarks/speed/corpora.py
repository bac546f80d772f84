"""The pages that speed is measured on: the seeds, generated ones, and rendered ones if any."""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Final

from benchmarks.quality import corpora, renderers
from benchmarks.speed import generated

PROJECT: Final = Path(__file__).parents[2]
SEEDS: Final = PROJECT / "seeds"
DATA: Final = "CLEANER_DATA"
"""Environment variable: the folder of the public corpora, see benchmarks/quality/corpora.py."""

GENERATED_PAGES: Final = 128
_LOOKED_AT: Final = 250  # pages of a public corpus


@dataclass(frozen=True)
class Pages:
    """Pages that are cleaned together.

    Attributes:
        name: what to call them in a report.
        texts: the pages.
    """

    name: str
    texts: tuple[str, ...]

    @cached_property
    def bytes(self) -> int:
        """Their size as UTF-8."""
        return sum(len(text.encode("utf-8", "surrogatepass")) for text in self.texts)

    @cached_property
    def lines(self) -> int:
        """How many of their lines are not blank."""
        return sum(bool(line.strip()) for text in self.texts for line in text.split("\n"))


def seeds() -> Pages:
    """The pages in seeds/, without the clean texts beside them."""
    paths = sorted(path for path in SEEDS.glob("*.txt") if not path.name.endswith(".clean.txt"))
    return Pages("seeds", tuple(path.read_bytes().decode("utf-8") for path in paths))


def load(name: str) -> Pages:
    """The pages of one corpus.

    Args:
        name: one of `names()`.

    Raises:
        FileNotFoundError: a public corpus is not in the data folder.
        ImportError: what renders its pages is not installed.
    """
    return _GENERATED[name]() if name in _GENERATED else _rendered(name)


def names() -> list[str]:
    """The generated corpora, and the public ones where `DATA` names a folder."""
    return [*_GENERATED, *(_PUBLIC if os.environ.get(DATA) else ())]


def _generated(
    name: str, style: generated.Style, languages: tuple[str, ...]
) -> Callable[[], Pages]:
    return cache(lambda: Pages(name, tuple(generated.batch(GENERATED_PAGES, style, languages))))


LONG: Final = "long lines"
SHORT: Final = "short lines"
OTHER: Final = "other scripts"

_GENERATED: Final[Mapping[str, Callable[[], Pages]]] = {
    LONG: _generated(LONG, "long", generated.LATIN),
    SHORT: _generated(SHORT, "short", generated.LATIN),
    OTHER: _generated(OTHER, "long", generated.OTHER_SCRIPTS),
}
_PUBLIC: Final = ("wcxb", "daniel")


@cache
def _rendered(name: str) -> Pages:
    """Pages of a public corpus that are of a typical size, as WET files hold them."""
    if not renderers.available(["wet"])[0]:
        raise ImportError("lxml, which renders the pages, is not installed")
    found, notes = corpora.load(Path(os.environ[DATA]), [name], _LOOKED_AT)
    if not found:
        raise FileNotFoundError("; ".join(notes))
    texts = _typical(renderers.render(page.read(), "wet") for page in found[0].pages)
    return Pages(name, texts)


def _typical(texts: Iterable[str]) -> tuple[str, ...]:
    low, high = generated.SIZES
    return tuple(text for text in texts if low <= len(text.encode()) <= high)
