"""Ratios for the test that cleaner has not become slower: ``python -m benchmarks.speed.guard``.

All are measured in one process, the two sides of a ratio in turns, and of every side the fastest turn
counts: whatever else the machine does slows both sides down, and never makes one faster.
"""

import json
import time
from collections.abc import Callable
from functools import partial

from benchmarks.speed.corpora import LONG, SHORT, load
from benchmarks.speed.shapes import SHAPES
from benchmarks.speed.yardsticks import empty_pipeline
from cleaner import clean_many

TIMES: int = 8
"""How much longer the larger of two inputs is."""

_TURNS = 7
_SMALLER = {"bytes": 60_000, "lines": 3_000}


def ratios() -> dict[str, float]:
    """The cost of cleaner by that of the empty pipeline on the same pages."""
    found = {}
    for corpus in (LONG, SHORT):
        texts = load(corpus).texts
        found[corpus] = ratio(
            lambda texts=texts: list(clean_many(texts)),
            lambda texts=texts: [empty_pipeline(text) for text in texts],
        )
    return found


def growths() -> dict[str, float]:
    """The cost of inputs of every shape by that of inputs an eighth as long."""
    found = {}
    for name, shape in SHAPES.items():
        size = _SMALLER[shape.unit]
        large, small = shape.pages(name, TIMES * size), shape.pages(name, size)
        found[name] = ratio(partial(_clean, large.texts), partial(_clean, small.texts))
    return found


def ratio(one: Callable[[], object], other: Callable[[], object], turns: int = _TURNS) -> float:
    """What one call costs by what another costs.

    Args:
        one, other: the calls.
        turns: how often each is timed; each is called once more before.
    """
    costs: tuple[list[float], list[float]] = [], []
    one(), other()
    for _ in range(turns):
        for call, taken in zip((one, other), costs, strict=True):
            start = time.process_time()
            call()
            taken.append(time.process_time() - start)
    return min(costs[0]) / min(costs[1])


def _clean(texts: tuple[str, ...]) -> None:
    for _ in clean_many(texts):
        pass


if __name__ == "__main__":
    print(json.dumps({"ratios": ratios(), "growths": growths()}))
