"""How things are timed: processor time, medians, and what a figure refers to."""

import time
from collections.abc import Callable, Sequence
from typing import Any, Final

from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.speed.corpora import Pages

ROUNDS: Final = (3, 100)
"""The fewest and the most times that anything is measured."""

_PATIENCE: Final = 3  # preparations may take up to so many times as long as what is timed

Prepared = Callable[[], Sequence[Any]]


def measure(
    benchmark: BenchmarkFixture,
    figure: str,
    pages: Pages,
    call: Callable[..., object],
    prepare: Prepared = tuple,
    *,
    seconds: float = 0.7,
) -> None:
    """Time a call on pages, and keep with the figure what it was measured on.

    Args:
        benchmark: the fixture of pytest-benchmark.
        figure: what to call it in the report.
        pages: the pages that `call` works on.
        call: what to time.
        prepare: makes its arguments anew for every round, untimed: what it works on must not hold
            columns that an earlier round has computed.
        seconds: how long to go on; at least the fewest rounds are made.
    """
    start = time.process_time()
    arguments = prepare()
    ready = time.process_time()
    call(*arguments)  # warms caches up, and says how long a round takes
    end = time.process_time()
    rounds = min(seconds / max(end - ready, 1e-6), _PATIENCE * seconds / max(end - start, 1e-6))
    rounds = min(max(int(rounds), ROUNDS[0]), ROUNDS[1])
    benchmark.extra_info |= {
        "figure": figure,
        "corpus": pages.name,
        "pages": len(pages.texts),
        "lines": pages.lines,
        "bytes": pages.bytes,
    }
    benchmark.pedantic(call, setup=lambda: (tuple(prepare()), {}), rounds=rounds)
    if benchmark.stats is not None:  # None where pytest-benchmark is told only to run things
        median = benchmark.stats.stats.median
        benchmark.extra_info["MB/s"] = round(pages.bytes / median / 1e6, 3)


def children_seconds() -> float:
    """Processor time of all finished child processes, in seconds: a timer for commands."""
    import resource  # Windows has none, and yet modules are looked through for doctests there

    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
