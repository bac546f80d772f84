"""Inputs of one shape and any size: is twice the input twice the work?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Final, Literal

from benchmarks.speed.corpora import Pages
from benchmarks.speed.generated import batch, one_page, pages

Unit = Literal["bytes", "lines"]

_POOL: Final = 512  # pages made for streams, which repeat them


@dataclass(frozen=True)
class Shape:
    """A kind of input.

    Attributes:
        unit: what its size counts.
        make: gives an input of a size.
    """

    unit: Unit
    make: Callable[[int], tuple[str, ...]]

    def pages(self, name: str, size: int) -> Pages:
        """An input of this shape.

        Args:
            name: what to call it.
            size: in units of the shape.
        """
        return Pages(name, self.make(size))


def _stream(size: int) -> tuple[str, ...]:
    pool = _pool()
    length = sum(len(text.encode()) for text in pool)
    number = max(1, round(size * len(pool) / length))
    return tuple(pool[place % len(pool)] for place in range(number))


@cache
def _pool() -> tuple[str, ...]:
    return tuple(batch(_POOL, "long"))


def _one_line(size: int) -> tuple[str, ...]:
    return (one_page(size, "long").replace("\n", " "),)


def _short_lines(number: int) -> tuple[str, ...]:
    lines: list[str] = []
    for page in pages("short"):
        lines += filter(None, page.split("\n"))
        if len(lines) >= number:
            break
    return ("\n".join(islice(lines, number)),)


SHAPES: Final[Mapping[str, Shape]] = {
    "many pages": Shape("bytes", _stream),
    "one page": Shape("bytes", lambda size: (one_page(size, "long"),)),
    "one line": Shape("bytes", _one_line),
    "short lines": Shape("lines", _short_lines),
    "the same line": Shape("lines", lambda size: ("Share this article\n" * size,)),
    "blank lines": Shape("lines", lambda size: ("One line.\n" + "\n" * size + "Another one.",)),
}
