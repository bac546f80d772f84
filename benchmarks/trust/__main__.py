"""Command line: ``python -m benchmarks.trust --data DIR --weights-by-fold FOLDS --out DIR``."""

from collections.abc import Sequence
from pathlib import Path

import click

from benchmarks.quality import corpora
from benchmarks.quality.views import AS_LABELLED, Document, documents
from benchmarks.trust import cleaners, guards, losses, rules, written
from benchmarks.trust.corpus import going, surviving
from benchmarks.trust.markdown import Measured, render
from cleaner import explain
from cleaner.stages import rulebook

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_CORPORA = ("wcxb", "daniel", "labelled")
_RENDERER = "wet"


@click.command()
@click.option("--data", type=_FOLDER, help="Folder of the corpora's folders.")
@click.option("--cache", type=click.Path(path_type=Path), help="Rendered pages.")
@click.option("--weights-by-fold", type=_FOLDER, help="Folder of text0.npz … text4.npz.")
@click.option("--limit", type=click.IntRange(min=0), default=0, help="Pages of each corpus.")
@click.option("--out", type=click.Path(path_type=Path), help="Folder for trust.md.")
def main(
    data: Path | None,
    cache: Path | None,
    weights_by_fold: Path | None,
    limit: int,
    out: Path | None,
) -> None:
    """Measure what survives, what goes, and whether every rule and guard earns its place."""
    found, notes = corpora.load(data, list(_CORPORA), limit) if data else ([], [])
    for note in notes:
        click.echo(note, err=True)
    shown = [
        document
        for corpus in found
        for document in documents(corpus, AS_LABELLED if corpus.has_lines else _RENDERER, cache)
    ]
    measured = None
    if found:
        how = "by fold" if weights_by_fold else "of the package, which may have seen these pages"
        measured = _measured(shown, [corpus.name for corpus in found], weights_by_fold, how)
    frames = going()
    earned = guards.worth(
        surviving(),
        [case for _, case in frames],
        shown,
        weights_by_fold,
        lambda step: click.echo(step, err=True),
    )
    report = render(
        written.survival(surviving(), explain), written.going(frames, explain), earned, measured
    )
    if out is None:
        click.echo(report, nl=False)
        return
    out.mkdir(parents=True, exist_ok=True)
    (out / "trust.md").write_text(report, "utf-8")


def _measured(
    shown: Sequence[Document], names: Sequence[str], folder: Path | None, how: str
) -> Measured:
    book = rulebook()
    told = rules.spoken(shown, book)
    explained = list(cleaners.explained(shown, folder))
    mistakes = rules.removed(shown, explained, book, told)
    golden = [pair for pair in zip(shown, explained, strict=True) if pair[0].page.gold is not None]
    worst = losses.losses([document for document, _ in golden], [page for _, page in golden])
    return Measured(names, how, told, mistakes, worst)


if __name__ == "__main__":
    main(prog_name="python -m benchmarks.trust")
