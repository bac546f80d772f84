"""In-order alignment of a page's words with the words of its gold text.

Runs of words that occur once on both sides are certain; they anchor the rest (the idea of
patience diff, https://bramcohen.livejournal.com/73318.html), first long runs, then shorter ones
in the gaps between them, and an exact search in what is left.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

_ANCHOR_LENGTHS = (6, 4, 2)
_EXACT_LIMIT = 4_000_000  # pairs of words in a gap that an exact search may compare


class Gap(NamedTuple):
    """Words not aligned yet: a range of the page, and the range of the gold it may match."""

    page: int
    page_end: int
    gold: int
    gold_end: int


class Run(NamedTuple):
    """Equal words in a row on both sides."""

    page: int
    gold: int
    length: int


def align(page: Sequence[str], gold: Sequence[str]) -> list[int]:
    """Match words of a page with words of its gold text, both in order.

    Args:
        page: Words of the page.
        gold: Words of the gold text.

    Returns:
        For each word of the page the index of its word in the gold text, or -1.

    >>> align("menu home the cat sat down share".split(), "the cat sat down".split())
    [-1, -1, 0, 1, 2, 3, -1]
    """
    match = [-1] * len(page)
    gaps = [Gap(0, len(page), 0, len(gold))]
    runs: list[Run] = []
    for length in _ANCHOR_LENGTHS:
        todo, gaps = gaps, []
        for gap in filter(_both_sides, todo):
            found, rest = _split(page, gold, gap, length)
            runs += found
            gaps += rest
    for gap in filter(_both_sides, gaps):
        runs += _exact_runs(page, gold, gap)
    for run in runs:
        match[run.page : run.page + run.length] = range(run.gold, run.gold + run.length)
    return match


def _both_sides(gap: Gap) -> bool:
    return gap.page < gap.page_end and gap.gold < gap.gold_end


def _split(
    page: Sequence[str], gold: Sequence[str], gap: Gap, length: int
) -> tuple[list[Run], list[Gap]]:
    """Runs grown from the anchors of one length in a gap, and the gaps left between them."""
    runs, gaps, rest = [], [], gap
    for anchor in _longest_chain(_anchors(page, gold, gap, length)):
        # An earlier run may have grown over the head of this anchor, or over all of it.
        taken = max(rest.page - anchor.page, rest.gold - anchor.gold, 0)
        if taken >= length:
            continue
        head = Run(anchor.page + taken, anchor.gold + taken, length - taken)
        run = _grow(page, gold, rest, head)
        runs.append(run)
        gaps.append(Gap(rest.page, run.page, rest.gold, run.gold))
        rest = rest._replace(page=run.page + run.length, gold=run.gold + run.length)
    return runs, [*gaps, rest]


def _grow(page: Sequence[str], gold: Sequence[str], gap: Gap, run: Run) -> Run:
    """The longest run of equal words around one, inside a gap."""
    start, gold_start = run.page, run.gold
    end, gold_end = start + run.length, gold_start + run.length
    while start > gap.page and gold_start > gap.gold and page[start - 1] == gold[gold_start - 1]:
        start, gold_start = start - 1, gold_start - 1
    while end < gap.page_end and gold_end < gap.gold_end and page[end] == gold[gold_end]:
        end, gold_end = end + 1, gold_end + 1
    return Run(start, gold_start, end - start)


def _anchors(page: Sequence[str], gold: Sequence[str], gap: Gap, length: int) -> list[Run]:
    """Runs of one length that occur once on each side of a gap, by their place in the page."""
    in_gold = _single_grams(gold, gap.gold, gap.gold_end, length)
    return [
        Run(place, in_gold[gram], length)
        for gram, place in _single_grams(page, gap.page, gap.page_end, length).items()
        if gram in in_gold
    ]


def _single_grams(
    words: Sequence[str], start: int, end: int, length: int
) -> dict[tuple[str, ...], int]:
    """Places of the word n-grams that occur once in a range, in order."""
    places: dict[tuple[str, ...], int] = {}
    repeated = set()
    columns = (words[start + offset : end] for offset in range(length))
    for place, gram in enumerate(zip(*columns, strict=False), start):
        if places.setdefault(gram, place) != place:
            repeated.add(gram)
    for gram in repeated:
        del places[gram]
    return places


def _longest_chain(anchors: Sequence[Run]) -> Iterator[Run]:
    """The longest subsequence whose places in the gold rise too (patience sorting)."""
    piles: list[int] = []  # place in the gold of the last anchor of the best chain of each length
    tops: list[int] = []  # and that anchor's index
    before: list[int] = []
    for index, anchor in enumerate(anchors):
        pile = bisect_left(piles, anchor.gold)
        before.append(tops[pile - 1] if pile else -1)
        piles[pile : pile + 1] = [anchor.gold]
        tops[pile : pile + 1] = [index]
    chain, index = [], tops[-1] if tops else -1
    while index >= 0:
        chain.append(anchors[index])
        index = before[index]
    return reversed(chain)


def _exact_runs(page: Sequence[str], gold: Sequence[str], gap: Gap) -> Iterator[Run]:
    """All runs difflib finds in a gap; none where the gap is too large for its quadratic time."""
    if (gap.page_end - gap.page) * (gap.gold_end - gap.gold) > _EXACT_LIMIT:
        return
    left, right = page[gap.page : gap.page_end], gold[gap.gold : gap.gold_end]
    for block in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks():
        if block.size:
            yield Run(gap.page + block.a, gap.gold + block.b, block.size)
