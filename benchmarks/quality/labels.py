"""Which lines of a rendered page are content, worked out from its gold text.

A line's coverage is the share of its words that the in-order alignment puts on the gold text.
Every line gets two labels: a hard one, what a perfect choice of lines keeps, and a soft one, which
leaves lines out of the line scores where the gold text does not settle the matter.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from benchmarks.quality.alignment import align
from benchmarks.quality.words import words

CHROME, CONTENT, UNSCORED = 0, 1, 2

_CHANCE = 3  # runs of fewer words may match by chance
_GRAM = 4  # length of the word n-grams that show moved text
_MOVED = 8  # words a line needs to be recognised as moved


class Labels(NamedTuple):
    """Labels of a page's lines, one byte each.

    Attributes:
        hard: 1 for the lines a perfect choice keeps, 0 for the others.
        soft: `CONTENT`, `CHROME`, or `UNSCORED` where the line scores leave the line out.
    """

    hard: bytes
    soft: bytes


class _Tokens(NamedTuple):
    words: list[str]
    lines: list[int]  # the line each word stands on

    def starts_line(self, word: int) -> bool:
        return word == 0 or self.lines[word - 1] != self.lines[word]

    def ends_line(self, word: int) -> bool:
        return word + 1 == len(self.words) or self.lines[word + 1] != self.lines[word]


def label_lines(text: str, gold: str, title: str = "") -> Labels:
    """Label the lines of a rendered page.

    A line is content when at least .8 of it is covered, chrome when at most .2 is, and unscored
    between; the hard label turns at .5.  Unscored as well: lines without words; the title where
    the gold leaves it out; all copies of a line whose copies got different hard labels; and long
    lines that are not aligned though their word n-grams are in the gold, unless that part of the
    gold has no other line: then the text was moved, and the line is content.

    Args:
        text: The rendered page.
        gold: Its gold text.
        title: Its title, "" when unknown.

    Returns:
        Labels for every line of ``text.split("\\n")``.

    >>> label_lines("Home\\nThe cat sat down.\\nShare this", "The cat sat down.").hard
    b'\\x00\\x01\\x00'
    """
    rows = [words(line) for line in text.split("\n")]
    page, gold_tokens = _tokens(rows), _tokens([words(line) for line in gold.split("\n")])
    match = _without_chance_runs(align(page.words, gold_tokens.words), page, gold_tokens)
    moved = _MovedText(gold_tokens.words, match)
    title_words = words(title)
    hard, soft = bytearray(len(rows)), bytearray([UNSCORED]) * len(rows)
    for line, (row, covered) in enumerate(zip(rows, _coverage(rows, match), strict=True)):
        if not row:
            continue
        hard[line] = covered >= 0.5
        soft[line] = CONTENT if covered >= 0.8 else CHROME if covered <= 0.2 else UNSCORED
        if not hard[line] and moved.holds(row):
            soft[line] = UNSCORED
            if moved.claim(row):
                hard[line] = soft[line] = CONTENT
        if row == title_words and not hard[line]:
            soft[line] = UNSCORED
    for line in _disputed(rows, hard):
        soft[line] = UNSCORED
    return Labels(bytes(hard), bytes(soft))


def _tokens(rows: Sequence[Sequence[str]]) -> _Tokens:
    return _Tokens(
        [word for row in rows for word in row],
        [line for line, row in enumerate(rows) for _ in row],
    )


def _coverage(rows: Sequence[Sequence[str]], match: Sequence[int]) -> Iterator[float]:
    """Share of each line's words that are aligned."""
    start = 0
    for row in rows:
        end = start + len(row)
        yield sum(place >= 0 for place in match[start:end]) / max(1, len(row))
        start = end


def _without_chance_runs(match: Sequence[int], page: _Tokens, gold: _Tokens) -> list[int]:
    """Drop short runs of matches, but for whole lines and for pieces beside one changed word."""
    kept = list(match)
    end = 0
    while end < len(kept):
        start, end = end, end + 1
        if kept[start] < 0:
            continue
        while end < len(kept) and kept[end] == kept[end - 1] + 1:
            end += 1
        first, last = kept[start], kept[end - 1]
        whole = (
            page.starts_line(start)
            and page.ends_line(end - 1)
            and gold.starts_line(first)
            and gold.ends_line(last)
        )
        # The neighbouring run goes on after a single word that only the gold has.
        joined = (start > 0 and 0 <= kept[start - 1] == first - 2) or (
            end < len(kept) and kept[end] == last + 2
        )
        if end - start < _CHANCE and not whole and not joined:
            kept[start:end] = [-1] * (end - start)
    return kept


def _disputed(rows: Sequence[Sequence[str]], hard: Sequence[int]) -> Iterator[int]:
    """Lines with words that have a copy with the other hard label."""
    copies: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for line, row in enumerate(rows):
        if row:
            copies[tuple(row)].append(line)
    for lines in copies.values():
        if len({hard[line] for line in lines}) > 1:
            yield from lines


class _MovedText:
    """Finds lines that stand elsewhere in the gold text than the alignment can follow."""

    def __init__(self, gold: Sequence[str], match: Sequence[int]) -> None:
        self._places: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for place in range(len(gold) - _GRAM + 1):
            self._places[tuple(gold[place : place + _GRAM])].append(place)
        self._claimed = set(match) - {-1}

    def holds(self, row: Sequence[str]) -> bool:
        """Whether the line is long and at least .8 of its n-grams are in the gold text."""
        if len(row) < _MOVED:
            return False
        grams = self._grams(row)
        return sum(gram in self._places for gram in grams) >= 0.8 * len(grams)

    def claim(self, row: Sequence[str]) -> bool:
        """Take the line's part of the gold text, where under .2 of it is taken already."""
        places = [place for gram in self._grams(row) for place in self._places.get(gram, ())]
        if sum(place in self._claimed for place in places) >= 0.2 * len(places):
            return False
        self._claimed.update(place + step for place in places for step in range(_GRAM))
        return True

    @staticmethod
    def _grams(row: Sequence[str]) -> list[tuple[str, ...]]:
        return [tuple(row[at : at + _GRAM]) for at in range(len(row) - _GRAM + 1)]
