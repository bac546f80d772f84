"""Command line of the report: ``python -m benchmarks.speed build/speed.json OUT.md``."""

from pathlib import Path

import click

from benchmarks.speed.report import write
from benchmarks.speed.results import read


@click.command()
@click.argument("results", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
def main(results: Path, out: Path) -> None:
    """Write what was measured as Markdown, and its plots beside it.

    RESULTS is the file that pytest wrote with --benchmark-json; OUT is the document.
    """
    report = write(read(results), out.stem)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(report.markdown, "utf-8")
    for name, plot in report.plots.items():
        (out.parent / name).write_text(plot, "utf-8")
    click.echo(f"{out} and {len(report.plots)} plots")


if __name__ == "__main__":
    main(prog_name="python -m benchmarks.speed")
