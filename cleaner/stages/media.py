"""Media: the labels, times and counters that players and galleries leave behind."""

import re
from typing import Final

import numpy as np

from cleaner.rules.rule import Weight
from cleaner.stages.evidence import Found, Stage, View, few, holding, matching, rows, structure
from cleaner.table.arrays import Flags, Index, positions, running, stretches
from cleaner.table.codes import DIGIT
from cleaner.table.facts import Facts

TIMES: Final = structure(
    "times",
    "media",
    Weight.LIKELY,
    "Two playing times, one under the other or side by side, such as 0:00 / 25:10.",
)
TITLE: Final = structure(
    "title",
    "media",
    Weight.LIKELY,
    "A short line right above two playing times: what the player plays.",
)

LENGTH: Final = structure(
    "length",
    "media",
    Weight.LIKELY,
    "A playing time such as 1m 52s alone on a line, on a page with hardly another.",
)
COUNTER: Final = structure(
    "counter",
    "media",
    Weight.CERTAIN,
    "One of lines that count up to the number that all of them end in, such as 1/3, 2/3, 3/3.",
)

_COLON: Final = ord(":")
_SLASH: Final = ord("/")
_LONGEST: Final = 24
"""Bytes of the longest pair of times."""
_COUNTER: Final = re.compile(rb"(\d{1,3}) ?/ ?(\d{1,3})")
_PAIR: Final = re.compile(rb"-?\d?\d:\d\d(?::\d\d)? ?/ ?-?\d?\d:\d\d(?::\d\d)?")
_TIME: Final = re.compile(
    rb"\s*(?:\d\d? ?h(?:ours?|rs?)?,? )?\d\d? ?m(?:in(?:ute)?s?)?,? \d\d? ?s(?:ec(?:ond)?s?)?\s*",
    re.IGNORECASE,
)
_TIME_WORDS: Final = range(2, 10)
"""Tokens of such a time."""
_TIMES: Final = 2
"""On a page with more of such lines they are results of a race."""
_TOTAL: Final = 1000
"""What a counter's total counts for in one number with its place."""


def find(view: View) -> list[Found]:
    """Playing times, the title above pairs of them, and counters."""
    facts = view.facts
    pair = (TIMES, rows(facts.alone(_paired)))
    length = (LENGTH, rows(few(facts, facts.alone(_lengths), _TIMES)))
    return [*_timed(facts), pair, length, (COUNTER, _counted(facts))]


def _lengths(facts: Facts) -> Flags:
    """Lines of minutes and seconds with their names: 1m 52s."""
    short = (facts.words >= _TIME_WORDS.start) & (facts.words < _TIME_WORDS.stop)
    short &= facts.lines.end - facts.lines.start <= _LONGEST
    flags = np.zeros(len(facts), np.bool_)
    flags[matching(facts.lines, positions(short & (facts.opening == DIGIT)), _TIME)] = True
    return flags


def _timed(facts: Facts) -> list[Found]:
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


def _paired(facts: Facts) -> Flags:
    flags = np.zeros(len(facts), np.bool_)
    flags[matching(facts.lines, positions(facts.alone(_slashed)), _PAIR)] = True
    return flags


def _slashed(facts: Facts) -> Flags:
    """Short lines of numbers with a slash among them."""
    lines = facts.lines
    flags = np.zeros(len(facts), np.bool_)
    flags[holding(lines, _SLASH)] = True
    return flags & facts.numeric & (lines.end - lines.start <= _LONGEST)


def _counted(facts: Facts) -> Index:
    """Counters from 1 to their total, whatever stands between them: days such as 1/5, 2/5, 3/5
    seldom end with that number."""
    column = facts.alone(_counters)
    row = positions(column)
    if row.size < 3:
        return row[:0]
    count, page = column[row], facts.lines.page[row]
    total = count // _TOTAL
    breaks = np.zeros(row.size, np.bool_)
    breaks[1:] = (count[1:] != count[:-1] + 1) | (page[1:] != page[:-1])
    first = positions((count % _TOTAL == 1) & (total >= 3))
    first = first[first + total[first] <= row.size]
    sums = running(breaks)
    last = first + total[first]
    whole = sums[last] == sums[first + 1]
    return row[stretches(first[whole], last[whole])]


def _counters(facts: Facts) -> Index:
    """What lines such as 2/8 count, as 8002; 0 for all others."""
    lines = facts.lines
    column = np.zeros(len(facts), np.int64)
    data = lines.tokens.data
    for row in positions(facts.alone(_slashed)).tolist():
        counter = _COUNTER.fullmatch(data, lines.start[row], lines.end[row])
        if counter:
            column[row] = int(counter[2]) * _TOTAL + int(counter[1])
    return column


STAGE: Final = Stage((TIMES, TITLE, LENGTH, COUNTER), find)
