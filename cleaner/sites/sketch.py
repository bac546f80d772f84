"""Sketches: what site memory keeps of a page, the keys of its lines instead of its text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleaner.rules.book import Rulebook
from cleaner.rules.compile import compile_rules
from cleaner.rules.load import builtin_rules
from cleaner.rules.locate import locate
from cleaner.table.facts import Facts
from cleaner.table.hashes import Hashes
from cleaner.table.lines import read_lines
from cleaner.trim import trim

MOST_LINES: Final = 4096
"""Lines of a page that are kept: those with the smallest keys."""

_MIX: Final = tuple(np.uint64(k) for k in (0xBF58476D1CE4E5B9, 0x94D049BB133111EB))


@dataclass(frozen=True, eq=False)
class Sketch:
    """The lines of a page, without their order and their text.

    Attributes:
        number: a number that looks random and that pages with the same lines share.
        key: uint64 [lines], ascending, each once; see Lines.key.
        prose: int64 [lines], the bytes of a paragraph, 0 for every other line.
    """

    number: int
    key: Hashes
    prose: NDArray[np.int64]

    def joined(self, other: "Sketch") -> "Sketch":
        """One sketch for two pages with the same lines."""
        return Sketch(self.number, self.key, np.maximum(self.prose, other.prose))


def sketches(texts: Sequence[str]) -> Iterator[Sketch]:
    r"""Sketch some pages.

    Args:
        texts: the pages.

    Yields:
        a sketch of every page, in order.

    >>> one, other = sketches(["Home\nNews 12\nHome", "news 7\nHOME"])
    >>> one.number == other.number, len(one.key)
    (True, 2)
    """
    lines = read_lines(texts)
    # Lines are looked up without the ends that are cut off, and so they are learned.
    lines, _ = trim(lines, _book(), locate(lines, _book().phrases))
    facts = Facts(lines)
    key, prose = facts.key, np.where(facts.prose, lines.end - lines.start, 0)
    for start, stop in pairwise(facts.page_rows.tolist()):
        yield _sketch(key[start:stop], prose[start:stop])


def _sketch(key: Hashes, prose: NDArray[np.int64]) -> Sketch:
    order = np.lexsort((prose, key))
    key, prose = key[order], prose[order]
    last = np.ones(key.size, np.bool_)
    last[:-1] = key[1:] != key[:-1]
    # Key 0 is what lines of numbers and signs alone have.
    kept = np.flatnonzero(last & (key != 0))[:MOST_LINES]
    return Sketch(_number(key[kept]), key[kept], prose[kept])


def _number(key: Hashes) -> int:
    """A number that depends on all keys; each is mixed, for sums of keys are keys as well."""
    return int(_mixed(_mixed(key).sum(dtype=np.uint64, keepdims=True))[0])


def _mixed(values: Hashes) -> Hashes:
    values = (values ^ (values >> np.uint64(30))) * _MIX[0]
    values = (values ^ (values >> np.uint64(27))) * _MIX[1]
    return values ^ (values >> np.uint64(31))


@cache
def _book() -> Rulebook:
    return compile_rules(builtin_rules())
