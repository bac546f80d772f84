"""Media: the labels and times that players and galleries leave behind."""

from typing import Final

import numpy as np

from cleaner.rules.rule import Weight
from cleaner.stages.evidence import Found, Stage, View, rows, structure
from cleaner.table.arrays import Flags, positions
from cleaner.table.facts import Facts

TIMES: Final = structure(
    "times",
    "media",
    Weight.LIKELY,
    "Two playing times one under the other, such as 0:00 and 25:10.",
)
TITLE: Final = structure(
    "title",
    "media",
    Weight.LIKELY,
    "A short line right above two playing times: what the player plays.",
)

_COLON: Final = ord(":")


def find(view: View) -> list[Found]:
    """Pairs of playing times, and the title above them."""
    facts = view.facts
    time = facts.alone(_playing_time)
    if np.count_nonzero(time) < 2:
        return []
    pair = np.zeros(len(facts), np.bool_)
    pair[:-1] = time[:-1] & time[1:] & facts.same_page
    both = pair.copy()
    both[1:] |= pair[:-1]
    title = np.zeros(len(facts), np.bool_)
    title[:-1] = pair[1:] & ~time[:-1] & ~(facts.words[:-1] > 30) & facts.same_page
    return [(TIMES, rows(both)), (TITLE, rows(title))]


def _playing_time(facts: Facts) -> Flags:
    """Lines of one number with a colon in it: 0:00, 25:10, 1:02:03."""
    lines = facts.lines
    flags = np.zeros(len(facts), np.bool_)
    single = positions(facts.numeric & (facts.words == 1))
    if not single.size:
        return flags
    # One or two digits stand after the last colon.
    end = lines.tokens.end[lines.last[single] - 1]
    data = np.frombuffer(lines.tokens.data, np.uint8)
    for row in single[(data[end - 2] == _COLON) | (data[end - 3] == _COLON)]:
        token = lines.tokens.data[lines.start[row] : lines.end[row]].strip()
        parts = token.split(b":")
        flags[row] = 2 <= len(parts) <= 3 and all(
            part.isdigit() and len(part) <= 2 for part in parts
        )
    return flags


STAGE: Final = Stage((TIMES, TITLE), find)
