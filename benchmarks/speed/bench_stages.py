"""Where the time goes: every step of the pipeline by itself, on a batch."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.speed.corpora import LONG, SHORT, load
from benchmarks.speed.measure import measure
from cleaner import Cleaner
from cleaner.decide import decide, trimmed
from cleaner.emit import kept_spans
from cleaner.rules.match import match
from cleaner.score.features import dense
from cleaner.stages import ORDER, collect
from cleaner.stages.evidence import Stage, View
from cleaner.table.codes import classify
from cleaner.table.facts import Facts
from cleaner.table.lines import Lines, read_lines
from cleaner.table.tokens import tokenize

Step = tuple[Callable[..., object], Callable[[Sequence[str]], Sequence[Any]]]
"""What is timed, and what makes its arguments out of pages."""


@cache
def _cleaner() -> Cleaner:
    return Cleaner()


def _data(texts: Sequence[str]) -> bytes:
    return read_lines(texts).tokens.data


def _lines(texts: Sequence[str]) -> Lines:
    return trimmed(read_lines(texts), _cleaner().book)[0]


def _view(texts: Sequence[str]) -> View:
    book = _cleaner().book
    facts = Facts(_lines(texts))
    hits = match(facts.lines, book)
    return View(facts, hits, book, book.kind[hits.rule], book.weight[hits.rule])


def _judged(texts: Sequence[str]) -> Sequence[Any]:
    facts = Facts(_lines(texts))
    return facts, collect(facts, _cleaner().book), _cleaner().book


def _judge(*arguments: Any) -> object:
    network = _cleaner().network
    assert network is not None
    return network.judge(*arguments)


def _decide(lines: Lines) -> Any:
    cleaner = _cleaner()
    return decide(lines, cleaner.book, cleaner.network, cleaner.settings)


def _stages() -> Mapping[str, Step]:
    """Every stage in its order, under the name of its file."""
    return {f"stage {stage.find.__module__.rpartition('.')[2]}": _stage(stage) for stage in ORDER}


def _stage(stage: Stage) -> Step:
    return lambda view: list(stage.find(view)), lambda texts: [_view(texts)]


_STEPS: Mapping[str, Step] = {
    "classify": (classify, lambda texts: [_data(texts)]),
    "tokenize": (tokenize, lambda texts: [_data(texts)]),
    "lines": (read_lines, lambda texts: [texts]),
    "trims": (lambda lines: trimmed(lines, _cleaner().book), lambda texts: [read_lines(texts)]),
    "match": (lambda lines: match(lines, _cleaner().book), lambda texts: [_lines(texts)]),
    **_stages(),
    "collect": (
        lambda facts: collect(facts, _cleaner().book),
        lambda texts: [Facts(_lines(texts))],
    ),
    "features": (dense, lambda texts: [Facts(_lines(texts))]),
    "network": (_judge, _judged),
    "decide": (_decide, lambda texts: [read_lines(texts)]),
    "spans": (
        lambda decision: list(kept_spans(decision)),
        lambda texts: [_decide(read_lines(texts))],
    ),
    "whole": (lambda texts: list(_cleaner().clean_many(texts)), lambda texts: [texts]),
}


@pytest.mark.parametrize("corpus", [LONG, SHORT])
@pytest.mark.parametrize("step", _STEPS)
def test_step(benchmark: BenchmarkFixture, step: str, corpus: str) -> None:
    pages = load(corpus)
    call, prepare = _STEPS[step]
    measure(benchmark, step, pages, call, lambda: prepare(pages.texts), seconds=0.3)
