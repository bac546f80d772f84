"""What cleaner wants to reach, as ratios within one run where that is possible."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from benchmarks.speed.corpora import LONG, SHORT
from benchmarks.speed.results import Results
from benchmarks.speed.yardsticks import CLEANER, EMPTY

BATCHES: Final = f"{CLEANER}, batches"
ONE_BY_ONE: Final = f"{CLEANER}, one by one"


@dataclass(frozen=True)
class Goal:
    """A figure to reach.

    Attributes:
        text: what it is.
        at_least: whether more is better.
        goal: the bound.
        measured: reads the figure; KeyError where it was not measured.
    """

    text: str
    at_least: bool
    goal: float
    measured: Callable[[Results], float]


def _against(other: str, corpus: str) -> Callable[[Results], float]:
    def ratio(results: Results) -> float:
        pages = results.table("pages", corpus)
        return pages[other].seconds / pages[BATCHES].seconds

    return ratio


def _speed(name: str, corpus: str) -> Callable[[Results], float]:
    return lambda results: results.table("pages", corpus)[name].megabytes_per_second


def _start(name: str) -> Callable[[Results], float]:
    return lambda results: results.table("start")[name].seconds


def _two_jobs(results: Results) -> float:
    jobs = results.table("jobs")
    return jobs["jobs=1"].seconds / jobs["jobs=2"].seconds


def _largest_stream(results: Results) -> float:
    peaks = [f.info["peak"] for f in results.figures if (f.table, f.name) == ("memory", "stream")]
    if not peaks:
        raise KeyError("stream")
    return float(peaks[-1])


def _on_both(text: str, other: str, goal: float) -> Iterator[Goal]:
    for corpus in (LONG, SHORT):
        yield Goal(f"{text}, {corpus}", True, goal, _against(other, corpus))


GOALS: Final[tuple[Goal, ...]] = (
    *_on_both("Batches, share of the empty pipeline's speed", EMPTY, 1 / 6),
    *_on_both("Batches, times as fast as jusText", "jusText", 30),
    *_on_both("Batches, times as fast as datatrove's C4 filter", "datatrove's C4 filter", 50),
    *_on_both("Batches, times as fast as resiliparse", "resiliparse", 2),
    Goal(f"Batches, MB/s, {LONG}", True, 40, _speed(BATCHES, LONG)),
    Goal(f"Batches, MB/s, {SHORT}", True, 25, _speed(BATCHES, SHORT)),
    Goal(f"One page at a time, MB/s, {LONG}", True, 12, _speed(ONE_BY_ONE, LONG)),
    Goal("Two processes, times as fast as one", True, 1.8, _two_jobs),
    Goal("`import cleaner`, seconds", False, 0.2, _start("import cleaner")),
    Goal("`cleaner clean seeds`, seconds", False, 0.5, _start("cleaner clean seeds")),
    Goal("Peak memory of the longest stream, MB", False, 300, _largest_stream),
)


def outcomes(results: Results) -> Iterator[tuple[Goal, float | None]]:
    """What was measured for every goal, None where it was not.

    Args:
        results: of one run.
    """
    for goal in GOALS:
        try:
            yield goal, goal.measured(results)
        except KeyError:
            yield goal, None
