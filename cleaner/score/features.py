"""What the learned score sees of a line, apart from its words: dense columns, from the line and
from its page."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

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
    Index,
)
from cleaner.table.facts import Facts, is_one_of
from cleaner.table.lines import Lines, stretches

Floats = NDArray[np.float32]

_LONG: Final = 20  # words of a line that counts as prose
_VOCABULARY: Final = 8192  # hash buckets of a page's vocabulary

_OPENINGS: Final = ((LOWER,), (UPPER,), (DIGIT,), (LETTER, SINGLE), (BAR, DASH, SYMBOL), (QUOTE,))
_CLOSINGS: Final = ((STOP,), (COMMA,), (COLON,), (BAR, DASH, SYMBOL))

NAMES: Final = (
    "log words",
    "log bytes",
    "bytes per word",
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
    *(f"opening {number}" for number in range(len(_OPENINGS))),
    *(f"closing {number}" for number in range(len(_CLOSINGS))),
)


def dense(facts: Facts) -> Floats:
    """The dense columns of every line.

    Args:
        facts: a table of lines and what is seen of them.

    Returns:
        float32 [len(NAMES), lines], values of about 0 … 2.
    """
    lines, words = facts.lines, facts.words
    size = lines.end - lines.start
    out = np.zeros((len(NAMES), len(lines)), np.float32)
    out[0] = np.log1p(words) / 3
    out[1] = np.log1p(size) / 5
    out[2] = np.minimum(size / np.maximum(words, 1), 16) / 8
    out[3] = lines.blank
    out[4:11] = _places(facts)
    out[11] = np.minimum(np.log2(facts.copies), 3)
    out[12] = facts.extends
    out[13, :-1] = facts.extends[1:]
    out[14] = _shared_vocabulary(lines, words)
    for row, codes in enumerate(_OPENINGS):
        out[15 + row] = is_one_of(facts.opening, codes)
    for row, codes in enumerate(_CLOSINGS):
        out[15 + len(_OPENINGS) + row] = is_one_of(facts.closing, codes)
    return out


def _places(facts: Facts) -> Floats:
    """Where on its page a line stands, and how much prose stands before and after it."""
    rows, page = facts.page_rows, facts.lines.page
    total = np.diff(rows)[page]
    place = np.arange(len(facts)) - rows[page]
    long = facts.words >= _LONG
    running = np.concatenate(([0], np.cumsum(long)))
    before = running[:-1] - running[rows[page]]
    longs = (running[rows[1:]] - running[rows[:-1]])[page]
    return np.stack(
        [
            place / total,
            np.log1p(place) / 4,
            np.log1p(total - place) / 4,
            np.log1p(total) / 4,
            np.log1p(before) / 3,
            np.log1p(longs - before - long) / 3,
            longs / total,
        ]
    ).astype(np.float32)


def _shared_vocabulary(lines: Lines, words: Index) -> Floats:
    """The share of a short line's longer words that its page's long lines use too."""
    tokens = lines.tokens
    inside = stretches(lines.first, lines.last)
    slot = (tokens.hash[inside] >> np.uint64(51)).view(np.int64)
    slot += np.repeat(lines.page * _VOCABULARY, words)
    wide = (tokens.end - tokens.start)[inside] >= 5
    known = np.zeros(lines.pages * _VOCABULARY, np.bool_)
    known[slot[np.repeat(words >= _LONG, words) & wide]] = True
    shared = np.concatenate(([0], np.cumsum(known[slot] & wide)))
    counted = np.concatenate(([0], np.cumsum(wide)))
    edge = np.concatenate(([0], np.cumsum(words)))
    hits = shared[edge[1:]] - shared[edge[:-1]]
    out = hits / np.maximum(counted[edge[1:]] - counted[edge[:-1]], 1)
    out[words >= _LONG] = 1
    return out.astype(np.float32)
