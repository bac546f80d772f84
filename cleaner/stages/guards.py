"""Guards: what looks like chrome and is content. They speak for a line, with the same evidence."""

from typing import Final

import numpy as np

from cleaner.rules.rule import Weight
from cleaner.stages.evidence import Found, Stage, View, rows, structure
from cleaner.table.arrays import code_set, positions, running
from cleaner.table.codes import BAR, COMMA, DASH, DIGIT, SPACE, STOP, SYMBOL
from cleaner.table.facts import Facts, Flags

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
PROSE: Final = structure("prose", "content", Weight.HINT, "A finished paragraph.")

_CLAUSE: Final = code_set(COMMA, STOP)
_BULLET: Final = code_set(BAR, DASH, SYMBOL)
_STATEMENT: Final = code_set(*b";{}(:=\\")


def find(view: View) -> list[Found]:
    """Numbered steps, verse, code, tables and paragraphs."""
    facts = view.facts
    return [
        (NUMBERED, rows(_numbered(facts))),
        (VERSE, rows(_verse(facts))),
        (CODE, rows(_code(facts))),
        (TABLE, rows(_table(facts))),
        (PROSE, rows(facts.prose)),
    ]


def _runs(facts: Facts, flags: Flags, length: int) -> Flags:
    """The rows of runs of at least `length` flagged rows within a page."""
    change = np.ones(len(facts) + 1, np.bool_)
    change[1:-1] = (flags[1:] != flags[:-1]) | (np.diff(facts.lines.page) > 0)
    edge = positions(change)
    sizes = np.diff(edge)
    return flags & np.repeat(sizes >= length, sizes)


def _numbered(facts: Facts) -> Flags:
    """Lines that begin with a small number, each one more than the last such line of the page."""
    lines, flags = facts.lines, np.zeros(len(facts), np.bool_)
    starts = positions((facts.opening == DIGIT) & (facts.words >= 4))
    chain: list[int] = []
    last = (-1, -9)
    for row in starts.tolist():
        begin = lines.tokens.start[lines.first[row]]
        token = lines.tokens.data[begin : lines.tokens.end[lines.first[row]]]
        number = int(token) if token.isdigit() and len(token) < 4 else -9
        page = int(lines.page[row])
        if (page, number - 1) != last:
            _keep_chain(chain, flags)
            chain = []
        if number == 1 or (page, number - 1) == last:
            chain.append(row)
            last = (page, number)
        else:
            last = (-1, -9)
    _keep_chain(chain, flags)
    return flags


def _keep_chain(chain: list[int], flags: Flags) -> None:
    if len(chain) >= 3:
        flags[chain] = True


def _verse(facts: Facts) -> Flags:
    clause = _CLAUSE[facts.closing] & (facts.words >= 3) & (facts.words <= 14)
    return _runs(facts, clause & ~_BULLET[facts.opening], 4)


def _table(facts: Facts) -> Flags:
    lines = facts.lines
    sums = running(lines.tokens.hash == 0)
    numbers = sums[lines.last] - sums[lines.first]
    mixed = (numbers >= 2) & (facts.key != 0) & (facts.words <= 20)
    return _runs(facts, mixed, 4)


def _code(facts: Facts) -> Flags:
    """Indented lines, or lines that end as statements do, at least two of these."""
    lines = facts.lines
    data = np.frombuffer(lines.tokens.data, np.uint8)
    final = data[np.maximum(lines.end - 1, lines.start)]
    statement = _STATEMENT[final]
    indented = facts.opening == SPACE
    run = _runs(facts, statement | indented, 4)
    # Two statements within four lines make a run of indented lines code.
    sums = running(statement)
    place, page = np.arange(len(facts)), lines.page
    low = np.maximum(place - 3, facts.page_rows[page])
    high = np.minimum(place + 4, facts.page_rows[page + 1])
    return run & (sums[high] - sums[low] >= 2)


STAGE: Final = Stage("content", (NUMBERED, VERSE, CODE, TABLE, PROSE), find)
