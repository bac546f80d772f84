"""Means of page scores over a corpus and its parts, with bootstrap intervals."""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from statistics import fmean

import numpy as np

from benchmarks.quality.corpora import Page
from benchmarks.quality.scores import PageScore, Share

Figures = dict[str, float]


def summarise(scores: Sequence[PageScore]) -> Figures:
    """Figures of a set of pages under one renderer.

    Word scores and shares of snippets are means over pages; the line scores and `segment_f1`
    (snippets as trafilatura's own evaluation counts them) are taken over all lines and snippets
    together.  What the pages have no labels for is left out.
    """
    figures: Figures = {}
    word_scores = [score.words for score in scores if score.words]
    if word_scores:
        for name in ("precision", "recall", "f1"):
            figures[name] = fmean(getattr(score, name) for score in word_scores)
    for name in ("wanted", "unwanted"):
        shares: list[Share] = [getattr(score, name) for score in scores]
        rates = [share.found / share.total for share in shares if share.total]
        if rates:
            figures[name] = fmean(rates)
    if "wanted" in figures:
        hits = sum(score.wanted.found for score in scores)
        false_hits = sum(score.unwanted.found for score in scores)
        misses = sum(score.wanted.total for score in scores) - hits
        figures["segment_f1"] = _f1(hits, false_hits, misses)
    return figures | _line_figures(scores)


def _line_figures(scores: Sequence[PageScore]) -> Figures:
    kept, lost, left, dropped = (sum(c) for c in zip(*(s.lines for s in scores), strict=True))
    if not kept + lost + left + dropped:
        return {}
    return {
        "drop_precision": dropped / max(1, dropped + lost),
        "drop_recall": dropped / max(1, dropped + left),
        "drop_f1": _f1(dropped, lost, left),
        "keep_f1": _f1(kept, lost, left),
    }


def _f1(hits: int, false_hits: int, misses: int) -> float:
    return 2 * hits / max(1, 2 * hits + false_hits + misses)


def groups(pages: Sequence[Page]) -> dict[str, list[int]]:
    """Indices of all pages, and of the pages of each page type and language."""
    members: dict[str, list[int]] = defaultdict(list)
    for index, page in enumerate(pages):
        members["all"].append(index)
        if page.page_type:
            members[f"type:{page.page_type}"].append(index)
        if page.language:
            members[f"language:{page.language}"].append(index)
    return dict(sorted(members.items()))


def mean_of(figures: Sequence[Figures]) -> Figures:
    """Means, name by name, of the figures of several renderers."""
    return {name: fmean(row[name] for row in figures) for name in figures[0]}


def page_f1(scores: Mapping[str, Sequence[PageScore]]) -> list[float]:
    """Word F1 of each page, as a mean over the renderers; empty where there is no gold text."""
    return [
        fmean(score.words.f1 for score in row if score.words)
        for row in zip(*scores.values(), strict=True)
        if row[0].words
    ]


def interval(
    values: Sequence[float],
    clusters: Sequence[Hashable],
    weights: Sequence[float] | None = None,
    rounds: int = 1000,
    seed: int = 0,
) -> tuple[float, float]:
    """A 95 % bootstrap interval of a mean, drawing whole clusters (sites) with replacement.

    Args:
        values: One value for each page.
        clusters: The cluster of each page.
        weights: How much each page counts in the mean, None where all count the same.
        rounds: Samples drawn.
        seed: Seed of the draws.

    Returns:
        Lower and upper end.

    >>> interval([0.5, 0.5, 0.5], ["a", "b", "b"])
    (0.5, 0.5)
    """
    sums: dict[Hashable, tuple[float, float]] = {}
    for value, cluster, weight in zip(values, clusters, weights or [1] * len(values), strict=True):
        total, count = sums.get(cluster, (0.0, 0.0))
        sums[cluster] = total + weight * value, count + weight
    totals, counts = np.array(list(sums.values())).T
    rng = np.random.default_rng(seed)
    draws = rng.multinomial(len(sums), np.full(len(sums), 1 / len(sums)), size=rounds)
    low, high = np.quantile((draws @ totals) / (draws @ counts), [0.025, 0.975])
    return float(low), float(high)
