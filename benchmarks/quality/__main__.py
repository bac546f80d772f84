"""Command line of the quality suite: ``python -m benchmarks.quality text --data DIR``."""

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import click

from benchmarks.quality import corpora, floors, markdown, renderers, systems
from benchmarks.quality.report import Report, evaluate

_CACHE = Path.home() / ".cache" / "cleaner-benchmarks"
_FLOORS = Path(__file__).with_name("floors.toml")
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
@click.option("--cache", type=_PATH, default=_CACHE, show_default=True, help="Rendered pages.")
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
    if check and pin:
        raise click.UsageError("--check and --pin exclude each other")
    found, notes = corpora.load(data, names, limit)
    usable, renderer_notes = renderers.available(chosen)
    missing = {name: reason for name in under_test if (reason := systems.missing(name))}
    report = Report(corpora={}, notes=[*notes, *renderer_notes])
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
    _deliver(report, out)
    if pin:
        floors.pin(report, floor_file)
    if check and _any_fell(report, floor_file):
        sys.exit(1)


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line, err=True)


def _deliver(report: Report, out: Path | None) -> None:
    if out is None:
        click.echo(markdown.render(report))
        return
    out.mkdir(parents=True, exist_ok=True)
    (out / "text.json").write_text(json.dumps(report, indent=1), "utf-8")
    (out / "text.md").write_text(markdown.render(report), "utf-8")


def _any_fell(report: Report, floor_file: Path) -> bool:
    fallen, notes = floors.check(report, floor_file)
    _say(notes)
    _say(f"fell: {figure}" for figure in fallen)
    _say(["no compared figure fell"] if not fallen else [f"{len(fallen)} figures fell"])
    return bool(fallen)


if __name__ == "__main__":
    main(prog_name="python -m benchmarks.quality")
