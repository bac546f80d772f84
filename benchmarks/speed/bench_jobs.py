"""Several processes: how long a user waits for a stream of pages, which two idle cores halve."""

import time
from collections import deque

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.speed.machine import load
from benchmarks.speed.shapes import SHAPES
from cleaner import clean_many

_BYTES = 48_000_000
_ROUNDS = 3


@pytest.mark.benchmark(timer=time.perf_counter)
@pytest.mark.parametrize("jobs", [1, 2])
def test_jobs(benchmark: BenchmarkFixture, jobs: int) -> None:
    pages = SHAPES["many pages"].pages("many pages", _BYTES)
    benchmark.extra_info |= {
        "figure": f"jobs={jobs}",
        "corpus": pages.name,
        "pages": len(pages.texts),
        "lines": pages.lines,
        "bytes": pages.bytes,
        "load": load(),
    }
    # What came out is let go at once, as it is where results are written to a file.
    benchmark.pedantic(
        lambda: deque(clean_many(pages.texts, jobs), maxlen=0),
        rounds=_ROUNDS,
        warmup_rounds=1,
    )
