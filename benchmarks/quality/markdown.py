"""A report as Markdown tables."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence

from benchmarks.quality.kinds import CONTENT
from benchmarks.quality.report import CorpusReport, KindReport, Report, ViewReport, shown_groups
from benchmarks.quality.summaries import Figures

_VIEW_TITLES = {"full": "whole pages", "trim": "half-extracted pages"}
# Figures of all pages of a corpus: column title, and name of the figure.
_OVERALL = {
    "precision": "precision",
    "recall": "recall",
    "F1": "f1",
    "wanted snippets": "wanted",
    "unwanted snippets": "unwanted",
    "segment F1": "segment_f1",
    "drop F1": "drop_f1",
    "keep F1": "keep_f1",
}
_BELOW = " ↓"  # marks a score under that of keeping everything
_EQUAL = 0.0005  # difference that three digits do not show

Column = Callable[[ViewReport], Figures]


def render(report: Report) -> str:
    """A report as a Markdown document.

    Args:
        report: Figures of any number of corpora.
    """
    parts = [
        "# Quality on scraped text",
        "Word scores are means over pages and then over renderers; brackets hold 95 % bootstrap "
        f"intervals by site, and{_BELOW} marks a score below that of keeping everything.",
        "The packaged weights of cleaner may have been trained on the pages measured here; only "
        "weights by fold show how it does on sites it has not seen.",
        *(f"- {note}" for note in report["notes"]),
    ]
    for name, corpus in report["corpora"].items():
        parts += _corpus(name, corpus)
    return "\n\n".join(parts) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table with its first column to the left and the others to the right.

    >>> print(table(["system", "F1"], [["c4", ".74"]]))
    | system | F1 |
    |---|--:|
    | c4 | .74 |
    """
    rule = "|---|" + "--:|" * (len(head) - 1)
    body = (f"| {' | '.join(row)} |" for row in rows)
    return "\n".join([f"| {' | '.join(head)} |", rule, *body])


def short(value: float) -> str:
    """A number in at most three digits that count.

    >>> [short(value) for value in (0.0123456, 1.5, 12.34, 345.6, 12345.6, 2e6)]
    ['0.0123', '1.5', '12.3', '346', '12,300', '2,000,000']
    """
    if not value:
        return "0"
    digits = 2 - math.floor(math.log10(abs(value)))
    rounded = f"{round(value, digits):,.{max(digits, 0)}f}"
    return rounded.rstrip("0").rstrip(".") if digits > 0 else rounded


def _corpus(name: str, corpus: CorpusReport) -> list[str]:
    parts = [
        f"## {name}",
        f"{corpus['pages']} pages; renderers: {', '.join(corpus['renderers'])}; "
        f"weights of cleaner: {corpus['weights']}; digest {corpus['digest'][:12]}.",
    ]
    for view in next(iter(corpus["systems"].values()), {}):
        parts += [f"### {name}, {_VIEW_TITLES[view]}", *_view(corpus, view)]
    return [*parts, *_kinds(corpus.get("kinds", {}))]


def _view(corpus: CorpusReport, view: str) -> list[str]:
    """Tables of one view: all pages, then by page type, language and renderer."""
    measured = _any_system(corpus, view)["groups"]["all"]["mean"]
    shown = {title: figure for title, figure in _OVERALL.items() if figure in measured}
    parts = [_overall(corpus, view, shown)]
    for title in ("F1", "recall", "segment F1"):
        if title not in shown:
            continue
        for by, columns in _columns(corpus, view).items():
            if len(columns) > 1:
                parts += [f"{title[0].upper()}{title[1:]} by {by}:"]
                parts += [_grid(corpus, view, columns, shown[title])]
    return parts


def _columns(corpus: CorpusReport, view: str) -> dict[str, dict[str, Column]]:
    """The columns of each table: their titles, and where their figures are in a report."""
    columns: dict[str, dict[str, Column]] = {"type": {}, "language": {}, "renderer": {}}
    for group, report in shown_groups(corpus):
        by, _, value = group.partition(":")
        if value:
            columns[by][f"{value} ({report['pages']})"] = _group_column(group)
    for renderer in corpus["renderers"]:
        columns["renderer"][renderer] = _renderer_column(renderer)
    return columns


def _group_column(group: str) -> Column:
    return lambda report: report["groups"][group]["mean"]


def _renderer_column(renderer: str) -> Column:
    return lambda report: report["groups"]["all"]["renderers"][renderer]


def _any_system(corpus: CorpusReport, view: str) -> ViewReport:
    return next(iter(corpus["systems"].values()))[view]


def _overall(corpus: CorpusReport, view: str, shown: Mapping[str, str]) -> str:
    rows = []
    for name, by_view in corpus["systems"].items():
        group = by_view[view]["groups"]["all"]
        cells = {title: f"{group['mean'][figure]:.3f}" for title, figure in shown.items()}
        if "interval" in group:
            low, high = group["interval"]
            cells["F1"] += f" [{low:.3f}, {high:.3f}]"
        rows.append([name, *cells.values()])
    return table(["system", *shown], rows)


def _grid(corpus: CorpusReport, view: str, columns: Mapping[str, Column], figure: str) -> str:
    """One figure of every system in every column, marked where keeping everything does better."""
    everything = corpus["systems"].get("keepall")
    rows = []
    for name, by_view in corpus["systems"].items():
        cells = []
        for column in columns.values():
            value = column(by_view[view])[figure]
            floor = column(everything[view])[figure] if everything and figure != "recall" else 0.0
            cells.append(f"{value:.3f}{_BELOW if value < floor - _EQUAL else ''}")
        rows.append([name, *cells])
    return table(["system", *columns], rows)


def _kinds(by_system: dict[str, KindReport]) -> list[str]:
    if not by_system:
        return []
    parts = ["### Lines by kind", "Share of the lines of each kind that a system keeps:"]
    first = next(iter(by_system.values()))["fates"]["kinds"]
    shares = [
        [f"{kind} ({count.lines})"]
        + [_share(r["fates"]["kinds"][kind].kept, count.lines) for r in by_system.values()]
        for kind, count in first.items()
    ]
    fates = [report["fates"] for report in by_system.values()]
    lost = ["content lost", *(_percent(f["content_lost"]) for f in fates)]
    left = ["chrome left", *(_percent(f["chrome_left"]) for f in fates)]
    parts.append(table(["kind (lines)", *by_system], [*shares, lost, left]))
    for name, report in by_system.items():
        parts += _confusion(name, report)
    return parts


def _confusion(name: str, report: KindReport) -> list[str]:
    if "confusion" not in report:
        return []
    confusion = report["confusion"]
    named = list(confusion["stages"])
    rows = [
        [label, *(str(row.get(kind, "")) for kind in named)]
        for label, row in sorted(confusion["table"].items(), key=lambda x: (x[0] != CONTENT, x[0]))
    ]
    stages = [
        [kind, str(s.removed), _share(s.chrome, s.removed), _share(s.right, s.removed)]
        for kind, s in confusion["stages"].items()
    ]
    return [
        f"Kinds of the lines {name} removes (rows as labelled, columns as named); "
        f"{_percent(confusion['right'])} of the removed chrome has the right kind:",
        table(["labelled", *named], rows),
        f"Precision of each kind {name} names:",
        table(["named", "removed", "chrome", "this kind"], stages),
    ]


def _share(part: int, whole: int) -> str:
    return _percent(part / max(1, whole))


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"
