"""The results of a run as Markdown tables."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from benchmarks.quality.markdown import short, table
from benchmarks.speed.goals import BATCHES, outcomes
from benchmarks.speed.results import Figure, Results, growth
from benchmarks.speed.yardsticks import EMPTY

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


def render(results: Results) -> str:
    """The results of a run as a Markdown document.

    Args:
        results: of one run.
    """
    parts = [
        "# Speed",
        _METHOD,
        *_bullets(f"{name}: {value}" for name, value in results.machine.items()),
        *_bullets(results.notes),
        "## Goals",
        goals(results),
    ]
    for corpus in results.corpora("pages"):
        parts += _pages(results.table("pages", corpus), corpus)
    parts += _seeds(results.table("seeds"))
    parts += _steps(results)
    parts += _sizes(results)
    parts += _jobs(results.table("jobs"))
    parts += _memory(results)
    parts += _start(results.table("start"))
    return "\n\n".join(parts) + "\n"


def _bullets(lines: Iterable[str]) -> Iterator[str]:
    if joined := "\n".join(f"- {line}" for line in lines):
        yield joined


def goals(results: Results) -> str:
    """A table of what was to be reached, and whether it was.

    Args:
        results: of one run.
    """
    rows = []
    for goal, measured in outcomes(results):
        bound = f"{'≥' if goal.at_least else '≤'} {short(goal.goal)}"
        if measured is None:
            rows.append([goal.text, bound, "–", "not measured"])
            continue
        reached = measured >= goal.goal if goal.at_least else measured <= goal.goal
        rows.append([goal.text, bound, short(measured), "yes" if reached else "**no**"])
    return table(["", "goal", "measured", "reached"], rows)


def _pages(figures: Mapping[str, Figure], corpus: str) -> list[str]:
    first = next(iter(figures.values()))
    pages, size, lines = (int(first.info[key]) for key in ("pages", "bytes", "lines"))
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
    return [
        f"## Pages: {corpus}",
        f"{pages} pages; on average {short(size / pages)} bytes in {short(lines / pages)} lines.",
        table([*head, "cleaner's batches are × as fast", "spread"], rows),
    ]


def _ratio(one: Figure | None, other: Figure | None) -> str:
    return short(one.seconds / other.seconds) if one and other else "–"


def _seeds(figures: Mapping[str, Figure]) -> list[str]:
    rows = [
        [
            name,
            short(figure.milliseconds_per_page),
            short(figure.microseconds_per_line),
            short(figure.megabytes_per_second),
        ]
        for name, figure in figures.items()
    ]
    head = ["", "ms per page", "µs per line", "MB/s"]
    return ["## Seeds", table(head, rows)] if rows else []


def _steps(results: Results) -> list[str]:
    corpora = results.corpora("stages")
    if not corpora:
        return []
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
    return [
        "## Steps",
        "Every step by itself, on a batch. Stages share columns that the first to ask computes; "
        "here each pays for all that it asks for.",
        table(["", "holds", *titles], rows),
    ]


def _share(figure: Figure, whole: Figure | None) -> str:
    return f"{100 * figure.seconds / whole.seconds:.0f} %" if whole else "–"


def _sizes(results: Results) -> list[str]:
    tables = [
        _by_size(results.sizes(unit), unit, per)
        for unit, per in (("bytes", "ns per byte"), ("lines", "ns per line"))
        if results.sizes(unit)
    ]
    if not tables:
        return []
    return [
        "## Cost against size",
        "The growth is the power of the size that the cost grows with, from the two largest sizes: "
        "1 is linear, and less means that a good part is still what any call costs.",
        *tables,
    ]


def _by_size(found: Mapping[str, Mapping[float, float]], unit: str, per: str) -> str:
    sizes = sorted({size for costs in found.values() for size in costs})
    rows = []
    for name, costs in found.items():
        cells = [short(1e9 * costs[size] / size) if size in costs else "–" for size in sizes]
        rows.append([name, *cells, f"{growth(costs):.2f}" if len(costs) > 1 else "–"])
    return table([f"{per}, at {unit}", *map(_count, sizes), "growth"], rows)


def _count(number: float) -> str:
    return f"{number:,.0f}"


def _jobs(figures: Mapping[str, Figure]) -> list[str]:
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
    if not rows:
        return []
    return [
        "## Processes",
        "Time that passes, not processor time: two processes are twice as fast only where two "
        "cores have nothing else to do. The load is that of the minute before: how many cores "
        "other programs have kept busy.",
        table(["", "waiting, s", "MB/s", "× as fast", "load"], rows),
    ]


def _memory(results: Results) -> list[str]:
    rows: list[Sequence[str]] = []
    for figure in results.figures:
        if figure.table == "memory":
            size, ready, peak = (float(figure.info[key]) for key in ("MB", "ready", "peak"))
            name = f"{figure.name} of {short(size)} MB"
            rows.append([name, *map(short, (ready, peak, (peak - ready) / size))])
    if not rows:
        return []
    return [
        "## Memory",
        "In MB, of a process of its own: before cleaning, at most, and how much came on top "
        "for every MB of input. A stream is pages one after the other, as from a file.",
        table(["", "before", "peak", "on top per MB"], rows),
    ]


def _start(figures: Mapping[str, Figure]) -> list[str]:
    rows = [[f.name, short(f.seconds), short(float(f.info["wall"]))] for f in figures.values()]
    return ["## Start", table(["", "processor, s", "waiting, s"], rows)] if rows else []
