"""Figures of `cleaner` on HTML pages that are worth a floor."""

from collections.abc import Iterator

from benchmarks.quality.floors import SYSTEM, Measured
from benchmarks.quality.html.report import CorpusReport, Report, shown_groups
from benchmarks.quality.html.summaries import MEASURES

AS_HTML = "html"  # stands for a renderer where systems get the page itself
_FLOORED = (*MEASURES, "wanted", "accuracy")  # where higher is better


def measured(report: Report) -> dict[str, Measured]:
    """What a report on HTML pages has to be pinned or checked, by corpus."""
    return {
        name: Measured(c["digest"], [AS_HTML], c["weights"], dict(_figures(c)))
        for name, c in report["corpora"].items()
    }


def _figures(corpus: CorpusReport) -> Iterator[tuple[str, float]]:
    if SYSTEM not in corpus["systems"]:
        return
    for group, _ in shown_groups(corpus):
        figures = corpus["systems"][SYSTEM]["groups"][group]["figures"]
        for name in _FLOORED:
            if name in figures:
                yield f"{group}/{name}", figures[name]
