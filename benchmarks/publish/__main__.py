"""Command line: ``python -m benchmarks.publish [build/text.json …]``."""

import os
from pathlib import Path

import click

from benchmarks.publish import document, history, readme
from benchmarks.publish.saved import KINDS, keep, load

_FOLDER = Path("benchmarks/reports")


@click.command()
@click.argument("measured", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), default=_FOLDER, show_default=True,
    help="Folder of the reports.",
)  # fmt: skip
@click.option(
    "--readme", "page", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="README to be brought up to date as well.",
)  # fmt: skip
def main(measured: tuple[Path, ...], out: Path, page: Path | None) -> None:
    """Write reports on the last run of each kind.

    MEASURED are files that runs have written, named text.json, html.json or speed.json: they are
    taken in first. Without them, reports are made anew from what was taken in before.
    """
    for file in measured:
        if file.stem not in KINDS:
            raise click.BadParameter(f"{file.name} is none of {', '.join(KINDS)}, with .json")
        keep(file.stem, file, out)
        history.add(history.entries(load(out))[file.stem], out)
    saved = load(out)
    if not any((saved.text, saved.html, saved.speed)):
        raise click.ClickException(f"no run is saved in {out}; name the JSON that one has written")
    made = document.files(saved, history.read(out))
    for former in out.glob("plots/*.svg"):
        if f"plots/{former.name}" not in made:
            former.unlink()
    for name, content in made.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_text(content, "utf-8")
    click.echo(f"{out / 'report.html'} and {len(made) - 1} more files")
    if page:
        folder = Path(os.path.relpath(out, page.parent)).as_posix()
        try:
            page.write_text(readme.update(page.read_text("utf-8"), saved, folder), "utf-8")
        except ValueError as error:
            raise click.ClickException(str(error)) from error


if __name__ == "__main__":
    main(prog_name="python -m benchmarks.publish")
