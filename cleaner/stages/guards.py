"""Guards: what looks like chrome and is content. They speak for a line, with the same evidence."""

from typing import Final

import numpy as np

from cleaner.rules.rule import LIKELY, Weight
from cleaner.stages.caption import titles
from cleaner.stages.dates import DATELINE, NEAR, days, posted, stamps, years
from cleaner.stages.evidence import Found, Stage, View, rows, structure
from cleaner.stages.followers import ranking
from cleaner.stages.numbers import counting
from cleaner.stages.strange import strange
from cleaner.table.arrays import Flags, code_set, positions, running
from cleaner.table.codes import BAR, COMMA, DASH, SPACE, STOP, SYMBOL
from cleaner.table.facts import Facts

NUMBERED: Final = structure(
    "numbered",
    "content",
    Weight.LIKELY,
    "One of three or more lines that count up: steps of a recipe or a list.",
)
VERSE: Final = structure(
    "verse",
    "content",
    Weight.LIKELY,
    "One of four or more short lines in a row that end as clauses do: verse.",
)
CODE: Final = structure(
    "code",
    "content",
    Weight.LIKELY,
    "One of four or more lines in a row that look like program code.",
)
TABLE: Final = structure(
    "table",
    "content",
    Weight.LIKELY,
    "One of four or more short lines in a row with two numbers each: a table.",
)
SCHEDULE: Final = structure(
    "schedule", "content", Weight.LIKELY, "One of three or more dates alone on a line: a timetable."
)
HEADLINE: Final = structure(
    "headline",
    "content",
    Weight.LIKELY,
    "The line or two before the page's first paragraph, with a word of the text in them.",
)
PROSE: Final = structure("prose", "content", Weight.HINT, "A finished paragraph.")

_DISTANCES: Final = np.arange(1, NEAR + 1)
_CLAUSE: Final = code_set(COMMA, STOP)
_BULLET: Final = code_set(BAR, DASH, SYMBOL)
_STATEMENT: Final = code_set(*b";{}(:=\\")


def find(view: View) -> list[Found]:
    """Numbered steps, verse, code, tables, timetables, the page's headline and paragraphs."""
    facts = view.facts
    counted, ranked = view.once(counting), view.once(ranking)
    stamp = stamps(view)
    return [
        (NUMBERED, rows(counted & ~ranked)),
        (VERSE, rows(_verse(facts))),
        (CODE, rows(in_code(facts))),
        (TABLE, rows(_table(facts, stamp) & ~_odd_dates(view))),
        (SCHEDULE, rows(days(view, stamp))),
        (HEADLINE, rows(_headline(view, ranked))),
        (PROSE, rows(facts.prose)),
    ]


def _runs(facts: Facts, flags: Flags, length: int) -> Flags:
    """The rows of runs of at least `length` flagged rows within a page."""
    if np.count_nonzero(flags) < length:
        return np.zeros(len(facts), np.bool_)
    change = np.ones(len(facts) + 1, np.bool_)
    change[1:-1] = (flags[1:] != flags[:-1]) | ~facts.same_page
    edge = positions(change)
    sizes = edge[1:] - edge[:-1]
    return flags & (sizes >= length).repeat(sizes)


def _verse(facts: Facts) -> Flags:
    return _runs(facts, facts.alone(_clauses), 4)


def _clauses(facts: Facts) -> Flags:
    clause = _CLAUSE[facts.closing] & (facts.words >= 3) & (facts.words <= 14)
    return clause & ~_BULLET[facts.opening]


def _table(facts: Facts, stamp: Flags) -> Flags:
    """Runs of lines with numbers, but for those that are nothing but the stamps of the page."""
    run = _runs(facts, facts.alone(_mixed), 4)
    if not run.any():
        return run
    begins = np.ones(len(facts), np.bool_)
    begins[1:] = (run[1:] != run[:-1]) | ~facts.same_page
    number = begins.cumsum()
    return run & (np.bincount(number, run & ~stamp) > 0)[number]


def _odd_dates(view: View) -> Flags:
    """Dates beside dates that are built otherwise: rows of a table are alike."""
    facts = view.facts
    dates = view.flagged(DATELINE, LIKELY) & facts.alone(years)
    both = dates[1:] & dates[:-1] & facts.same_page
    if not both.any():
        return np.zeros(len(facts), np.bool_)
    alike = (facts.words[1:] == facts.words[:-1]) & (facts.numbers[1:] == facts.numbers[:-1])
    return _either(both) & ~_either(both & alike)


def _either(pairs: Flags) -> Flags:
    """Both rows of flagged pairs of neighbours, bool [lines - 1]."""
    flags = np.zeros(pairs.size + 1, np.bool_)
    flags[1:] |= pairs
    flags[:-1] |= pairs
    return flags


def _mixed(facts: Facts) -> Flags:
    return (facts.numbers >= 2) & (facts.key != 0) & (facts.words <= 20)


def in_code(facts: Facts) -> Flags:
    """bool [lines]: runs of lines that are indented or end as statements do, two at least as these.

    Args:
        facts: the table.
    """
    statement = facts.alone(_statements)
    if np.count_nonzero(statement) < 2:
        return np.zeros(len(facts), np.bool_)
    run = _runs(facts, statement | (facts.opening == SPACE), 4)
    # Two statements within four lines make a run of indented lines code.
    sums, place = running(statement), np.arange(len(facts))
    low = np.maximum(place - 3, facts.page_start)
    high = np.minimum(place + 4, facts.page_stop)
    return run & (sums[high] - sums[low] >= 2)


def _statements(facts: Facts) -> Flags:
    lines = facts.lines
    data = np.frombuffer(lines.tokens.data, np.uint8)
    return _STATEMENT[data[np.maximum(lines.end - 1, lines.start)]]


def _headline(view: View, ranked: Flags) -> Flags:
    """Up to two lines before the first paragraph; stamps, captions, titles of pictures, ranked
    lists of other articles, lines with a sign before them and lines that share no word with the
    text left out."""
    facts = view.facts
    spoken = view.spoken_of(LIKELY)
    named = (facts.words >= 3) & ~(spoken | facts.numeric | view.once(titles) | ranked)
    named &= ~(posted(facts) | _BULLET[facts.opening])
    if named.any():
        named &= ~view.once(strange)
    return before_first(facts, facts.prose & ~spoken, named)


def before_first(facts: Facts, paragraph: Flags, named: Flags) -> Flags:
    """Up to two lines near and before the first paragraph of every page.

    Args:
        facts: the table.
        paragraph: bool [lines], the paragraphs that count.
        named: bool [lines], the lines that count.
    """
    flags = np.zeros(len(facts), np.bool_)
    start, stop = facts.page_rows[:-1], facts.page_rows[1:]
    first = facts.following(paragraph, start, stop)
    pages = positions(first < stop)
    # The lines before each paragraph, nearest first.
    near = first[pages, None] - _DISTANCES
    found = named.take(near, mode="clip") & (near >= start[pages, None])
    found &= found.cumsum(axis=1) <= 2
    flags[near[found]] = True
    return flags


STAGE: Final = Stage((NUMBERED, VERSE, CODE, TABLE, SCHEDULE, HEADLINE, PROSE), find)
