"""Confidence: how good the result of a page probably is, from the scores of its lines."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleaner.score.weights import Floats
from cleaner.table.arrays import Index

UNCALIBRATED: Final = np.array([[0, 1], [0, 1]], np.float32)
"""A calibration that changes nothing."""


UNSETTLED: Final = 0.5
"""What a line counts for on which the score came to no rest, so that rules alone have decided."""


def expected_f1(score: Floats, words: Index, keep: NDArray[np.bool_]) -> float:
    """The word F1 to expect if every line is content with the probability that its score says.

    Args:
        score: float32 [lines], probabilities of content; NaN where rules decided alone.
        words: int64 [lines], how many words each line has.
        keep: bool [lines], what was kept.

    Returns:
        0 … 1; 0 where nothing was kept.

    >>> scores, words = np.array([1, 1, 0], np.float32), np.array([10, 10, 5])
    >>> expected_f1(scores, words, np.array([True, True, False]))
    1.0
    >>> round(expected_f1(scores, words, np.array([True, False, True])), 2)
    0.57
    >>> unsettled = np.array([1, 1, np.nan], np.float32)
    >>> round(expected_f1(unsettled, words, np.array([True, True, True])), 2)
    0.95
    """
    hoped = np.where(np.isnan(score), UNSETTLED, score) * words
    total = float(words[keep].sum() + hoped.sum())
    return 2 * float(hoped[keep].sum()) / total if total else 0.0


def calibrated(value: float, calibration: Floats) -> float:
    """What such an expectation has turned out to be on pages that the score had not seen.

    Args:
        value: an expected F1.
        calibration: float32 [2, knots]: expectations, ascending, and what they were worth.

    >>> calibrated(0.5, np.array([[0, 1], [0.2, 0.8]], np.float32))
    0.5
    """
    return round(float(np.interp(value, calibration[0], calibration[1])), 3)
