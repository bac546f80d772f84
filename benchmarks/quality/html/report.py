"""Run extractors over corpora and gather their figures in one report of plain JSON types."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple, NotRequired, TypedDict

from benchmarks.provenance import Provenance
from benchmarks.quality.corpora import Corpus, Page
from benchmarks.quality.html.scores import PageScore, score
from benchmarks.quality.html.summaries import cpu_ratio, f1_weights, summarise
from benchmarks.quality.html.systems import BASELINE, extractor_for
from benchmarks.quality.html.timing import Run, quiet, run_all
from benchmarks.quality.report import FEW
from benchmarks.quality.summaries import Figures, groups, interval

_STEP = 100  # pages between two messages


class Result(NamedTuple):
    """What came of one page under one system."""

    run: Run
    score: PageScore


class GroupReport(TypedDict):
    """Figures of a group of pages.

    Where there are enough sites, `interval` is the 95 % interval of F1, and `lead` that of the
    word F1 less trafilatura's on the same pages.
    """

    pages: int
    figures: Figures
    interval: NotRequired[tuple[float, float]]
    lead: NotRequired[tuple[float, float]]


class CpuReport(TypedDict):
    """Processor time in seconds; `ratio` is the median over pages of the multiple of
    trafilatura's, where that was run.
    """

    total: float
    median: float
    highest: float
    ratio: NotRequired[float]


class PageRow(TypedDict):
    """Scores and processor time of one page; `error` is "" where it was not lost."""

    type: str
    language: str
    precision: float
    recall: float
    f1: float
    wanted: tuple[int, int]
    unwanted: tuple[int, int]
    cpu: float
    error: str


class SystemReport(TypedDict):
    """Figures of a system on one corpus: by group, of speed, and by key of the page."""

    groups: dict[str, GroupReport]
    cpu: CpuReport
    errors: int
    empty: int
    rows: dict[str, PageRow]


class CorpusReport(TypedDict):
    """Figures of all systems on one corpus, and what they were measured on."""

    digest: str
    pages: int
    weights: str
    systems: dict[str, SystemReport]


class Report(TypedDict):
    """Figures of all corpora, what they were measured with, and notes on what was left out."""

    run: Provenance
    corpora: dict[str, CorpusReport]
    notes: list[str]


def evaluate(
    corpus: Corpus,
    names: Sequence[str],
    *,
    timeout: float = 60,
    weights_by_fold: Path | None = None,
    progress: Callable[[str], None] = lambda step: None,
) -> CorpusReport:
    """Measure extractors on a corpus.

    Args:
        corpus: The pages.
        names: Names of systems that can run here and are warm, see `systems.missing`.
        timeout: Seconds after which a system has lost a page.
        weights_by_fold: Folder with the weights of each fold, see `systems.extractor_for`.
        progress: Called with a line now and then.
    """
    results: dict[str, list[Result]] = {name: [] for name in names}
    with quiet():
        for number, page in enumerate(corpus.pages):
            if number % _STEP == 0:
                progress(f"{corpus.name}: {number} of {len(corpus.pages)} pages")
            extractors = {name: extractor_for(name, page, weights_by_fold) for name in names}
            for name, run in run_all(page, extractors, timeout).items():
                # Of the text, it only counts from here on whether there is any.
                results[name].append(Result(run._replace(text=run.text[:1]), score(page, run.text)))
    return CorpusReport(
        digest=corpus.digest,
        pages=len(corpus.pages),
        weights="by fold" if weights_by_fold else "packaged",
        systems={
            name: _system(corpus.pages, rows, results.get(BASELINE, []))
            for name, rows in results.items()
        },
    )


def _system(
    pages: Sequence[Page], results: Sequence[Result], baseline: Sequence[Result]
) -> SystemReport:
    times = [result.run.cpu for result in results]
    cpu = CpuReport(total=sum(times), median=median(times), highest=max(times))
    if baseline:
        cpu["ratio"] = cpu_ratio(times, [result.run.cpu for result in baseline])
    return SystemReport(
        groups={
            group: _group(
                [pages[member] for member in members],
                [results[member].score for member in members],
                [baseline[member].score for member in members] if baseline else [],
            )
            for group, members in groups(pages).items()
        },
        cpu=cpu,
        errors=sum(bool(result.run.error) for result in results),
        empty=sum(not result.run.text for result in results),
        rows={page.key: _row(page, result) for page, result in zip(pages, results, strict=True)},
    )


def _group(
    pages: Sequence[Page], scores: Sequence[PageScore], baseline: Sequence[PageScore]
) -> GroupReport:
    report = GroupReport(pages=len(pages), figures=summarise(pages, scores))
    sites = [page.domain for page in pages]
    if len(set(sites)) < FEW:
        return report
    f1 = [row.words.f1 for row in scores]
    report["interval"] = interval(f1, sites, f1_weights(pages, scores))
    if baseline and pages[0].gold is not None:
        lead = [own - other.words.f1 for own, other in zip(f1, baseline, strict=True)]
        report["lead"] = interval(lead, sites)
    return report


def _row(page: Page, result: Result) -> PageRow:
    run, scored = result
    return PageRow(
        type=page.page_type,
        language=page.language,
        precision=round(scored.words.precision, 4),
        recall=round(scored.words.recall, 4),
        f1=round(scored.words.f1, 4),
        wanted=scored.wanted,
        unwanted=scored.unwanted,
        cpu=round(run.cpu, 6),
        error=run.error,
    )


def shown_groups(report: CorpusReport) -> Iterator[tuple[str, GroupReport]]:
    """All pages of a corpus, and its groups that are large enough for a table."""
    for system in list(report["systems"].values())[:1]:
        for name, group in system["groups"].items():
            if name == "all" or group["pages"] >= FEW:
                yield name, group
