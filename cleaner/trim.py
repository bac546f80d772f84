"""Trims: chrome at the end of a line that is content otherwise is cut off, and the line stays."""

from collections import defaultdict
from collections.abc import Set
from dataclasses import replace
from typing import Final

import numpy as np

from cleaner.kinds import KINDS, Kind
from cleaner.rules.book import Rulebook
from cleaner.rules.locate import Hits
from cleaner.rules.match import match_trims
from cleaner.table.arrays import Index
from cleaner.table.codes import BAR, DASH, NEWLINE, SPACE, SYMBOL
from cleaner.table.lines import Lines
from cleaner.table.tokens import Tokens

_LEADS: Final = tuple(lead.encode() for lead in ("[", "(", "【", "（", "「", "〔", " …", " ..."))


def trim(
    lines: Lines, book: Rulebook, located: Hits, kept: Set[Kind] = frozenset()
) -> tuple[Lines, Index]:
    """Cut chrome off the ends of lines, and what then stands at the end as well.

    Args:
        lines: the table.
        book: the compiled rules.
        located: where phrases stand in it.
        kept: kinds that must stay.

    Returns:
        the table with `last` and `end` moved; int64 [lines], the rule that cut, -1 for none.
    """
    rules = np.full(len(lines), -1)
    hits = match_trims(lines, book, located)
    if not hits.line.size:
        return lines, rules
    ending: defaultdict[int, dict[int, tuple[int, int]]] = defaultdict(dict)
    for line, rule, first, stop in zip(*_columns(hits), strict=True):
        if KINDS[book.kind[rule]] not in kept:
            # Of two that end alike the longer one cuts.
            ending[line][stop] = min(ending[line].get(stop, (first, rule)), (first, rule))
    last, end = lines.last.copy(), lines.end.copy()
    for line, stops in ending.items():
        while (stop := int(last[line])) in stops:
            last[line], rules[line] = stops[stop]
        if rules[line] >= 0:
            end[line] = _cut(lines.tokens, int(last[line]))
    tokens = _ending(lines.tokens, last[rules >= 0], end[rules >= 0])
    return replace(lines, tokens=tokens, last=last, end=end), rules


def _ending(tokens: Tokens, last: Index, end: Index) -> Tokens:
    """Tokens that see the end of their line behind them where it is now: a shape says what
    follows."""
    at = end[tokens.end[last - 1] == end]
    if not at.size:
        return tokens
    codes = tokens.codes.copy()
    codes[at] = NEWLINE
    return replace(tokens, codes=codes)


def _columns(hits: Hits) -> list[list[int]]:
    return [column.tolist() for column in (hits.line, hits.rule, hits.first, hits.last)]


def _cut(tokens: Tokens, first: int) -> int:
    """Where to cut so that a token and the arrows, dots or bracket before it go."""
    at, floor = int(tokens.start[first]), int(tokens.end[first - 1])
    while at > floor:
        for lead in _LEADS:
            if tokens.data.endswith(lead, floor, at):
                at -= len(lead)
                break
        else:
            if tokens.codes[at - 1] not in (SPACE, BAR, DASH, SYMBOL):
                break
            at -= 1
    return at
