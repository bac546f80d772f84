"""Command line: ``python -m benchmarks.trust --data DIR --weights-by-fold FOLDS --out DIR``."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click

from benchmarks.quality import corpora
from benchmarks.quality.views import CACHE, Document, documents, renderings
from benchmarks.trust import cleaners, guards, losses, rules, written
from benchmarks.trust.corpus import going, surviving
from benchmarks.trust.markdown import Measured, render
from cleaner import Cleaned, explain
from cleaner.stages import rulebook

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_CORPORA: Final = ("wcxb", "daniel", "labelled")
_RENDERER: Final = "wet"


@click.command()
@click.option("--data", type=_FOLDER, help="Folder of the corpora's folders.")
@click.option(
    "--cache", type=click.Path(path_type=Path), default=CACHE, show_default=True,
    help="Rendered pages.",
)  # fmt: skip
@click.option("--weights-by-fold", type=_FOLDER, help="Folder of text0.npz … text4.npz.")
@click.option("--limit", type=click.IntRange(min=0), default=0, help="Pages of each corpus.")
@click.option("--out", type=click.Path(path_type=Path), help="Folder for trust.md.")
def main(
    data: Path | None, cache: Path, weights_by_fold: Path | None, limit: int, out: Path | None
) -> None:
    """Measure what survives, what goes, and whether every rule and guard earns its place."""
    found, notes = corpora.load(data, list(_CORPORA), limit) if data else ([], [])
    for note in notes:
        click.echo(note, err=True)
    shown = _documents(found, cache)
    cleaned = list(cleaners.explained(shown, weights_by_fold))
    measured = None
    if found:
        how = "by fold" if weights_by_fold else "of the package, which may have seen these pages"
        measured = _measured(shown, cleaned, [corpus.name for corpus in found], how)
    texts, frames = surviving(), going()
    report = render(
        written.survival(texts, explain),
        written.going(frames, explain),
        guards.worth(texts, [page for _, page in frames], shown, cleaned, weights_by_fold),
        measured,
    )
    if out is None:
        click.echo(report, nl=False)
        return
    out.mkdir(parents=True, exist_ok=True)
    (out / "trust.md").write_text(report, "utf-8")


def _documents(found: Sequence[corpora.Corpus], cache: Path) -> list[Document]:
    """The pages of all corpora; of a page that stands in two of them, the one with a gold text."""
    golden = {corpus.name for corpus in found if not corpus.has_lines}
    return [
        document
        for corpus in found
        for renderer in renderings(corpus, [_RENDERER])
        for document in documents(corpus, renderer, cache)
        if not corpus.has_lines or document.page.source not in golden
    ]


def _measured(
    shown: Sequence[Document], cleaned: Sequence[Cleaned], names: Sequence[str], how: str
) -> Measured:
    book = rulebook()
    told = rules.count_spoken(shown, book)
    mistakes = rules.count_removed(shown, cleaned, book, told)
    pairs = [(d, page) for d, page in zip(shown, cleaned, strict=True) if d.page.gold]
    worst = losses.losses([document for document, _ in pairs], [page for _, page in pairs])
    return Measured(names, how, told, mistakes, worst)


if __name__ == "__main__":
    main(prog_name="python -m benchmarks.trust")
