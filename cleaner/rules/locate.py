"""Locating: where phrases stand in the lines of a batch, for all phrases in one pass.

No text is searched. Tokens have hashes already, so a phrase is found where its longest word stands
(one table lookup per token) and confirmed by the sum of hashes of the window around it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cleaner.rules.book import WIDE_BITS, Phrases
from cleaner.table.arrays import Flags, Index, positions, stretches
from cleaner.table.hashes import buckets
from cleaner.table.lines import Lines


@dataclass(frozen=True)
class Hits:
    """Rules that matched, one row for each match.

    Attributes:
        line: int64 [hits], the row in the table of lines.
        rule: int64 [hits], the rule's number.
        first, last: int64 [hits], the tokens that matched.
    """

    line: Index
    rule: Index
    first: Index
    last: Index

    def where(self, wanted: Flags) -> "Hits":
        """The hits for which `wanted`, bool [hits], is true."""
        at = positions(wanted)
        return Hits(self.line[at], self.rule[at], self.first[at], self.last[at])

    def among(self, rows: Index, size: int) -> "Hits":
        """The hits of some rows, with the numbers that these rows have in a table of their own.

        Args:
            rows: int64 [rows], ascending.
            size: how many rows the whole table has.
        """
        number = np.full(size, -1)
        number[rows] = np.arange(rows.size)
        line = number[self.line]
        at = positions(line >= 0)
        return Hits(line[at], self.rule[at], self.first[at], self.last[at])


def locate(lines: Lines, phrases: Phrases) -> Hits:
    """Find every place where a phrase stands within one line.

    Args:
        lines: the table of lines.
        phrases: what to look for.

    Returns:
        one hit for each place; `rule` is what the phrases say.
    """
    return confirmed(lines, phrases, positions(phrases.known.take(lines.tokens.bucket)))


def confirmed(lines: Lines, phrases: Phrases, spot: Index) -> Hits:
    """The phrases whose longest word stands at one of these tokens."""
    tokens = lines.tokens
    bucket = tokens.bucket[spot]
    spot, window = _each(spot, phrases.below[bucket], phrases.below[bucket + 1])
    at = positions(tokens.hash[spot] == phrases.anchor[window])
    spot, window = spot[at], window[at]
    first = spot - phrases.offset[window]
    last = first + phrases.length[window]
    sums = tokens.running
    # At the edges of the batch a window may reach beyond it: it is not within a line, see below.
    key = sums.take(last, mode="clip") - sums.take(first, mode="clip")
    at = positions(phrases.known_key.take(buckets(key, WIDE_BITS)))
    key = key[at]
    at, phrase = _each(at, phrases.key.searchsorted(key), phrases.key.searchsorted(key, "right"))
    same = positions(phrases.window[phrase] == window[at])
    at, phrase = at[same], phrase[same]
    first, last = first[at] - phrases.lead[phrase], last[at]
    line = lines.first.searchsorted(first, "right") - 1
    within = (line >= 0) & (last <= lines.last[line])
    return Hits(line, phrases.rule[phrase], first, last).where(within)


def _each(
    one: Index, low: NDArray[np.signedinteger], high: NDArray[np.signedinteger]
) -> tuple[Index, Index]:
    """Every one with each of the numbers from low to high, the last one left out."""
    low, high = low.astype(np.int64), high.astype(np.int64)
    return one.repeat(high - low), stretches(low, high)
