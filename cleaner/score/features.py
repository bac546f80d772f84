"""What the learned score sees of a line, apart from its words: dense columns, from the line and
from its page."""

from typing import Final

import numpy as np

from cleaner.score.weights import Floats
from cleaner.table.arrays import code_set, running
from cleaner.table.codes import (
    BAR,
    COLON,
    COMMA,
    DASH,
    DIGIT,
    LETTER,
    LOWER,
    QUOTE,
    SINGLE,
    STOP,
    SYMBOL,
    UPPER,
)
from cleaner.table.facts import Facts

FAR: Final = np.float32(1000)
"""Lines beyond which a page counts as no longer: the score has hardly learned from such pages."""

_PARTS: Final = np.array([[4], [4], [4], [3], [3]], np.float32)
"""What the logarithms of places and numbers of lines are divided by."""

_OPENINGS: Final = ((LOWER,), (UPPER,), (DIGIT,), (LETTER, SINGLE), (BAR, DASH, SYMBOL), (QUOTE,))
_CLOSINGS: Final = ((STOP,), (COMMA,), (COLON,), (BAR, DASH, SYMBOL))

ALONE: Final = (
    "log words",
    "log bytes",
    "bytes per word",
    *(f"opening {number}" for number in range(len(_OPENINGS))),
    *(f"closing {number}" for number in range(len(_CLOSINGS))),
)
"""What is seen of a line by itself."""
AMONG: Final = (
    "blank before",
    "place",
    "log place",
    "log place from the end",
    "log lines of the page",
    "log long lines before",
    "log long lines after",
    "share of long lines",
    "log copies",
    "extends the line before",
    "is extended by the next line",
    "vocabulary of the long lines",
)
"""What is seen of a line among the others of its page."""

_OPENS: Final = np.array([code_set(*codes) for codes in _OPENINGS], np.float32)
_CLOSES: Final = np.array([code_set(*codes) for codes in _CLOSINGS], np.float32)


def alone(facts: Facts) -> Floats:
    """The columns of every line by itself.

    Args:
        facts: a table of lines and what is seen of them.

    Returns:
        float32 [len(ALONE), lines], values of about 0 … 2.
    """
    words = facts.words.astype(np.float32)
    size = (facts.lines.end - facts.lines.start).astype(np.float32)
    out = np.empty((len(ALONE), len(facts)), np.float32)
    out[0] = np.log1p(words) / 3
    out[1] = np.log1p(size) / 5
    out[2] = np.minimum(size / np.maximum(words, 1), 16) / 8
    out[3 : 3 + len(_OPENINGS)] = _OPENS.take(facts.opening, axis=1)
    out[3 + len(_OPENINGS) :] = _CLOSES.take(facts.closing, axis=1)
    return out


def among(facts: Facts) -> Floats:
    """The columns of every line among the others of its page.

    Args:
        facts: a table of lines and what is seen of them.

    Returns:
        float32 [len(AMONG), lines], values of about 0 … 2.
    """
    out = np.zeros((len(AMONG), len(facts)), np.float32)
    out[0] = facts.lines.blank
    _places(facts, out[1:8])
    out[8] = np.minimum(np.log2(facts.copies), 3)
    out[9] = facts.extends
    out[10, :-1] = facts.extends[1:]
    out[11] = facts.shared
    return out


def _places(facts: Facts, out: Floats) -> None:
    """Where on its page a line stands, and how much prose stands before and after it."""
    total = facts.page_sizes.astype(np.float32)
    long = facts.long
    sums = running(long)
    before = sums[:-1] - facts.spread(sums[facts.page_rows[:-1]])
    longs = facts.page_sums(long).astype(np.float32)
    logs = out[1:6]
    logs[0] = facts.place
    logs[1] = facts.rest
    logs[2] = facts.spread(total)
    logs[3] = before
    logs[4] = facts.spread(longs) - before - long
    np.divide(logs[0], logs[2], out=out[0])
    np.minimum(logs, FAR, out=logs)
    np.log1p(logs, out=logs)
    logs /= _PARTS
    out[6] = facts.spread(longs / np.maximum(total, 1))
