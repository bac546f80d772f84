"""Figures of a group of pages under one system."""

from collections.abc import Sequence
from statistics import fmean, median

from benchmarks.quality.corpora import Page
from benchmarks.quality.html.scores import PageScore, segment_score
from benchmarks.quality.scores import Share
from benchmarks.quality.summaries import Figures

MEASURES = ("precision", "recall", "f1")


def summarise(pages: Sequence[Page], scores: Sequence[PageScore]) -> Figures:
    """Figures of pages of one corpus.

    Against gold texts, scores of words and shares of snippets are means over pages; a page
    without snippets of a sort counts as 1, for every system alike.  Without gold texts, segments
    are counted over all pages together, and `accuracy` is the share of segments dealt with rightly.

    Args:
        pages: The pages.
        scores: Their scores, in the same order.
    """
    if pages[0].gold is None:
        return _segment_figures(scores)
    figures = {name: fmean(getattr(row.words, name) for row in scores) for name in MEASURES}
    if any(page.wanted or page.unwanted for page in pages):
        figures["wanted"] = fmean(_rate(row.wanted) for row in scores)
        figures["unwanted"] = fmean(_rate(row.unwanted) for row in scores)
    return figures


def _segment_figures(scores: Sequence[PageScore]) -> Figures:
    wanted, unwanted = _sum([s.wanted for s in scores]), _sum([s.unwanted for s in scores])
    right = wanted.found + unwanted.total - unwanted.found
    return {
        **segment_score(wanted, unwanted)._asdict(),
        "accuracy": right / max(1, wanted.total + unwanted.total),
    }


def f1_weights(pages: Sequence[Page], scores: Sequence[PageScore]) -> list[float]:
    """The share of each page in the F1 of all: of segments, those wanted or found count."""
    return [
        1.0 if page.gold is not None else s.wanted.total + s.wanted.found + s.unwanted.found
        for page, s in zip(pages, scores, strict=True)
    ]


def cpu_ratio(times: Sequence[float], baseline: Sequence[float]) -> float:
    """Median over pages of a system's processor time as a multiple of the baseline's.

    >>> cpu_ratio([1, 9, 2], [2, 3, 2])
    1.0
    """
    return median(own / max(base, 1e-9) for own, base in zip(times, baseline, strict=True))


def _sum(shares: Sequence[Share]) -> Share:
    return Share(sum(share.found for share in shares), sum(share.total for share in shares))


def _rate(share: Share) -> float:
    return share.found / share.total if share.total else 1.0
