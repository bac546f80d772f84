"""Numbers that lines begin with: steps, and lists that count up."""

import numpy as np
from numpy.typing import NDArray

from cleaner.stages.evidence import View
from cleaner.table.arrays import Flags, positions
from cleaner.table.codes import DIGIT
from cleaner.table.facts import Facts


def counting(view: View) -> Flags:
    """bool [lines]: lines that begin with a small number, each one more than the last such line of
    the page, from 1 to 3 at least.

    Args:
        view: the table.
    """
    facts = view.facts
    flags, page = np.zeros(len(facts), np.bool_), facts.lines.page
    rows = positions(facts.alone(_numerals))
    if rows.size < 3:
        return flags
    number = facts.alone(_numerals)[rows]
    begins = np.ones(rows.size + 1, np.bool_)
    begins[1:-1] = (number[1:] != number[:-1] + 1) | (page[rows[1:]] != page[rows[:-1]])
    begins[:-1] |= number == 1
    edge = positions(begins)
    sizes = edge[1:] - edge[:-1]
    counted = (number[edge[:-1]] == 1) & (sizes >= 3)
    flags[rows[counted.repeat(sizes)]] = True
    return flags


def _numerals(facts: Facts) -> NDArray[np.int64]:
    """The number of up to three digits that a line begins with, -9 where it is another one, and 0
    for lines that do not begin with a digit or are very short."""
    column = np.zeros(len(facts), np.int64)
    rows = positions((facts.opening == DIGIT) & (facts.words >= 4))
    if not rows.size:
        return column
    tokens = facts.lines.tokens
    token = facts.lines.first[rows]
    start, end = tokens.start[token], tokens.end[token]
    data = np.frombuffer(tokens.data, np.uint8)
    number, small = np.zeros(rows.size, np.int64), end - start <= 3
    for place in range(3):
        digit = data[start + place] - np.uint8(ord("0"))
        inside = start + place < end
        small &= (digit < 10) | ~inside
        number = np.where(inside, 10 * number + digit, number)
    column[rows] = np.where(small & (number > 0), number, -9)
    return column
