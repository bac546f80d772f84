"""Matching: which lines of a batch which rules speak about, for all rules in one pass."""

import re
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleaner.rules.book import EVERY, WIDE_BITS, Rulebook
from cleaner.rules.locate import Hits, confirmed
from cleaner.rules.rule import LIKELY
from cleaner.table.arrays import Flags, Index, code_set, offsets, positions, running, stretches
from cleaner.table.codes import BAR, BRACKET, COLON, QUOTE, SPACE, STOP, SYMBOL
from cleaner.table.hashes import Hashes, buckets
from cleaner.table.lines import Lines

_FINISHED: Final = code_set(STOP, BAR, BRACKET, SYMBOL)
_QUOTING: Final = code_set(QUOTE, BAR)
_LABELLING: Final = code_set(COLON, BAR)
_SIGNS: Final = code_set("©".encode()[0], "＝".encode()[0])
_SLASH: Final = ord("/")
_MARKS: Final = re.compile('["“”„«»「」『』]')
_MARKS_IN_BYTES: Final = re.compile("|".join(_MARKS.pattern[1:-1]).encode())
_CREDIT: Final = 10
"""Tokens that may stand after the label of a tail: a name, an agency, a licence."""
_LONG: Final = 2_000
_AROUND: Final = 15
"""Characters that must stand around a quotation for its line to be about it."""


def match(lines: Lines, book: Rulebook, located: Hits) -> Hits:
    """Find all matches of whole-line, start, end, inside and vocabulary rules.

    A match depends on its line alone, so it holds whatever becomes of the lines around.

    Args:
        lines: the table of lines.
        book: the compiled rules.
        located: where phrases stand in these lines, see `locate`.

    Returns:
        the hits, in no particular order.
    """
    parts = [_whole_lines(lines, book), _vocabularies(lines, book), _placed(lines, book, located)]
    columns = zip(*((h.line, h.rule, h.first, h.last) for h in parts), strict=True)
    return _allowed(lines, book, Hits(*map(np.concatenate, columns)))


def match_trims(lines: Lines, book: Rulebook, located: Hits) -> Hits:
    """Find chrome that may be cut off a line: it stands after a finished sentence.

    Args:
        lines: the table of lines.
        book: the compiled rules.
        located: where phrases stand in these lines, see `locate`.

    Returns:
        the hits; those are to be cut that end where their line ends, or where the next cut begins.
    """
    tokens = lines.tokens
    wanted = book.stands(located.rule, "trim") & (located.first > lines.first[located.line])
    hits = located.where(wanted)
    # Between the words before and the phrase: "said. Read more", "… [Read more", "| Read more".
    # A label right after a quotation mark is quoted: he pressed “Read more”.
    finished = _FINISHED[tokens.codes[tokens.end[hits.first - 1]]]
    return hits.where(finished & ~_QUOTING[tokens.codes[tokens.start[hits.first] - 1]])


def _whole_lines(lines: Lines, book: Rulebook) -> Hits:
    key = lines.key
    row = positions(book.known_line[buckets(key, WIDE_BITS)] & (key != 0))
    if not book.line_key.size:
        row = row[:0]
    at = book.line_key.searchsorted(key[row])
    found = positions(book.line_key[np.minimum(at, book.line_key.size - 1)] == key[row])
    row, rule = row[found], book.line_rule[at[found]]
    return Hits(row, rule, lines.first[row], lines.last[row])


def _vocabularies(lines: Lines, book: Rulebook) -> Hits:
    """Lines all of whose words belong to one vocabulary, and not only numbers."""
    key = lines.key
    # First by buckets, which words share, then by whole hashes.
    strangers = running(book.strange.take(lines.tokens.bucket))
    rows = positions((strangers[lines.last] == strangers[lines.first]) & (key != 0))
    if not rows.size or not book.words_rule.size:
        return Hits(rows[:0], rows[:0], rows[:0], rows[:0])
    first, last = lines.first[rows], lines.last[rows]
    bits = vocabularies(lines.tokens.hash[stretches(first, last)], book)
    shared = np.bitwise_and.reduceat(bits, offsets(last - first))
    each = shared[:, None] & (np.uint32(1) << np.arange(book.words_rule.size, dtype=np.uint32))
    at, bit = each.nonzero()
    row = rows[at]
    return Hits(row, book.words_rule[bit], lines.first[row], lines.last[row])


def vocabularies(hashes: Hashes, book: Rulebook) -> NDArray[np.uint32]:
    """The vocabularies that every word belongs to; numbers, whose hash is 0, belong to all.

    Args:
        hashes: uint64 [words].
        book: the compiled rules, with at least one vocabulary.

    Returns:
        uint32 [words], bit b set for the rule book.words_rule[b].
    """
    place = np.minimum(book.word.searchsorted(hashes), book.word.size - 1)
    bits = np.where(book.word[place] == hashes, book.word_bits[place], np.uint32(0))
    bits[hashes == 0] = EVERY
    return bits


def in_vocabulary(hashes: Hashes, book: Rulebook, kind: int) -> Flags:
    """Which words belong to the likely vocabulary of a kind; numbers do.

    Args:
        hashes: uint64 [words].
        book: the compiled rules.
        kind: index into KINDS.

    Returns:
        bool [words].
    """
    rule = book.words_rule
    bit = positions((book.kind[rule] == kind) & (book.weight[rule] == LIKELY))
    if not bit.size:
        return np.zeros(hashes.size, np.bool_)
    return (vocabularies(hashes, book) >> bit[0].astype(np.uint32)) & np.uint32(1) > 0


def _placed(lines: Lines, book: Rulebook, located: Hits) -> Hits:
    """Phrases that stand where their rule wants them: at the start, at the end, or anywhere."""
    first, last = lines.first[located.line], lines.last[located.line]
    wanted = last - first <= book.max_words[located.rule]
    label, tail = book.stands(located.rule, "label"), book.stands(located.rule, "tail")
    wanted &= ~(book.stands(located.rule, "start") | label) | (located.first == first)
    wanted &= ~book.stands(located.rule, "end") | (located.last == last)
    wanted &= ~tail | (last - located.last <= _CREDIT)
    wanted &= located.last <= last
    at = positions(wanted & (label | tail))
    wanted[at] = _labelling(lines, located.last[at])
    hits = located.where(wanted)
    return hits.where(~_mentioned(lines, hits))


def _labelling(lines: Lines, last: Index) -> Flags:
    """Whether a colon or the like stands after the token before each of these: "Photo: …",
    "Photo : …", "Photo | …", "Photo © …"."""
    codes, end = lines.tokens.codes, lines.tokens.end[last - 1]
    data = np.frombuffer(lines.tokens.data, np.uint8)
    at = end
    for _ in range(3):  # a space before it takes one byte or, where it does not break, two or three
        at = at + (codes[at] == SPACE)
    sign = (codes[at] == SYMBOL) & _SIGNS[data[at]]
    return (_LABELLING[codes[at]] | sign) & (data[end] != _SLASH)


def _mentioned(lines: Lines, hits: Hits) -> Flags:
    """Phrases that a line quotes and says something about: “All rights reserved” means that …"""
    tokens, data = lines.tokens, lines.tokens.data
    start, first, last = lines.start[hits.line], tokens.start[hits.first], tokens.end[hits.last - 1]
    flags = np.zeros(start.size, np.bool_)
    # Only there can a quotation begin; in very long lines nobody looks for one.
    for hit in positions((first > start) & (lines.end[hits.line] - start <= _LONG)).tolist():
        if not _MARKS_IN_BYTES.search(data, start[hit], first[hit]):
            continue
        before = data[start[hit] : first[hit]].decode("utf-8", "replace")
        *_, quoted = parts = _MARKS.split(before)
        if len(parts) % 2:
            continue
        after = data[last[hit] : lines.end[hits.line[hit]]].decode("utf-8", "replace")
        _, *rest = _MARKS.split(after)
        around = len(before) - len(quoted) + len("".join(rest))
        flags[hit] = bool(rest) and around >= _AROUND
    return flags


def _allowed(lines: Lines, book: Rulebook, hits: Hits) -> Hits:
    """Leave out what an `unless` forbids."""
    unless = book.unless[hits.rule]
    rows = positions(np.bincount(hits.line[unless >= 0]))
    if not rows.size:
        return hits
    forbids = confirmed(lines, book.forbidding, stretches(lines.first[rows], lines.last[rows]))
    forbidden = np.zeros((len(lines), book.unless_lists), np.bool_)
    forbidden[forbids.line, forbids.rule] = True
    return hits.where((unless < 0) | ~forbidden[hits.line, unless])
