"""The plots of a report, each from figures that were saved."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from benchmarks.publish import charts, history
from benchmarks.publish.charts import Mark, Row, Shape
from benchmarks.publish.figures import CORPORA, ORACLE, OWN, SYSTEMS, Measured, Sets
from benchmarks.quality.html.report import Report as HtmlReport
from benchmarks.quality.html.systems import BASELINE
from benchmarks.quality.kinds import Confusion
from benchmarks.quality.markdown import short
from benchmarks.quality.report import Report as TextReport
from benchmarks.speed.results import Results
from benchmarks.speed.yardsticks import CLEANER, EMPTY, MEMCPY

_KEY: Final[Mapping[Shape, str]] = {
    "own": "cleaner", "best": "best peer", "peer": "other peers", "limit": "limits",
}  # fmt: skip
_VIEWS: Final = {"full": "text", "trim": "half-extracted text", "": "HTML"}
_LIMITS: Final = {
    True: "limits: keeping everything, every right line",
    False: "limit: keeping everything",
}


class Plot(NamedTuple):
    """A plot: the name of its file, its title, and its picture."""

    name: str
    title: str
    picture: str

    @property
    def file(self) -> str:
        """Its file, beside a report."""
        return f"plots/{self.name}.svg"


def quality(sets: Sets) -> Iterator[Plot]:
    """F1 against peers by page type, language and renderer, of every corpus.

    Args:
        sets: What was measured on text or on HTML.
    """
    for (_, view), measured in sets.items():
        sorts = ("type", "language") if view == "trim" else ("type", "language", "renderer")
        for by in sorts:
            names = measured.names(by)
            if OWN in measured.systems and len(names) > 1:
                yield _quality(measured, view, by, ["all", *names] if by != "renderer" else names)


def kinds(report: TextReport) -> Iterator[Plot]:
    """How right each stage is, on pages whose every line has a kind."""
    for corpus in report["corpora"].values():
        for system, found in corpus.get("kinds", {}).items():
            if "confusion" in found:
                yield _stages(system, found["confusion"])


def costs(report: HtmlReport) -> Iterator[Plot]:
    """Processor time of extractors of HTML, as multiples of trafilatura's."""
    for corpus, found in report["corpora"].items():
        ratios = {n: s["cpu"]["ratio"] for n, s in found["systems"].items() if "ratio" in s["cpu"]}
        if len(ratios) > 1:
            title = f"Processor time on HTML pages of {CORPORA.get(corpus, corpus)}"
            subtitle = f"multiples of {BASELINE}'s, medians over pages, logarithmic"
            rows = _single({SYSTEMS.get(n, n): ratio for n, ratio in ratios.items()}, "×")
            name = f"html-{corpus}-cost"
            yield Plot(
                name, title, charts.rows(name, title, subtitle, rows, key={}, logarithmic=True)
            )


def speed(results: Results) -> Iterator[Plot]:
    """Speed against peers and limits, on every sort of pages."""
    for corpus in results.corpora("pages"):
        figures = results.table("pages", corpus)
        values = {name: figure.megabytes_per_second for name, figure in figures.items()}
        title = f"Speed on pages with {corpus}" if "lines" in corpus else f"Speed on {corpus}"
        subtitle = "MB/s of one core, logarithmic; bars: limits that no cleaner can pass"
        name = f"speed-{corpus.replace(' ', '-')}"
        rows = _single(values, " MB/s")
        yield Plot(name, title, charts.rows(name, title, subtitle, rows, key={}, logarithmic=True))


def sizes(results: Results) -> Iterator[Plot]:
    """Cost against the size of the input."""
    for unit in ("bytes", "lines"):
        if found := results.sizes(unit):
            title, name = f"Cost against size in {unit}", f"speed-{unit}"
            series = {shape: sorted(seconds.items()) for shape, seconds in found.items()}
            subtitle = "seconds, both scales logarithmic"
            picture = charts.lines(name, title, subtitle, series, across=unit, logarithmic=True)
            yield Plot(name, title, picture)


def runs(entries: Sequence[history.Entry]) -> Iterator[Plot]:
    """Key figures over the runs that can be compared with the last of their kind."""
    measures = {
        "text": ("quality on text", "F1"),
        "html": ("quality on HTML", "F1"),
        "speed": ("speed", "batches, per cent of the empty pipeline's speed"),
    }
    for kind, (subject, subtitle) in measures.items():
        found = history.comparable(entries, kind)
        if not found:
            continue
        series = {
            name: [(n, e["figures"][name]) for n, e in enumerate(found) if name in e["figures"]]
            for name in found[-1]["figures"]
        }
        title, name = f"History of {subject}", f"history-{kind}"
        days = [entry["run"]["date"] for entry in found]
        shown = {0, len(days) // 2, len(days) - 1} if len(days) > 4 else range(len(days))
        picture = charts.lines(
            name,
            title,
            subtitle,
            series,
            across=f"{len(days)} runs, {days[0]} to {days[-1]}" if days[1:] else "one run",
            names={place: days[place][5:] for place in sorted(shown)},
        )
        yield Plot(name, title, picture)


def score(value: float) -> str:
    """A score in three digits.

    >>> score(0.9185), score(1.0), score(0)
    ('.918', '1', '0')
    """
    return f"{value:.3f}".removeprefix("0") if 0 < value < 0.9995 else f"{value:.0f}"


def _quality(measured: Measured, view: str, by: str, groups: Sequence[str]) -> Plot:
    corpus = CORPORA.get(measured.corpus, measured.corpus)
    title = f"{corpus}, {_VIEWS[view]}, by {'page type' if by == 'type' else by}"
    rows = [_row(measured, group) for group in groups]
    drawn = any(mark.interval for row in rows for mark in row.marks)
    subtitle = f"F1{', 95 % intervals by site' * drawn}; {_LIMITS[ORACLE in measured.systems]}"
    name = f"{'html' if not view else f'text-{view}'}-{measured.corpus}-{by}"
    return Plot(name, title, charts.rows(name, title, subtitle, rows, key=_KEY))


def _row(measured: Measured, group: str) -> Row:
    found = {system: groups[group] for system, groups in measured.systems.items()}
    best = measured.best(group)
    shapes: dict[str, Shape] = {
        **dict.fromkeys(measured.peers, "peer"),
        **{limit: "limit" for limit in (measured.keeper, ORACLE) if limit in found},
        **({best: "best"} if best else {}),
        OWN: "own",
    }
    marks = [
        Mark(
            SYSTEMS.get(system, system),
            found[system].f1,
            shape,
            found[system].interval if shape in ("own", "best") else None,
        )
        for system, shape in shapes.items()
    ]
    value = group.partition(":")[2] or "all pages"
    label = value if group.startswith("renderer:") else f"{value} ({found[OWN].pages:,})"
    note = f" · {SYSTEMS.get(best, best)} {score(found[best].f1)}" if best else ""
    return Row(label, marks, f"cleaner {score(found[OWN].f1)}", note)


def _stages(system: str, confusion: Confusion) -> Plot:
    title = f"Precision of each kind, {'rules alone' if system != OWN else 'rules and score'}"
    if system not in (OWN, "cleaner:rules"):
        title = f"Precision of each kind, {system.partition(':')[2]} alone"
    subtitle = "per cent of the lines that are removed as this kind"
    rows = []
    ordered = sorted(confusion["stages"].items(), key=lambda stage: -stage[1].removed)
    for kind, (removed, chrome, right) in ordered:
        of_chrome, of_kind = 100 * chrome / removed, 100 * right / removed
        marks = [Mark("chrome", of_chrome, "own"), Mark("this kind", of_kind, "best")]
        own, note = f"{of_chrome:.0f} % chrome", f" · {of_kind:.0f} % {kind}"
        rows.append(Row(f"{kind} ({removed:,})", marks, own, note))
    name = f"stages-{system.replace(':', '-')}"
    key: Mapping[Shape, str] = {"own": "chrome of any kind", "best": "chrome of this kind"}
    return Plot(name, title, charts.rows(name, title, subtitle, rows, key=key))


def _single(values: Mapping[str, float], unit: str) -> list[Row]:
    """A row for every value, the highest first."""
    rows = []
    for name, value in sorted(values.items(), key=lambda item: -item[1]):
        own = name.startswith(CLEANER)
        shape: Shape = "own" if own else "limit" if name in (EMPTY, MEMCPY) else "peer"
        told = f"{short(value)}{unit}"
        rows.append(Row(name, [Mark(name, value, shape)], told if own else "", "" if own else told))
    return rows
