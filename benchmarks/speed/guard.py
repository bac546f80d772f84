"""Ratios for the tests of cleaner's speed: ``python -m benchmarks.speed.guard``.

All are measured in one process, the two sides of a ratio in turns, and of every side the fastest
turn counts: whatever else the machine does slows down, and never makes faster.
"""

import json
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from benchmarks.speed.corpora import LONG, SHORT, load
from benchmarks.speed.shapes import SHAPES
from benchmarks.speed.yardsticks import empty_pipeline
from cleaner import clean_many

TIMES: Final = 8
"""How many times as long the longer of two inputs is."""

_TURNS: Final = 5
_SMALLER: Final = {"bytes": 100_000, "lines": 2_000}
"""Long enough that their cost is not that of any call."""


def ratios() -> dict[str, float]:
    """The cost of cleaner by that of the empty pipeline, on the same pages."""
    return {
        corpus: ratio(partial(_clean, texts), partial(_do_nothing, texts))
        for corpus, texts in ((name, load(name).texts) for name in (LONG, SHORT))
    }


def growths() -> dict[str, float]:
    """The cost of inputs of every shape by that of inputs an eighth as long."""
    found = {}
    for name, shape in SHAPES.items():
        size = _SMALLER[shape.unit]
        large, small = shape.make(TIMES * size), shape.make(size)
        found[name] = ratio(partial(_clean, large), partial(_clean, small))
    return found


def ratio(one: Callable[[], object], other: Callable[[], object], turns: int = _TURNS) -> float:
    """What one call costs by what another costs.

    Args:
        one, other: the calls.
        turns: how often each is timed, after a first time that is not.
    """
    costs: dict[Callable[[], object], list[float]] = {one: [], other: []}
    for turn in range(turns + 1):
        for call, taken in costs.items():
            start = time.process_time()
            call()
            if turn:
                taken.append(time.process_time() - start)
    return min(costs[one]) / min(costs[other])


def _clean(texts: Sequence[str]) -> None:
    list(clean_many(texts))


def _do_nothing(texts: Sequence[str]) -> None:
    for text in texts:
        empty_pipeline(text)


if __name__ == "__main__":
    print(json.dumps({"ratios": ratios(), "growths": growths()}))
