"""The results of a run as Markdown, with plots beside it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from benchmarks.quality.markdown import table
from benchmarks.speed import svg
from benchmarks.speed.goals import BATCHES, outcomes
from benchmarks.speed.results import Figure, Results, growth
from benchmarks.speed.svg import short
from benchmarks.speed.yardsticks import CLEANER, EMPTY

_METHOD: Final = (
    "Times are medians of processor time; every figure was measured in one run on one core, on "
    "the same pages, with BLAS held to one thread. Seconds differ between machines and with what "
    "else they do: trust the ratios. A peer of HTML gets every line of a page as a paragraph."
)
# What a step holds that is measured by itself as well.
_HOLDS: Final = {
    "tokenize": "classify",
    "lines": "tokenize",
    "collect": "all stages",
    "network": "features",
    "decide": "all from locate on; collect and network until nothing more goes",
    "whole": "lines, decide, emit",
}


@dataclass
class Report:
    """A Markdown document and the files beside it.

    Attributes:
        parts: its paragraphs.
        plots: SVG by file name.
    """

    parts: list[str]
    plots: dict[str, str] = field(default_factory=dict)

    def text(self, *paragraphs: str) -> None:
        """Add paragraphs."""
        self.parts.extend(paragraphs)

    def plot(self, name: str, title: str, picture: str) -> None:
        """Add a plot, to be written as its own file."""
        self.plots[name] = picture
        self.parts.append(f"![{title}]({name})")

    @property
    def markdown(self) -> str:
        """The document."""
        return "\n\n".join(self.parts) + "\n"


def write(results: Results, stem: str) -> Report:
    """Write a report.

    Args:
        results: of one run.
        stem: how the names of its plots begin.
    """
    report = Report(["# Speed", _METHOD])
    report.text(*_bullets(f"{name}: {value}" for name, value in results.machine.items()))
    report.text(*_bullets(results.notes))
    _goals(report, results)
    for corpus in results.corpora("pages"):
        _pages(report, results.table("pages", corpus), corpus, stem)
    _seeds(report, results.table("seeds"))
    _steps(report, results)
    _sizes(report, results, stem)
    _jobs(report, results.table("jobs"))
    _memory(report, results)
    _start(report, results.table("start"))
    return report


def _bullets(lines: Iterable[str]) -> Iterator[str]:
    if joined := "\n".join(f"- {line}" for line in lines):
        yield joined


def _goals(report: Report, results: Results) -> None:
    rows = []
    for goal, measured in outcomes(results):
        bound = f"{'≥' if goal.at_least else '≤'} {short(goal.goal)}"
        if measured is None:
            rows.append([goal.text, bound, "–", "not measured"])
            continue
        reached = measured >= goal.goal if goal.at_least else measured <= goal.goal
        rows.append([goal.text, bound, short(measured), "yes" if reached else "**no**"])
    report.text("## Goals", table(["", "goal", "measured", "reached"], rows))


def _pages(report: Report, figures: Mapping[str, Figure], corpus: str, stem: str) -> None:
    first = next(iter(figures.values()))
    pages, size, lines = (int(first.info[key]) for key in ("pages", "bytes", "lines"))
    report.text(
        f"## Pages: {corpus}",
        f"{pages} pages; on average {short(size / pages)} bytes in {short(lines / pages)} lines.",
    )
    ordered = sorted(figures.values(), key=lambda figure: figure.seconds)
    rows = [
        [
            figure.name,
            short(figure.megabytes_per_second),
            short(figure.microseconds_per_line),
            short(figure.milliseconds_per_page),
            _ratio(figures.get(EMPTY), figure),
            _ratio(figure, figures.get(BATCHES)),
            f"{100 * figure.spread:.0f} %",
        ]
        for figure in ordered
    ]
    head = ["", "MB/s", "µs per line", "ms per page", "× the empty pipeline"]
    report.text(table([*head, "cleaner's batches are × as fast", "spread"], rows))
    title = f"Speed on pages: {corpus}, MB/s of one core"
    name = f"{stem}-pages-{corpus.replace(' ', '-')}.svg"
    values = {figure.name: figure.megabytes_per_second for figure in ordered}
    report.plot(name, title, svg.bars(title, values, "MB/s", CLEANER))


def _ratio(one: Figure | None, other: Figure | None) -> str:
    return short(one.seconds / other.seconds) if one and other else "–"


def _seeds(report: Report, figures: Mapping[str, Figure]) -> None:
    rows = [
        [
            name,
            short(figure.milliseconds_per_page),
            short(figure.microseconds_per_line),
            short(figure.megabytes_per_second),
        ]
        for name, figure in figures.items()
    ]
    if rows:
        head = ["", "ms per page", "µs per line", "MB/s"]
        report.text("## Seeds", table(head, rows))


def _steps(report: Report, results: Results) -> None:
    corpora = results.corpora("stages")
    if not corpora:
        return
    tables = {corpus: results.table("stages", corpus) for corpus in corpora}
    rows = [
        [
            step,
            _HOLDS.get(step, ""),
            *(
                cell
                for figures in tables.values()
                for cell in (
                    short(figures[step].microseconds_per_line),
                    _share(figures[step], figures.get("whole")),
                )
            ),
        ]
        for step in tables[corpora[0]]
    ]
    titles = [title for corpus in corpora for title in (f"µs per line, {corpus}", "of the whole")]
    report.text(
        "## Steps",
        "Every step by itself, on a batch. Stages share columns that the first to ask computes; "
        "here each pays for all that it asks for.",
        table(["", "holds", *titles], rows),
    )


def _share(figure: Figure, whole: Figure | None) -> str:
    return f"{100 * figure.seconds / whole.seconds:.0f} %" if whole else "–"


def _sizes(report: Report, results: Results, stem: str) -> None:
    figures = [figure for figure in results.figures if figure.table == "sizes"]
    if not figures:
        return
    report.text(
        "## Cost against size",
        "The growth is the power of the size that the cost grows with, from the two largest sizes: "
        "1 is linear, and less means that a good part is still what any call costs.",
    )
    for unit, per in (("bytes", "ns per byte"), ("lines", "ns per line")):
        found: dict[str, dict[float, float]] = {}
        for figure in figures:
            if figure.info["unit"] == unit:
                found.setdefault(figure.name, {})[figure.info["size"]] = figure.seconds
        if not found:
            continue
        report.text(_by_size(found, unit, per))
        title = f"Cost against {unit}"
        series = {name: list(costs.items()) for name, costs in found.items()}
        report.plot(f"{stem}-{unit}.svg", title, svg.lines(title, unit, "seconds", series))


def _by_size(found: Mapping[str, Mapping[float, float]], unit: str, per: str) -> str:
    sizes = sorted({size for costs in found.values() for size in costs})
    rows = []
    for name, costs in found.items():
        cells = [short(1e9 * costs[size] / size) if size in costs else "–" for size in sizes]
        rows.append([name, *cells, f"{growth(costs):.2f}" if len(costs) > 1 else "–"])
    return table([f"{per}, at {unit}", *map(_count, sizes), "growth"], rows)


def _count(number: float) -> str:
    return f"{number:,.0f}"


def _jobs(report: Report, figures: Mapping[str, Figure]) -> None:
    alone = figures.get("jobs=1")
    rows = [
        [
            f.name,
            short(f.seconds),
            short(f.megabytes_per_second),
            _ratio(alone, f),
            str(f.info["load"]),
        ]
        for f in figures.values()
    ]
    if rows:
        report.text(
            "## Processes",
            "Time that passes, not processor time: two processes are twice as fast only where two "
            "cores have nothing else to do. The load is that of the minute before: how many cores "
            "other programs have kept busy.",
            table(["", "waiting, s", "MB/s", "× as fast", "load"], rows),
        )


def _memory(report: Report, results: Results) -> None:
    rows: list[Sequence[str]] = []
    for figure in results.figures:
        if figure.table == "memory":
            size, ready, peak = (float(figure.info[key]) for key in ("MB", "ready", "peak"))
            name = f"{figure.name} of {short(size)} MB"
            rows.append([name, *map(short, (ready, peak, (peak - ready) / size))])
    if rows:
        report.text(
            "## Memory",
            "In MB, of a process of its own: before cleaning, at most, and how much came on top "
            "for every MB of input. A stream is pages one after the other, as from a file.",
            table(["", "before", "peak", "on top per MB"], rows),
        )


def _start(report: Report, figures: Mapping[str, Figure]) -> None:
    rows = [[f.name, short(f.seconds), short(float(f.info["wall"]))] for f in figures.values()]
    if rows:
        report.text("## Start", table(["", "processor, s", "waiting, s"], rows))
