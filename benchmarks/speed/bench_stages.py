"""Where the time goes: every step of the pipeline by itself, on a batch."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, Final

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.speed.corpora import LONG, SHORT, load
from benchmarks.speed.measure import measure
from cleaner import Cleaner, emit
from cleaner.decide import decide
from cleaner.decision import Decision
from cleaner.rules.locate import locate
from cleaner.rules.match import match
from cleaner.score.features import alone, among
from cleaner.score.network import Network
from cleaner.stages import ORDER, collect
from cleaner.stages import alone as seen_alone
from cleaner.stages.evidence import Stage, View
from cleaner.table.codes import classify
from cleaner.table.facts import Facts
from cleaner.table.lines import Lines, read_lines
from cleaner.table.tokens import tokenize
from cleaner.trim import trim

Step = tuple[Callable[..., object], Callable[[Sequence[str]], Sequence[Any]]]
"""What is timed, and what makes its arguments out of pages."""


@cache
def _cleaner() -> Cleaner:
    return Cleaner()


def _network() -> Network:
    network = _cleaner().network
    assert network is not None
    return network


def _data(texts: Sequence[str]) -> Sequence[Any]:
    return [read_lines(texts).tokens.data]


def _lines(texts: Sequence[str]) -> Sequence[Any]:
    return [read_lines(texts)]


def _located(texts: Sequence[str]) -> Sequence[Any]:
    lines, book = read_lines(texts), _cleaner().book
    return lines, book, locate(lines, book.phrases)


def _trimmed(texts: Sequence[str]) -> Sequence[Any]:
    lines, book, located = _located(texts)
    return trim(lines, book, located)[0], book, located


def _facts(texts: Sequence[str]) -> Sequence[Any]:
    lines, book, located = _trimmed(texts)
    facts = Facts(lines)
    return facts, book, seen_alone(facts, book, match(lines, book, located))


def _view(texts: Sequence[str]) -> Sequence[Any]:
    facts, book, hits = _facts(texts)
    return [View(facts, hits, book)]


def _judged(texts: Sequence[str]) -> Sequence[Any]:
    facts, book, hits = _facts(texts)
    return _network().alone(facts), facts, collect(facts, book, hits), book


def _decide(lines: Lines) -> Decision:
    cleaner = _cleaner()
    return decide(lines, cleaner.book, cleaner.network, cleaner.settings)


def _stages() -> Mapping[str, Step]:
    """Every stage in its order, under the name of its file."""
    return {f"stage {stage.find.__module__.rpartition('.')[2]}": _stage(stage) for stage in ORDER}


def _stage(stage: Stage) -> Step:
    return lambda view: list(stage.find(view)), _view


STEPS: Final[Mapping[str, Step]] = {
    "classify": (classify, _data),
    "tokenize": (tokenize, _data),
    "lines": (read_lines, lambda texts: [texts]),
    "locate": (lambda lines: locate(lines, _cleaner().book.phrases), _lines),
    "trims": (trim, _located),
    "match": (match, _trimmed),
    **_stages(),
    "collect": (collect, _facts),
    "words": (lambda facts, *_: _network().alone(facts), _facts),
    "features": (lambda facts, *_: (alone(facts), among(facts)), _facts),
    "network": (lambda *arguments: _network().judge(*arguments), _judged),
    "decide": (_decide, _lines),
    "emit": (lambda decision: list(emit.texts(decision)), lambda texts: [_decide(*_lines(texts))]),
    "whole": (lambda texts: list(_cleaner().clean_many(texts)), lambda texts: [texts]),
}


@pytest.mark.parametrize("corpus", [LONG, SHORT])
@pytest.mark.parametrize("step", STEPS)
def test_step(benchmark: BenchmarkFixture, step: str, corpus: str) -> None:
    pages = load(corpus)
    call, prepare = STEPS[step]
    measure(benchmark, step, pages, call, lambda: prepare(pages.texts), seconds=0.3)
