"""python -m benchmarks.train --data DIR: train the learned score and write its weights."""

import logging
from dataclasses import replace
from pathlib import Path

import click
import numpy as np
import torch

from benchmarks.quality.domains import FOLDS, fold
from benchmarks.train.calibrate import Pair, pairs
from benchmarks.train.calibrate import calibration as calibrate
from benchmarks.train.examples import Example, load_examples
from benchmarks.train.export import export
from benchmarks.train.fit import Plan, Trained, fit
from benchmarks.train.html_examples import load_html_examples
from benchmarks.train.model import Size
from benchmarks.train.written import SOURCE, written_examples
from benchmarks.train.written_html import written_html_examples
from cleaner.score.confidence import UNCALIBRATED
from cleaner.stages import rulebook

_SCORE = Path(__file__).parents[2] / "cleaner" / "score"
_LANGUAGES = ("en", "zh", "el", "pl", "ru")


def _load_text(data: Path, cache: Path | None) -> list[Example]:
    return [*load_examples(data, cache), *written_examples(rulebook())]


def _load_html(data: Path, cache: Path | None) -> list[Example]:
    return [
        *load_html_examples(data, cache),
        *written_html_examples(rulebook()),
    ]


_KINDS = {
    "text": (_load_text, Size(), Plan(seed=2)),
    "html": (
        _load_html,
        Size(names=12, dropout=0.2),
        Plan(threshold=-0.7, views=1, epochs=20),
    ),
}


@click.command()
@click.option("--data", required=True, type=click.Path(exists=True, path_type=Path),
              help="Folder that holds wcxb/, daniel/ and labelled/.")  # fmt: skip
@click.option("--cache", type=click.Path(path_type=Path), help="Folder for rendered pages.")
@click.option("--kind", type=click.Choice([*_KINDS]), default="text", show_default=True,
              help="What the score is to read.")  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path),
              help="The weights file [default: the one of the package].")  # fmt: skip
@click.option("--folds", type=click.Path(path_type=Path),
              help="Write text0.npz … there, each without the sites of a fold.")  # fmt: skip
@click.option("--calibration", type=click.Path(exists=True, path_type=Path),
              help="text-calibration.npz of a run with --folds: goes in the weights.")  # fmt: skip
@click.option("--only", type=int, multiple=True, help="Only these folds.")
@click.option("--without-language", type=click.Choice(_LANGUAGES), help="Leave a language out.")
@click.option("--seed", type=int,
              help="Decides all that is random [default: 2 for text, 0 for html].")  # fmt: skip
@click.option("--threads", default=1, show_default=True, help="Processor threads.")
def main(
    data: Path,
    cache: Path | None,
    kind: str,
    out: Path | None,
    folds: Path | None,
    calibration: Path | None,
    only: tuple[int, ...],
    without_language: str | None,
    seed: int | None,
    threads: int,
) -> None:
    """Train the learned score from the public corpora."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(threads)
    load, size, plan = _KINDS[kind]
    if seed is not None:
        plan = replace(plan, seed=seed)
    examples = load(data, cache)
    if without_language:
        examples = [e for e in examples if (e.page.language or "en") != without_language]
    if folds is None:
        known = np.load(calibration)["calibration"] if calibration else UNCALIBRATED
        trained = _train(examples, size, plan, kind)
        export(trained, plan.threshold, known, out or _SCORE / f"{kind}.npz")
        return
    folds.mkdir(parents=True, exist_ok=True)
    found: list[Pair] = []
    for number in only or range(FOLDS):
        rest = [e for e in examples if _fold(e) != number]
        path = folds / f"{kind}{number}.npz"
        trained = _train(rest, size, plan, path.name)
        export(trained, plan.threshold, UNCALIBRATED, path)
        left_out = [e for e in examples if _fold(e) == number]
        found += pairs(trained, left_out, plan.threshold)
        np.savez(
            folds / f"{kind}-calibration.npz", calibration=calibrate(found), pairs=np.array(found)
        )


def _fold(example: Example) -> int | None:
    """The fold that an example is left out of; pages written for training are in all of them."""
    return None if example.page.source == SOURCE else fold(example.page.domain)


def _train(examples: list[Example], size: Size, plan: Plan, name: str) -> Trained:
    pages = len({(e.page.source, e.page.key) for e in examples})
    lines = sum(e.words.size for e in examples)
    logging.info("%s: %d pages, %d views, %d lines", name, pages, len(examples), lines)
    return fit(examples, size, plan)


if __name__ == "__main__":
    main()
