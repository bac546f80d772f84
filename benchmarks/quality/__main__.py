"""Command line of the quality suite: ``python -m benchmarks.quality text|html --data DIR``."""

import json
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import click

from benchmarks import provenance
from benchmarks.quality import corpora, floors, markdown, renderers, systems
from benchmarks.quality import sites as site_memory
from benchmarks.quality.html import floors as html_floors
from benchmarks.quality.html import markdown as html_markdown
from benchmarks.quality.html import report as html_report
from benchmarks.quality.html import systems as extractors
from benchmarks.quality.report import Report, evaluate
from benchmarks.quality.views import CACHE

_FLOORS = Path(__file__).with_name("floors.toml")
_HTML_FLOORS = Path(html_floors.__file__).with_name("floors.toml")
_HTML_CORPORA = [name for name in corpora.READERS if name != "labelled"]  # that one is lines
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_PATH = click.Path(path_type=Path)

Listed = Callable[[click.Context, click.Parameter, str], list[str]]


def _listed(known: Iterable[str]) -> Listed:
    """A check of a comma-separated list against the names it may hold."""
    names = list(known)

    def parse(_: click.Context, param: click.Parameter, value: str) -> list[str]:
        chosen = value.split(",")
        for name in chosen:
            if name not in names:
                raise click.BadParameter(f"{name!r} is none of {', '.join(names)}", param=param)
        return chosen

    return parse


@click.group()
def main() -> None:
    """Quality of cleaner and of its peers, on public corpora of labelled pages."""


@main.command()
@click.option("--data", type=_FOLDER, required=True, help="Folder of the corpora's folders.")
@click.option("--cache", type=_PATH, default=CACHE, show_default=True, help="Rendered pages.")
@click.option(
    "--corpora", "names", callback=_listed(corpora.READERS), default=",".join(corpora.READERS),
    show_default=True, help="Corpora to read; absent ones are skipped.",
)  # fmt: skip
@click.option(
    "--renderers", "chosen", callback=_listed(renderers.RENDERERS),
    default=",".join(renderers.RENDERERS), show_default=True, help="Ways from HTML to text.",
)  # fmt: skip
@click.option(
    "--systems", "under_test", callback=_listed(systems.NAMES), default=",".join(systems.DEFAULT),
    show_default=True, help=f"Systems to measure, out of {', '.join(systems.NAMES)}.",
)  # fmt: skip
@click.option("--limit", type=click.IntRange(min=0), default=0, help="Pages of each corpus.")
@click.option(
    "--weights-by-fold", type=_FOLDER,
    help="Folder of text0.npz … text4.npz: pages of a fold are cleaned with its weights.",
)  # fmt: skip
@click.option("--out", type=_PATH, help="Folder for text.json and text.md, instead of stdout.")
@click.option("--floors", "floor_file", type=_PATH, default=_FLOORS, help="File of the floors.")
@click.option("--check", is_flag=True, help="Fail when a figure is under its floor.")
@click.option("--pin", is_flag=True, help="Write what was measured as floors.")
def text(
    data: Path,
    cache: Path,
    names: list[str],
    chosen: list[str],
    under_test: list[str],
    limit: int,
    weights_by_fold: Path | None,
    out: Path | None,
    floor_file: Path,
    check: bool,
    pin: bool,
) -> None:
    """Measure cleaners of scraped text."""
    _one_of(check, pin)
    found, notes = corpora.load(data, names, limit)
    usable, renderer_notes = renderers.available(chosen)
    missing = {name: reason for name in under_test if (reason := systems.missing(name))}
    run = provenance.describe("text", weights_by_fold)
    report = Report(run=run, corpora={}, notes=[*notes, *renderer_notes])
    report["notes"] += [f"system {name}: skipped, {why}" for name, why in missing.items()]
    _say(report["notes"])
    if not found:
        _say(["nothing was measured"])
        return
    for corpus in found:
        report["corpora"][corpus.name] = evaluate(
            corpus,
            [name for name in under_test if name not in missing],
            usable,
            cache=cache,
            weights_by_fold=weights_by_fold,
            progress=lambda step: _say([step]),
        )
    _deliver("text", report, markdown.render(report), out)
    _hold(floors.measured(report), floor_file, check=check, pin=pin)


@main.command()
@click.option("--data", type=_FOLDER, required=True, help="Folder of the corpora's folders.")
@click.option(
    "--corpora", "names", callback=_listed(_HTML_CORPORA), default=",".join(_HTML_CORPORA),
    show_default=True, help="Corpora to read; absent ones are skipped.",
)  # fmt: skip
@click.option(
    "--systems", "under_test", callback=_listed(extractors.NAMES),
    default=",".join(extractors.DEFAULT), show_default=True,
    help=f"Systems to measure, out of {', '.join(extractors.NAMES)}.",
)  # fmt: skip
@click.option("--limit", type=click.IntRange(min=0), default=0, help="Pages of each corpus.")
@click.option(
    "--timeout", type=click.FloatRange(min=0), default=60, show_default=True,
    help="Seconds after which a system has lost a page, 0 for no limit.",
)  # fmt: skip
@click.option(
    "--weights-by-fold", type=_FOLDER,
    help="Folder of html0.npz … html4.npz and text0.npz … text4.npz: pages of a fold are "
    "cleaned with its weights.",
)  # fmt: skip
@click.option("--out", type=_PATH, help="Folder for html.json and html.md, instead of stdout.")
@click.option("--floors", "floor_file", type=_PATH, default=_HTML_FLOORS, help="The floors.")
@click.option("--check", is_flag=True, help="Fail when a figure is under its floor.")
@click.option("--pin", is_flag=True, help="Write what was measured as floors.")
def html(
    data: Path,
    names: list[str],
    under_test: list[str],
    limit: int,
    timeout: float,
    weights_by_fold: Path | None,
    out: Path | None,
    floor_file: Path,
    check: bool,
    pin: bool,
) -> None:
    """Measure extractors of the main text of HTML pages."""
    _one_of(check, pin)
    found, notes = corpora.load(data, names, limit)
    missing = {n: reason for n in under_test if (reason := extractors.missing(n, weights_by_fold))}
    notes += [f"system {name}: skipped, {why}" for name, why in missing.items()]
    run = provenance.describe("html", weights_by_fold)
    report = html_report.Report(run=run, corpora={}, notes=notes)
    _say(notes)
    usable = [name for name in under_test if name not in missing]
    if not found or not usable:
        _say(["nothing was measured"])
        return
    for corpus in found:
        report["corpora"][corpus.name] = html_report.evaluate(
            corpus,
            usable,
            timeout=timeout,
            weights_by_fold=weights_by_fold,
            progress=lambda step: _say([step]),
        )
    _deliver("html", report, html_markdown.render(report), out)
    _hold(html_floors.measured(report), floor_file, check=check, pin=pin)


@main.command()
@click.option("--data", type=_FOLDER, required=True, help="Folder of the corpora's folders.")
@click.option("--cache", type=_PATH, default=CACHE, show_default=True, help="Rendered pages.")
@click.option(
    "--renderers", "chosen", callback=_listed(renderers.RENDERERS), default="wet,html2text",
    show_default=True, help="Ways from HTML to text.",
)  # fmt: skip
@click.option("--weights-by-fold", type=_FOLDER, help="Folder of text0.npz … text4.npz.")
@click.option("--out", type=_PATH, help="Folder for sites.json and sites.md, instead of stdout.")
def sites(
    data: Path, cache: Path, chosen: list[str], weights_by_fold: Path | None, out: Path | None
) -> None:
    """Measure what site memory adds, on DAnIEL."""
    found, notes = corpora.load(data, ["daniel"], 0)
    _say(notes)
    if not found:
        _say(["nothing was measured"])
        return
    usable, renderer_notes = renderers.available(chosen)
    _say(renderer_notes)
    gains = site_memory.measure(found[0], usable, cache, weights_by_fold)
    _deliver("sites", {"gains": gains}, site_memory.render(gains), out)


def _one_of(check: bool, pin: bool) -> None:
    if check and pin:
        raise click.UsageError("--check and --pin exclude each other")


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line, err=True)


def _deliver(name: str, report: Mapping[str, object], rendered: str, out: Path | None) -> None:
    if out is None:
        click.echo(rendered)
        return
    out.mkdir(parents=True, exist_ok=True)
    (out / f"{name}.json").write_text(json.dumps(report, indent=1), "utf-8")
    (out / f"{name}.md").write_text(rendered, "utf-8")


def _hold(found: Mapping[str, floors.Measured], path: Path, *, check: bool, pin: bool) -> None:
    """Pin floors or check them; ends the program when one is not reached."""
    if pin:
        floors.pin(found, path)
    if check:
        fallen, notes = floors.check(found, path)
        _say(notes)
        _say(f"fell: {figure}" for figure in fallen)
        _say(["no compared figure fell"] if not fallen else [f"{len(fallen)} figures fell"])
        sys.exit(1 if fallen else 0)


if __name__ == "__main__":
    main(prog_name="python -m benchmarks.quality")
