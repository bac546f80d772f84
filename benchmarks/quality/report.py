"""Provenance systems over corpora and gather their figures in one report of plain JSON types."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NotRequired, TypedDict

from benchmarks.provenance import Provenance
from benchmarks.quality import kinds, systems
from benchmarks.quality.corpora import Corpus, Page
from benchmarks.quality.scores import PageScore, score
from benchmarks.quality.summaries import (
    Figures,
    groups,
    interval,
    mean_of,
    page_f1,
    summarise,
)
from benchmarks.quality.views import VIEWS, Document, documents, renderings, views

FEW = 5  # sites below which a group has no interval, and pages below which no table shows it


class GroupReport(TypedDict):
    """Figures of a group of pages: by renderer, and as a mean over the renderers.

    `interval` is the 95 % interval of the mean word F1, where there are enough sites.
    """

    pages: int
    mean: Figures
    renderers: dict[str, Figures]
    interval: NotRequired[tuple[float, float]]


class ViewReport(TypedDict):
    """Figures of a system on one view of a corpus, by group and by page.

    `intervals` are the 95 % intervals of the word F1 of all pages under each renderer, where there
    are enough sites.
    """

    groups: dict[str, GroupReport]
    intervals: dict[str, tuple[float, float]]
    page_f1: dict[str, float]


class KindReport(TypedDict):
    """Figures of a system by kind of line; `confusion` is there for variants of cleaner."""

    fates: kinds.Fates
    confusion: NotRequired[kinds.Confusion]


class CorpusReport(TypedDict):
    """Figures of all systems on one corpus, by system and view, and what they were measured on."""

    digest: str
    pages: int
    renderers: list[str]
    weights: str
    systems: dict[str, dict[str, ViewReport]]
    kinds: NotRequired[dict[str, KindReport]]


class Report(TypedDict):
    """Figures of all corpora, what they were measured with, and notes on what was left out."""

    run: Provenance
    corpora: dict[str, CorpusReport]
    notes: list[str]


def evaluate(
    corpus: Corpus,
    names: Sequence[str],
    renderers: Sequence[str],
    *,
    cache: Path | None = None,
    weights_by_fold: Path | None = None,
    progress: Callable[[str], None] = lambda step: None,
) -> CorpusReport:
    """Measure systems on a corpus.

    Args:
        corpus: The pages.
        names: Names of systems that can run here.
        renderers: Keys of `renderers.RENDERERS`; a corpus of lines has no use for them.
        cache: Folder for rendered and labelled pages.
        weights_by_fold: Folder with the weights of each fold, see `systems.run`.
        progress: Called with the name of each step.
    """
    usable = [name for name in names if name != "oracle" or corpus.has_gold]
    rows: dict[tuple[str, str], dict[str, list[PageScore]]] = defaultdict(dict)
    report = CorpusReport(
        digest=corpus.digest,
        pages=len(corpus.pages),
        renderers=renderings(corpus, renderers),
        weights="by fold" if weights_by_fold else "packaged",
        systems={},
    )
    for renderer in report["renderers"]:
        rendered = documents(corpus, renderer, cache)
        for view in views(corpus):
            seen = [VIEWS[view](document) for document in rendered]
            for name in usable:
                progress(f"{corpus.name}, {renderer}, {view}: {name}")
                outputs = systems.run(name, seen, weights_by_fold)
                rows[name, view][renderer] = list(map(score, seen, outputs))
                if corpus.has_lines:
                    by_kind = _kinds(name, seen, outputs, weights_by_fold)
                    report.setdefault("kinds", {})[name] = by_kind
    for (name, view), scores in rows.items():
        report["systems"].setdefault(name, {})[view] = _view(corpus.pages, scores)
    return report


def _kinds(
    name: str, seen: Sequence[Document], outputs: Sequence[str], weights_by_fold: Path | None
) -> KindReport:
    report = KindReport(fates=kinds.fates(seen, outputs))
    if name in systems.VARIANTS:
        explain = partial(systems.explain, name, weights_by_fold=weights_by_fold)
        report["confusion"] = kinds.confusion(seen, explain)
    return report


def _view(pages: Sequence[Page], scores: Mapping[str, Sequence[PageScore]]) -> ViewReport:
    by_page = page_f1(scores)
    sites = [page.domain for page in pages]
    enough = by_page and len(set(sites)) >= FEW
    return ViewReport(
        groups={
            group: _group(pages, scores, by_page, members)
            for group, members in groups(pages).items()
        },
        intervals={
            renderer: interval(page_f1({renderer: rows}), sites)
            for renderer, rows in (scores.items() if enough else ())
        },
        page_f1={page.key: round(f1, 4) for page, f1 in zip(pages, by_page, strict=False)},
    )


def _group(
    pages: Sequence[Page],
    scores: Mapping[str, Sequence[PageScore]],
    by_page: Sequence[float],
    members: Sequence[int],
) -> GroupReport:
    by_renderer = {
        renderer: summarise([row[member] for member in members]) for renderer, row in scores.items()
    }
    report = GroupReport(
        pages=len(members), mean=mean_of(list(by_renderer.values())), renderers=by_renderer
    )
    sites = [pages[member].domain for member in members]
    if by_page and len(set(sites)) >= FEW:
        report["interval"] = interval([by_page[member] for member in members], sites)
    return report


def shown_groups(report: CorpusReport) -> Iterator[tuple[str, GroupReport]]:
    """Groups of a corpus large enough for a table, as any one of its systems has them."""
    for by_view in list(report["systems"].values())[:1]:
        for name, group in by_view["full"]["groups"].items():
            if group["pages"] >= FEW:
                yield name, group
