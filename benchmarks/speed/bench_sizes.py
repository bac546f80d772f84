"""Cost against size: inputs of one shape, ever longer; ``CLEANER_BIG=1`` goes to the end."""

import os

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.speed.measure import measure
from benchmarks.speed.shapes import SHAPES
from cleaner import clean_many

_BIG = bool(os.environ.get("CLEANER_BIG"))
_SIZES = {
    "bytes": [10_000, 100_000, 1_000_000, *((10_000_000, 100_000_000) if _BIG else (4_000_000,))],
    "lines": [100, 1_000, 10_000, *((100_000, 1_000_000) if _BIG else (50_000,))],
}
_CASES = [(name, size) for name, shape in SHAPES.items() for size in _SIZES[shape.unit]]


@pytest.mark.parametrize(("shape", "size"), _CASES)
def test_size(benchmark: BenchmarkFixture, shape: str, size: int) -> None:
    pages = SHAPES[shape].pages(shape, size)
    benchmark.extra_info |= {"unit": SHAPES[shape].unit, "size": size}
    measure(benchmark, shape, pages, lambda: list(clean_many(pages.texts)), seconds=0.5)
