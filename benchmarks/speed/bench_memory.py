"""Peak memory, of a stream of pages and of one page; the time is that of the whole process."""

import os

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.speed.measure import children_seconds
from benchmarks.speed.memory import Input, measure_apart

_BIG = bool(os.environ.get("CLEANER_BIG"))
_CASES: list[tuple[Input, int]] = [
    *(("stream", size) for size in [4, 16, 64, *((1000,) if _BIG else ())]),
    *(("page", size) for size in [1, 4, 8, *((100,) if _BIG else ())]),
]


@pytest.mark.benchmark(timer=children_seconds)
@pytest.mark.parametrize(("kind", "megabytes"), _CASES)
def test_memory(benchmark: BenchmarkFixture, kind: Input, megabytes: int) -> None:
    peak = benchmark.pedantic(measure_apart, args=(kind, megabytes), rounds=1)
    benchmark.extra_info |= {"figure": kind, "MB": megabytes, **peak._asdict()}
