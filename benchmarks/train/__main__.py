"""python -m benchmarks.train --data DIR: train the learned score and write its weights."""

import logging
from pathlib import Path

import click
import numpy as np
import torch

from benchmarks.quality.domains import FOLDS, fold
from benchmarks.train.examples import Example, load_examples
from benchmarks.train.export import export
from benchmarks.train.fit import Plan, fit
from benchmarks.train.model import Size

PACKAGED = Path(__file__).parents[2] / "cleaner" / "score" / "weights.npz"
_LANGUAGES = ("en", "zh", "el", "pl", "ru")


@click.command()
@click.option("--data", required=True, type=click.Path(exists=True, path_type=Path),
              help="Folder that holds wcxb/, daniel/ and labelled/.")  # fmt: skip
@click.option("--cache", type=click.Path(path_type=Path), help="Folder for rendered pages.")
@click.option("--out", default=PACKAGED, type=click.Path(path_type=Path), show_default=False,
              help="The weights file [default: the one of the package].")  # fmt: skip
@click.option("--folds", type=click.Path(path_type=Path),
              help="Instead write fold0.npz … there, each without the sites of a fold.")  # fmt: skip
@click.option("--only", type=int, multiple=True, help="Only these folds.")
@click.option("--without-language", type=click.Choice(_LANGUAGES), help="Leave a language out.")
@click.option("--threshold", default=Plan.threshold, show_default=True,
              help="Logit from which lines are kept.")  # fmt: skip
@click.option("--threads", default=1, show_default=True, help="Processor threads.")
def main(
    data: Path,
    cache: Path | None,
    out: Path,
    folds: Path | None,
    only: tuple[int, ...],
    without_language: str | None,
    threshold: float,
    threads: int,
) -> None:
    """Train the learned score from the public corpora."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(threads)
    examples = load_examples(data, cache)
    if without_language:
        examples = [e for e in examples if (e.page.language or "en") != without_language]
    if folds is None:
        _train(examples, threshold, out)
        return
    folds.mkdir(parents=True, exist_ok=True)
    for number in only or range(FOLDS):
        rest = [e for e in examples if fold(e.page.domain) != number]
        _train(rest, threshold, folds / f"fold{number}.npz")


def _train(examples: list[Example], threshold: float, path: Path) -> None:
    pages = len({(e.page.source, e.page.key) for e in examples})
    lines = int(np.sum([e.words.size for e in examples]))
    logging.info("%s: %d pages, %d views, %d lines", path, pages, len(examples), lines)
    export(fit(examples, Size(), Plan()), threshold, path)


if __name__ == "__main__":
    main()
