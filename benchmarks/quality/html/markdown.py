"""A report on HTML pages as Markdown tables."""

from collections.abc import Mapping
from statistics import fmean

from benchmarks.quality.html.report import (
    CorpusReport,
    GroupReport,
    PageRow,
    Report,
    SystemReport,
    shown_groups,
)
from benchmarks.quality.html.systems import BASELINE
from benchmarks.quality.markdown import table

SYSTEM = "cleaner"  # whose worst pages are listed
WORST = 20
_BELOW = " ↓"  # marks a figure under that of trafilatura
_EQUAL = 0.0005  # difference that three digits do not show
# Figures of all pages of a corpus: column title, and name of the figure.
_OVERALL = {
    "precision": "precision",
    "recall": "recall",
    "F1": "f1",
    "wanted snippets": "wanted",
    "unwanted snippets": "unwanted",
    "accuracy": "accuracy",
}
_LOWER_IS_BETTER = {"unwanted"}


def render(report: Report) -> str:
    """A report as a Markdown document.

    Args:
        report: Figures of any number of corpora.
    """
    parts = [
        "# Quality on HTML pages",
        "WCXB and DAnIEL: words against the gold text, means over pages. trafilatura's pages: its "
        "segments, counted over all pages. Brackets hold 95 % bootstrap intervals by site, “lead” "
        f"is F1 less {BASELINE}'s on the same pages, and{_BELOW} marks a figure that is "
        f"worse than {BASELINE}'s.",
        "The packaged weights of cleaner may have been trained on the pages measured here; only "
        "weights by fold show how it does on sites it has not seen.",
        f"Processor time: all systems one after the other on each page; × is the median over pages "
        f"of the multiple of {BASELINE}'s. Its variants run after it on the same page and find its "
        "caches filled, which makes them look cheaper.",
        *(f"- {note}" for note in report["notes"]),
    ]
    for name, corpus in report["corpora"].items():
        parts += _corpus(name, corpus)
    return "\n\n".join(parts) + "\n"


def _corpus(name: str, corpus: CorpusReport) -> list[str]:
    parts = [
        f"## {name}",
        f"{corpus['pages']} pages; weights of cleaner: {corpus['weights']}; "
        f"digest {corpus['digest'][:12]}.",
        _overall(corpus),
    ]
    for by, columns in _columns(corpus).items():
        if len(columns) > 1:
            for title in ("F1", "precision", "recall"):
                parts += [f"{title[0].upper()}{title[1:]} by {by}:", _grid(corpus, columns, title)]
    return [*parts, "Processor time:", _speed(corpus), *_worst(corpus)]


def _overall(corpus: CorpusReport) -> str:
    known = next(iter(corpus["systems"].values()))["groups"]["all"]["figures"]
    shown = {title: figure for title, figure in _OVERALL.items() if figure in known}
    rows = []
    for name, system in corpus["systems"].items():
        group = system["groups"]["all"]
        cells = {title: _cell(corpus, group, "all", shown[title]) for title in shown}
        cells["F1"] += _interval(group.get("interval"))
        rows.append([name, *cells.values(), _lead(corpus, group) if name != BASELINE else ""])
    return table(["system", *shown, "lead"], rows)


def _lead(corpus: CorpusReport, group: GroupReport) -> str:
    """By how much F1 over all pages is above trafilatura's, where pages have a gold text."""
    if "lead" not in group:
        return ""
    theirs = corpus["systems"][BASELINE]["groups"]["all"]["figures"]["f1"]
    return f"{group['figures']['f1'] - theirs:+.3f}{_interval(group['lead'])}"


def _interval(ends: tuple[float, float] | None) -> str:
    return f" [{ends[0]:.3f}, {ends[1]:.3f}]" if ends else ""


def _columns(corpus: CorpusReport) -> dict[str, dict[str, str]]:
    """The columns of each table: their titles, and the groups they show."""
    columns: dict[str, dict[str, str]] = {"type": {}, "language": {}}
    for group, report in shown_groups(corpus):
        by, _, value = group.partition(":")
        if value:
            columns[by][f"{value} ({report['pages']})"] = group
    return columns


def _grid(corpus: CorpusReport, columns: Mapping[str, str], title: str) -> str:
    """One figure of every system in every column, and the mean and the least of the columns."""
    figure, rows = _OVERALL[title], []
    for name, system in corpus["systems"].items():
        reports = {group: system["groups"][group] for group in columns.values()}
        values = [report["figures"][figure] for report in reports.values()]
        cells = [_cell(corpus, report, group, figure) for group, report in reports.items()]
        rows.append([name, *cells, f"{fmean(values):.3f}", f"{min(values):.3f}"])
    return table(["system", *columns, "mean", "worst"], rows)


def _cell(corpus: CorpusReport, group: GroupReport, name: str, figure: str) -> str:
    """A figure, marked where it is worse than trafilatura's."""
    value = group["figures"][figure]
    ahead = 0.0
    if BASELINE in corpus["systems"]:
        ahead = value - corpus["systems"][BASELINE]["groups"][name]["figures"][figure]
    if figure in _LOWER_IS_BETTER:
        ahead = -ahead
    return f"{value:.3f}{_BELOW if ahead < -_EQUAL else ''}"


def _speed(corpus: CorpusReport) -> str:
    rows = [[name, *_speed_cells(system)] for name, system in corpus["systems"].items()]
    head = ["system", "×", "median ms", "highest ms", "total s", "errors", "empty"]
    return table(head, rows)


def _speed_cells(system: SystemReport) -> list[str]:
    cpu = system["cpu"]
    return [
        f"{cpu['ratio']:.3f}" if "ratio" in cpu else "",
        f"{1000 * cpu['median']:.2f}",
        f"{1000 * cpu['highest']:.0f}",
        f"{cpu['total']:.1f}",
        str(system["errors"]),
        str(system["empty"]),
    ]


def _worst(corpus: CorpusReport) -> list[str]:
    """Pages where cleaner is furthest behind trafilatura, and those with the lowest F1."""
    rows, other = _rows(corpus, SYSTEM), _rows(corpus, BASELINE)
    behind = f"Pages where {SYSTEM} is furthest behind {BASELINE}:"
    lowest = f"Pages with the lowest F1 of {SYSTEM}:"
    parts = []
    if rows and other:
        parts += [behind, _page_table(_behind(rows, other), rows, other)]
    if rows:
        parts += [lowest, _page_table(_lowest(rows), rows, other)]
    return parts


def listed(corpus: CorpusReport) -> set[str]:
    """Keys of the pages that a report on a corpus lists one by one."""
    rows = _rows(corpus, SYSTEM)
    return {*_behind(rows, _rows(corpus, BASELINE)), *_lowest(rows)}


def _rows(corpus: CorpusReport, system: str) -> Mapping[str, PageRow]:
    found = corpus["systems"].get(system)
    return found["rows"] if found else {}


def _behind(rows: Mapping[str, PageRow], other: Mapping[str, PageRow]) -> list[str]:
    behind = {key: rows[key]["f1"] - row["f1"] for key, row in other.items() if key in rows}
    return sorted((key for key, lead in behind.items() if lead < 0), key=behind.__getitem__)[:WORST]


def _lowest(rows: Mapping[str, PageRow]) -> list[str]:
    return sorted(rows, key=lambda key: rows[key]["f1"])[:WORST]


def _page_table(keys: list[str], rows: Mapping[str, PageRow], other: Mapping[str, PageRow]) -> str:
    body = []
    for key in keys:
        row = rows[key]
        scores = [f"{value:.3f}" for value in (row["precision"], row["recall"], row["f1"])]
        theirs = f"{other[key]['f1']:.3f}" if other else ""
        # A key may be an address, in which a bar would end the cell.
        body.append([key.replace("|", "%7C"), row["type"] or row["language"], *scores, theirs])
    return table(["page", "type", "precision", "recall", "F1", f"{BASELINE}'s F1"], body)
