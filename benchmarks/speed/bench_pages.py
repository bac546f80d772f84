"""Realistic pages: cleaner in its ways of use, the yardsticks and the peers, on the same pages."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.speed.corpora import Pages, load, names
from benchmarks.speed.measure import measure
from benchmarks.speed.yardsticks import CLEANER, LOADERS, MEMCPY, copier
from cleaner import Cleaner, Settings

Load = Callable[[str, Callable[[], Any]], Any]

_WAYS: Mapping[str, Callable[[Cleaner, Pages], object]] = {
    "batches": lambda cleaner, pages: list(cleaner.clean_many(pages.texts)),
    "one by one": lambda cleaner, pages: [cleaner.clean(text) for text in pages.texts],
    "explained": lambda cleaner, pages: [cleaner.explain(text) for text in pages.texts],
}


@pytest.fixture(params=names())
def pages(request: pytest.FixtureRequest, or_skip: Load) -> Pages:
    name: str = request.param
    found: Pages = or_skip(name, lambda: load(name))
    return found


@pytest.mark.parametrize("way", _WAYS)
def test_cleaner(benchmark: BenchmarkFixture, pages: Pages, way: str) -> None:
    cleaner = Cleaner()
    measure(benchmark, f"{CLEANER}, {way}", pages, lambda: _WAYS[way](cleaner, pages))


def test_rules_alone(benchmark: BenchmarkFixture, pages: Pages) -> None:
    cleaner = Cleaner(Settings(use="rules"))
    name = f"{CLEANER}, rules alone"
    measure(benchmark, name, pages, lambda: list(cleaner.clean_many(pages.texts)))


def test_memcpy(benchmark: BenchmarkFixture, pages: Pages) -> None:
    measure(benchmark, MEMCPY, pages, copier(pages.texts))


@pytest.mark.parametrize("name", LOADERS)
def test_other(benchmark: BenchmarkFixture, pages: Pages, name: str, or_skip: Load) -> None:
    other = or_skip(name, LOADERS[name])
    measure(benchmark, name, pages, lambda: [other(text) for text in pages.texts])
