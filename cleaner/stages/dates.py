"""Dates of pages: the stamps above the text, those of posts, and the days of a programme."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleaner.kinds import KINDS
from cleaner.rules.rule import CERTAIN, LIKELY
from cleaner.stages.evidence import View
from cleaner.table.arrays import Flags, Index, code_set, positions, running, stretches
from cleaner.table.codes import STOP
from cleaner.table.facts import Facts

DATELINE: Final = KINDS.index("dateline")

NEAR: Final = 8
"""Lines before the first paragraph among which the headline and its stamps stand."""
_FEW: Final = 3
"""The most date lines that are stamps without a label."""
_SHORT: Final = 12
"""Tokens of the longest line that a moment is looked for in,"""
_YEAR: Final = 4
"""bytes of a year and of the shortest time, 9:49,"""
_WITHOUT_SECONDS: Final = 5
_WITH_SECONDS: Final = 8
"""and of the longest ones."""
_CLOCK: Final = code_set(*b":.h")
_FIVES: Final = code_set(*b"05")
_ANY_MINUTE: Final = 2


def days(view: View, stamp: Flags) -> Flags:
    """Date lines of a page that has three of them apart from each other, but for those of posts."""
    facts = view.facts
    dates = view.flagged(DATELINE, LIKELY) & facts.alone(_named)
    dates &= ~(_labelled(view) | posted(facts))
    if np.count_nonzero(dates) < 3:
        return np.zeros(len(facts), np.bool_)
    apart = dates.copy()
    apart[1:] &= ~(dates[:-1] & facts.same_page)
    # Without three others the stamp may be the first day of a programme.
    others = facts.spread(facts.page_sums(apart & ~stamp) >= 3)
    return dates & ~(stamp & others) & facts.spread(facts.page_sums(apart) >= 3)


def _labelled(view: View) -> Flags:
    """Lines that begin with the label of a stamp, such as "posted"."""
    flags = np.zeros(len(view.facts), np.bool_)
    flags[view.hits.line[view.placed(DATELINE, "start")]] = True
    return flags


def posted(facts: Facts) -> Flags:
    """Short lines with a year and a time of day, on pages where one of these is no full five
    minutes: 6 March 2009, 9:49 pm. Posts are sent at any minute, programmes begin at half past."""
    moment = facts.alone(_moments)
    return (moment > 0) & facts.spread(facts.page_sums(moment == _ANY_MINUTE) > 0)


def _moments(facts: Facts) -> NDArray[np.uint8]:
    """Which lines hold a year and a time of day: 1 for a time in full five minutes, or 2."""
    column = np.zeros(len(facts), np.uint8)
    row = positions((facts.numbers >= 2) & (facts.words <= _SHORT) & (facts.closing != STOP))
    if not row.size:
        return column
    row, start, end = _numbers(facts, row)
    size = end - start
    data = np.frombuffer(facts.lines.tokens.data, np.uint8)
    clock = positions(_CLOCK[data[end - 3]] & (size <= _WITH_SECONDS))
    exact = ~_FIVES[data[end[clock] - 1]] | (size[clock] > _WITHOUT_SECONDS)
    column[row[clock]] = 1
    column[row[clock[exact]]] = _ANY_MINUTE
    return column * facts.alone(years)


def _century(data: NDArray[np.uint8], at: Index) -> Flags:
    """Where 19 or 20 and another digit stand."""
    first, second, third = (data[at + place] for place in range(3))
    century = (first == ord("1")) & (second == ord("9"))
    century |= (first == ord("2")) & (second == ord("0"))
    return century & ((third - np.uint8(ord("0"))) < 10)


def stamps(view: View) -> Flags:
    """The first date lines of a page, where they stand together right above the first paragraph:
    dates apart from each other are days of a programme."""
    facts = view.facts
    flags = np.zeros(len(facts), np.bool_)
    dates = view.flagged(DATELINE, LIKELY)
    if not dates.any():
        return flags
    low, first = above_text(facts)
    flags[stretches(low, first)] = True
    flags &= dates
    begins = flags.copy()
    begins[1:] &= ~(flags[:-1] & facts.same_page)
    sums = running(dates)
    together = (facts.page_sums(begins) == 1) & (sums[low] == sums[facts.page_rows[:-1]])
    # Many dates in a row that none of is called a stamp are a table of dates.
    labelled = facts.page_sums(flags & view.flagged(DATELINE, CERTAIN)) > 0
    together &= labelled | (facts.page_sums(flags) <= _FEW)
    return flags & facts.spread(together)


def years(facts: Facts) -> Flags:
    """bool [lines]: short lines with a year, 1900 to 2099, among two numbers or more.

    Args:
        facts: the table.
    """
    flags = np.zeros(len(facts), np.bool_)
    row = positions((facts.numbers >= 2) & (facts.words <= _SHORT))
    row, start, end = _numbers(facts, row)
    data = np.frombuffer(facts.lines.tokens.data, np.uint8)
    flags[row[_century(data, start) | _century(data, end - _YEAR)]] = True
    return flags


def _numbers(facts: Facts, row: Index) -> tuple[Index, Index, Index]:
    """The numbers of some rows that are as long as a year or longer: row, first byte and the one
    after the last."""
    lines, tokens = facts.lines, facts.lines.tokens
    token, row = stretches(lines.first[row], lines.last[row]), row.repeat(facts.words[row])
    start, end = tokens.start[token], tokens.end[token]
    long = positions((tokens.hash[token] == 0) & (end - start >= _YEAR))
    return row[long], start[long], end[long]


def above_text(facts: Facts) -> tuple[Index, Index]:
    """The lines near and before the first paragraph of every page, none where there is none.

    Args:
        facts: the table.

    Returns:
        int64 [pages] twice: the first of these rows, and the one after the last.
    """
    start, stop = facts.page_rows[:-1], facts.page_rows[1:]
    first = facts.following(facts.prose, start, stop)
    first = np.where(first < stop, first, start)
    return np.maximum(start, first - NEAR), first


def _named(facts: Facts) -> Flags:
    return (facts.words >= 2) & ~facts.numeric
