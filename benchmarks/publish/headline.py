"""The few figures that the README and the report begin with, as Markdown."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from statistics import fmean
from typing import Final

from benchmarks.publish import figures
from benchmarks.publish.figures import (
    CORPORA,
    ORACLE,
    OWN,
    RULES,
    SYSTEMS,
    Measured,
    Place,
    Sets,
)
from benchmarks.publish.plots import score
from benchmarks.quality.html.report import Report as HtmlReport
from benchmarks.quality.html.systems import BASELINE
from benchmarks.quality.kinds import CONTENT
from benchmarks.quality.markdown import short, table
from benchmarks.quality.report import Report as TextReport
from benchmarks.speed.goals import BATCHES, ONE_BY_ONE
from benchmarks.speed.results import Figure, Results
from benchmarks.speed.yardsticks import EMPTY

_EQUAL = 0.0005  # difference that three digits do not show
_COMPARED: Final = (BASELINE, "resiliparse", "readability-lxml", OWN)


def text(report: TextReport) -> str:
    """The figures of text: F1 against limits and the best peer, and what becomes of lines."""
    sets = figures.of_text(report)
    rows = [_text_row(place, measured) for place, measured in figures.present(figures.TEXT, sets)]
    head = ["word F1 (pages)", "keep everything", "best peer", "cleaner", "rules alone"]
    return "\n\n".join(
        [table([*head, "every right line"], rows), _bullets([*_lines(report), *_half(sets)])]
    )


def html(report: HtmlReport) -> str:
    """The figures of HTML: F1 against three peers, and where cleaner is behind."""
    sets = figures.of_html(report)
    shown = [name for name in _COMPARED if any(name in m.systems for m in sets.values())]
    rows = [
        [f"{place.name}{_pages(place, measured)}", *_cells(place, measured, shown)]
        for place, measured in figures.present(figures.HTML, sets)
    ]
    for corpus, found in report["corpora"].items():
        ratios = {name: system["cpu"].get("ratio") for name, system in found["systems"].items()}
        cells = [short(ratio) if (ratio := ratios.get(name)) else "–" for name in shown]
        rows.append([f"processor time on {CORPORA.get(corpus, corpus)}, × {BASELINE}'s", *cells])
    head = ["F1 (precision / recall)", *(SYSTEMS.get(name, name) for name in shown)]
    behind = _behind(sets) if BASELINE in shown else ()
    return "\n\n".join([table(head, rows), _bullets(behind)])


def speed(results: Results) -> str:
    """The figures of speed: throughput, ratios, start and memory."""
    corpora = results.corpora("pages")
    pages = [results.table("pages", corpus) for corpus in corpora]
    ratios = {
        "batches, times as fast as jusText": ("jusText", BATCHES),
        "batches, times as fast as resiliparse": ("resiliparse", BATCHES),
    }
    rows = [
        ["batches, MB/s", *(_of(p, BATCHES, lambda f: f.megabytes_per_second) for p in pages)],
        [
            "batches, per cent of the empty pipeline's speed",
            *(_ratio(p, EMPTY, BATCHES, 100) for p in pages),
        ],
        *([name, *(_ratio(p, *pair) for p in pages)] for name, pair in ratios.items()),
        [
            "one page at a time, ms per page",
            *(_of(p, ONE_BY_ONE, lambda f: f.milliseconds_per_page) for p in pages),
        ],
    ]
    return "\n\n".join([table(["pages with", *corpora], rows), _bullets(_rest(results))])


def _text_row(place: Place, measured: Measured) -> list[str]:
    best = measured.best(place.group)
    systems = [measured.keeper, best, OWN, RULES]
    cells = [_cell(measured, system, place.group, systems) for system in systems]
    if best:
        cells[1] += f" {SYSTEMS.get(best, best)}"
    limit = _cell(measured, ORACLE, place.group, [])
    return [f"{place.name}{_pages(place, measured)}", *cells, limit]


def _pages(place: Place, measured: Measured) -> str:
    own = measured.systems[OWN]
    return f" ({own[place.group].pages if place.group in own else measured.pages:,})"


def _cell(measured: Measured, system: str, group: str, rivals: Sequence[str]) -> str:
    """Mean F1, the highest of the rivals' in bold, and the least of several groups."""
    if system not in measured.systems:
        return "–"
    means = {name: _mean(measured, name, group) for name in rivals if name in measured.systems}
    scores = measured.scores(system, group)
    shown = score(fmean(scores))
    if rivals and means[system] > max(means.values()) - _EQUAL:
        shown = f"**{shown}**"
    return shown if len(scores) == 1 else f"{shown} / {score(min(scores))}"


def _cells(place: Place, measured: Measured, shown: Sequence[str]) -> Iterator[str]:
    for name in shown:
        cell = _cell(measured, name, place.group, shown)
        found = measured.systems.get(name, {}).get(place.group)
        if found and name in (BASELINE, OWN):
            cell += f" ({score(found.figures['precision'])} / {score(found.figures['recall'])})"
        yield cell


def _mean(measured: Measured, system: str, group: str) -> float:
    return fmean(measured.scores(system, group))


def _lines(report: TextReport) -> Iterator[str]:
    """What becomes of lines, on pages whose every line has a kind."""
    for corpus in report["corpora"].values():
        found = corpus.get("kinds", {})
        if OWN not in found:
            continue
        fates = found[OWN]["fates"]
        kinds = {k: c for k, c in fates["kinds"].items() if k != CONTENT}
        most = sorted(kinds.items(), key=lambda kind: -kind[1].kept / max(1, kind[1].lines))[:3]
        told = ", ".join(f"{kind} ({_percent(c.kept / c.lines)})" for kind, c in most if c.lines)
        yield (
            f"Of the lines of the labelled pages, {_percent(fates['content_lost'])} of the content "
            f"go, and {_percent(fates['chrome_left'])} of the chrome stay: most often {told}."
        )
        if RULES in found:
            alone = found[RULES]["fates"]
            yield (
                f"With rules alone {_percent(alone['content_lost'])} of the content lines go, and "
                f"{_percent(alone['chrome_left'])} of the chrome stay."
            )
        if "confusion" in found[OWN]:
            right = _percent(found[OWN]["confusion"]["right"])
            yield f"Of the chrome lines that go, {right} are called by the right kind."


def _half(sets: Sets) -> Iterator[str]:
    """Half-extracted pages: what stays, and where nothing should have been done."""
    measured = sets.get(("wcxb", "trim"))
    if not measured or OWN not in measured.systems:
        return
    own, everything = measured.systems[OWN], measured.systems.get(measured.keeper)
    if "type:article" in own:
        kept = 100 * own["type:article"].figures["recall"]
        yield f"Of the words of half-extracted articles {kept:.1f} % stay."
    if everything:
        below = [
            f"{name.partition(':')[2]} ({score(own[name].f1)} against {score(everything[name].f1)})"
            for name in measured.names("type")
            if own[name].f1 < everything[name].f1 - _EQUAL
        ]
        told = ", ".join(below) or "none"
        yield f"Half-extracted page types that come out below keeping everything: {told}."


def _behind(sets: Sets) -> Iterator[str]:
    """Where trafilatura is ahead."""
    for figure, title in (("f1", "F1"), ("precision", "precision"), ("recall", "recall")):
        behind = []
        for (corpus, _), measured in sets.items():
            own, other = (measured.systems.get(name, {}) for name in (OWN, BASELINE))
            if own and other:
                names = [*measured.names("type"), *measured.names("language")]
                behind += [
                    f"{CORPORA.get(corpus, corpus)} {name.partition(':')[2]} "
                    f"({score(own[name].figures[figure])} against "
                    f"{score(other[name].figures[figure])})"
                    for name in names
                    if own[name].figures[figure] < other[name].figures[figure] - _EQUAL
                ]
        yield f"Behind {BASELINE} in {title}: {', '.join(behind) or 'nowhere'}."


def _of(figures: Mapping[str, Figure], name: str, read: Callable[[Figure], float]) -> str:
    return short(read(figures[name])) if name in figures else "–"


def _ratio(figures: Mapping[str, Figure], one: str, other: str, times: int = 1) -> str:
    if one not in figures or other not in figures:
        return "–"
    return short(times * figures[one].seconds / figures[other].seconds)


def _rest(results: Results) -> Iterator[str]:
    jobs, start = results.table("jobs"), results.table("start")
    if {"jobs=1", "jobs=2"} <= jobs.keys():
        faster = short(jobs["jobs=1"].seconds / jobs["jobs=2"].seconds)
        yield f"Two processes are {faster} times as fast as one."
    streams = [f.info for f in results.figures if (f.table, f.name) == ("memory", "stream")]
    if streams:
        yield (
            f"A stream of {short(streams[-1]['MB'])} MB takes {short(streams[-1]['peak'])} MB of "
            "memory at most."
        )
    for command in ("import cleaner", "cleaner clean seeds"):
        if command in start:
            yield f"`{command}` takes {short(start[command].seconds)} s of processor time."


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)
