"""Matching: which lines of a batch which rules speak about, for all rules in one pass.

No text is searched. Tokens have hashes already, so a phrase is found where its longest word stands
(one table lookup per token) and confirmed by the sum of hashes of the stretch around it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cleaner.rules.book import EVERY, Phrases, Rulebook
from cleaner.table.codes import BAR, BRACKET, QUOTE, STOP, SYMBOL, Index
from cleaner.table.lines import Lines
from cleaner.table.tokens import Hashes

Flags = NDArray[np.bool_]


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
        at = np.flatnonzero(wanted)
        return Hits(self.line[at], self.rule[at], self.first[at], self.last[at])


def match(lines: Lines, book: Rulebook) -> Hits:
    """Find all matches of whole-line, start, end, inside and vocabulary rules.

    Args:
        lines: the table of lines.
        book: the compiled rules.

    Returns:
        the hits, in no particular order.
    """
    parts = [_whole_lines(lines, book), _vocabularies(lines, book), _phrases(lines, book)]
    hits = Hits(
        *(np.concatenate(columns) for columns in zip(*((h.line, h.rule, h.first, h.last) for h in parts)))
    )
    return _allowed(lines, book, hits)


def match_trims(lines: Lines, book: Rulebook) -> Hits:
    """Find chrome that stands at the end of a longer line, after a finished sentence.

    Args:
        lines: the table of lines.
        book: the compiled rules.

    Returns:
        at most one hit for a line: tokens `first` to the line's end are chrome.
    """
    hits = _located(lines, book.phrases)
    codes, tokens = lines.tokens.codes, lines.tokens
    wanted = book.stands(hits.rule, "trim") & (hits.last == lines.last[hits.line])
    wanted &= hits.first > lines.first[hits.line]
    hits = hits.where(wanted)
    # Between the words before and the phrase: "said. Read more", "… [Read more", "| Read more".
    before = codes[tokens.end[hits.first - 1]]
    finished = np.isin(before, (STOP, BAR, BRACKET, QUOTE, SYMBOL))
    hits = hits.where(finished)
    order = np.lexsort((hits.first, hits.line))
    hits = Hits(hits.line[order], hits.rule[order], hits.first[order], hits.last[order])
    return hits.where(np.diff(hits.line, prepend=-1) > 0)


def _whole_lines(lines: Lines, book: Rulebook) -> Hits:
    key = lines.key
    row = np.flatnonzero(book.known_line[(key >> np.uint64(48)).view(np.int64)] & (key != 0))
    if not book.line_key.size:
        row = row[:0]
    at = np.searchsorted(book.line_key, key[row])
    found = np.flatnonzero(book.line_key[np.minimum(at, book.line_key.size - 1)] == key[row])
    row, rule = row[found], book.line_rule[at[found]]
    return Hits(row, rule, lines.first[row], lines.last[row])


def _vocabularies(lines: Lines, book: Rulebook) -> Hits:
    """Lines all of whose words belong to one vocabulary, and not only numbers."""
    rows = np.flatnonzero(lines.key != 0)
    if not rows.size or not book.words_rule.size:
        return Hits(rows[:0], rows[:0], rows[:0], rows[:0])
    tokens = lines.tokens
    # First by buckets, which words share, then by whole hashes.
    shared = _common(book.bucket_bits.take(tokens.bucket), lines, rows)
    rows = rows[np.flatnonzero(shared)]
    shared = _common(_exact_bits(tokens.hash, tokens.bucket, book), lines, rows)
    hit_rows, hit_rules = [], []
    for bit, rule in enumerate(book.words_rule):
        at = rows[np.flatnonzero(shared & np.uint32(1 << bit))]
        hit_rows.append(at)
        hit_rules.append(np.full(at.size, rule))
    row = np.concatenate(hit_rows)
    return Hits(row, np.concatenate(hit_rules), lines.first[row], lines.last[row])


def _common(bits: NDArray[np.uint32], lines: Lines, rows: Index) -> NDArray[np.uint32]:
    """The bits that all tokens of a row have."""
    if not rows.size:
        return bits[:0]
    edges = np.stack([lines.first[rows], lines.last[rows]], axis=1).ravel()
    return np.bitwise_and.reduceat(bits, edges)[::2]


def _exact_bits(hashes: Hashes, bucket: Index, book: Rulebook) -> NDArray[np.uint32]:
    bits = book.bucket_bits.take(bucket)
    some = np.flatnonzero((bits != 0) & (hashes != 0))
    place = np.minimum(np.searchsorted(book.word, hashes[some]), book.word.size - 1)
    bits[some] = np.where(book.word[place] == hashes[some], book.word_bits[place], 0)
    bits[hashes == 0] = EVERY
    return bits


def _phrases(lines: Lines, book: Rulebook) -> Hits:
    """Phrases that start a line, end it, or stand inside."""
    hits = _located(lines, book.phrases)
    wanted = lines.words[hits.line] <= book.max_words[hits.rule]
    wanted &= ~book.stands(hits.rule, "start") | (hits.first == lines.first[hits.line])
    wanted &= ~book.stands(hits.rule, "end") | (hits.last == lines.last[hits.line])
    return hits.where(wanted)


def _located(lines: Lines, phrases: Phrases) -> Hits:
    """Everywhere that a phrase stands within one line."""
    tokens = lines.tokens
    spot = np.flatnonzero(phrases.known[tokens.bucket])
    low = np.searchsorted(phrases.anchor, tokens.hash[spot], "left")
    count = np.searchsorted(phrases.anchor, tokens.hash[spot], "right") - low
    spot, low, count = (column[count > 0] for column in (spot, low, count))
    spot = np.repeat(spot, count)
    phrase = np.arange(spot.size) + np.repeat(low - np.cumsum(count) + count, count)
    first = spot - phrases.offset[phrase]
    last = first + phrases.length[phrase]
    line = np.searchsorted(lines.first, spot, "right") - 1
    within = (line >= 0) & (first >= lines.first[line]) & (last <= lines.last[line])
    at = np.flatnonzero(within)
    running = tokens.running
    at = at[running[last[at]] - running[first[at]] == phrases.key[phrase[at]]]
    return Hits(line[at], phrases.rule[phrase[at]], first[at], last[at])


def _allowed(lines: Lines, book: Rulebook, hits: Hits) -> Hits:
    """Leave out what an `unless` forbids."""
    group = book.group[hits.rule]
    if not (group >= 0).any():
        return hits
    forbids = _located(lines, book.forbidding)
    groups = int(book.group.max()) + 1
    forbidden = np.isin(hits.line * groups + group, forbids.line * groups + forbids.rule)
    return hits.where((group < 0) | ~forbidden)
