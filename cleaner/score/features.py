"""What the learned score sees of a line, apart from its words: dense columns, from the line and
from its page."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

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

Floats = NDArray[np.float32]

_LONG: Final = 20  # words of a line that counts as prose
_VOCABULARY: Final = 8192  # hash buckets of a page's vocabulary

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
    start, stop = facts.page_start, facts.page_stop
    total = (stop - start).astype(np.float32)
    place = (np.arange(len(facts)) - start).astype(np.float32)
    long = facts.words >= _LONG
    sums = running(long)
    before = (sums[:-1] - sums[start]).astype(np.float32)
    longs = (sums[stop] - sums[start]).astype(np.float32)
    np.divide(place, total, out=out[0])
    out[1] = np.log1p(place) / 4
    out[2] = np.log1p(total - place) / 4
    out[3] = np.log1p(total) / 4
    out[4] = np.log1p(before) / 3
    out[5] = np.log1p(longs - before - long) / 3
    np.divide(longs, total, out=out[6])


def _shared_vocabulary(facts: Facts) -> Floats:
    """The share of a short line's longer words that its page's long lines use too."""
    lines = facts.lines
    sums = lines.tokens.wide_sums
    first, last = sums[lines.first], sums[lines.last]
    long = facts.words >= _LONG
    known = np.zeros(lines.pages * _VOCABULARY, np.bool_)
    known[_slots(facts, positions(long), first, last)] = True
    out = np.zeros(len(facts), np.float32)
    out[long] = 1
    rows = positions(~long & (last > first))
    if rows.size:
        count = last[rows] - first[rows]
        hits = known[_slots(facts, rows, first, last)]
        out[rows] = np.add.reduceat(hits, np.cumsum(count) - count, dtype=np.int64) / count
    return out


def _slots(facts: Facts, rows: Index, first: Index, last: Index) -> Index:
    """Where the longer words of some lines stand in the vocabularies of all pages."""
    first, last = first[rows], last[rows]
    slot = facts.lines.tokens.wide_bucket[stretches(first, last)] & (_VOCABULARY - 1)
    return slot + np.repeat(facts.lines.page[rows] * _VOCABULARY, last - first)
