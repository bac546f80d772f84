"""The five seeds: one page at a time, all five, and batches of them."""

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.speed.corpora import Pages, seeds
from benchmarks.speed.measure import measure
from benchmarks.speed.yardsticks import EMPTY, empty_pipeline
from cleaner import clean, clean_many, explain

_SEEDS = seeds()


@pytest.mark.parametrize("number", range(len(_SEEDS.texts)))
def test_page(benchmark: BenchmarkFixture, number: int) -> None:
    text = _SEEDS.texts[number]
    measure(benchmark, f"seed {number}", Pages("seeds", (text,)), lambda: clean(text))


def test_one_by_one(benchmark: BenchmarkFixture) -> None:
    measure(benchmark, "one by one", _SEEDS, lambda: [clean(text) for text in _SEEDS.texts])


def test_explained(benchmark: BenchmarkFixture) -> None:
    measure(benchmark, "explained", _SEEDS, lambda: [explain(text) for text in _SEEDS.texts])


def test_empty_pipeline(benchmark: BenchmarkFixture) -> None:
    measure(benchmark, EMPTY, _SEEDS, lambda: [empty_pipeline(text) for text in _SEEDS.texts])


@pytest.mark.parametrize("times", [1, 4, 16, 64])
def test_batch(benchmark: BenchmarkFixture, times: int) -> None:
    pages = Pages("seeds", _SEEDS.texts * times)
    name = f"batch of {len(pages.texts)}"
    measure(benchmark, name, pages, lambda: list(clean_many(pages.texts)))
