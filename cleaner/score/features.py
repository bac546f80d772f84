"""What the learned score sees of a line, apart from its words: dense columns, from the line and
from its page."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleaner.score.weights import Floats
from cleaner.table.arrays import Index, code_set, positions, running, stretches
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

_LONG: Final = 20  # words of a line that counts as prose
_VOCABULARY: Final = 8192  # hash buckets of a page's vocabulary
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
    out[11] = _shared_vocabulary(facts)
    return out


def _places(facts: Facts, out: Floats) -> None:
    """Where on its page a line stands, and how much prose stands before and after it."""
    total = facts.page_sizes.astype(np.float32)
    long = facts.alone(_long)
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


def _long(facts: Facts) -> NDArray[np.bool_]:
    return facts.words >= _LONG


def _shared_vocabulary(facts: Facts) -> Floats:
    """The share of a short line's longer words that its page's long lines use too."""
    lines = facts.lines
    first, last = facts.alone(_first_wide), facts.alone(_last_wide)
    long = facts.alone(_long)
    out = long.astype(np.float32)
    known = np.zeros(lines.pages * _VOCABULARY, np.bool_)
    known[_slots(facts, positions(long), first, last)] = True
    rows = positions(~long & (last > first))
    if rows.size:
        count = last[rows] - first[rows]
        shared = running(known[_slots(facts, rows, first, last)])
        until = count.cumsum()
        out[rows] = (shared[until] - shared[until - count]) / count
    return out


def _first_wide(facts: Facts) -> Index:
    return facts.lines.tokens.wide_sums[facts.lines.first]


def _last_wide(facts: Facts) -> Index:
    return facts.lines.tokens.wide_sums[facts.lines.last]


def _slots(facts: Facts, rows: Index, first: Index, last: Index) -> Index:
    """Where the longer words of some lines stand in the vocabularies of all pages."""
    first, last = first[rows], last[rows]
    slot = facts.lines.tokens.wide_bucket[stretches(first, last)] & (_VOCABULARY - 1)
    return slot + (facts.lines.page[rows] * _VOCABULARY).repeat(last - first)
