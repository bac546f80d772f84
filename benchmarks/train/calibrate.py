"""Calibration: what the expected F1 of a page was worth on pages of sites left out of training."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from benchmarks.train.examples import Example
from benchmarks.train.fit import Trained, scores
from cleaner.score.confidence import expected_f1

Pair = tuple[float, float]
_KNOTS = 12


def pairs(trained: Trained, examples: Sequence[Example], threshold: float) -> list[Pair]:
    """Expected and true word F1 of pages, as whole pages and half extracted.

    Args:
        trained: a network that has not seen these pages.
        examples: their views.
        threshold: the logit from which lines are kept.
    """
    shown = [e for e in examples if e.view in ("full", "trim")]
    found = []
    for example, logit in zip(shown, scores(trained, shown), strict=True):
        score = 1 / (1 + np.exp(threshold - logit))
        keep = score >= 0.5
        found.append((expected_f1(score, example.words, keep), _true_f1(example, keep)))
    return found


def calibration(found: Sequence[Pair]) -> NDArray[np.float32]:
    """A rising curve through the means of equally large groups of pages.

    Args:
        found: expected and true F1.

    Returns:
        float32 [2, knots]: expectations, and what they were worth.

    >>> calibration([(0.0, 0.0), (1.0, 0.5)]).tolist()
    [[0.0, 1.0], [0.0, 0.5]]
    """
    ordered = sorted(found)
    groups = np.array_split(np.array(ordered), min(_KNOTS, len(ordered)))
    means = np.array([group.mean(axis=0) for group in groups]).T
    return np.stack([means[0], np.maximum.accumulate(means[1])]).astype(np.float32)


def _true_f1(example: Example, keep: NDArray[np.bool_]) -> float:
    scored = example.content >= 0
    gold = example.words[example.content == 1].sum()
    right = example.words[keep & (example.content == 1)].sum()
    total = example.words[keep & scored].sum() + gold
    return 2 * float(right) / float(total) if total else 1.0
