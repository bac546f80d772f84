"""Compiling: from rules to the columns of a rulebook."""

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleaner.kinds import KINDS
from cleaner.rules.book import Phrases, Rulebook
from cleaner.rules.rule import WHERES, Group, Rule, Rules, Weight
from cleaner.rules.spellings import spellings
from cleaner.table.arrays import Index, code_set, positions, stretches
from cleaner.table.codes import SINGLE
from cleaner.table.hashes import Hashes
from cleaner.table.lines import Lines, read_lines

_KIND: Final[dict[str, int]] = {kind: number for number, kind in enumerate(KINDS)}
_WHERE: Final[dict[str, int]] = {where: number for number, where in enumerate(WHERES)}
_WHOLE: Final = code_set(*map(_WHERE.__getitem__, ("line", "heading", "trim")))
_PLACED: Final = code_set(
    *map(_WHERE.__getitem__, ("start", "label", "end", "tail", "inside", "trim"))
)


def compile_rules(groups: Iterable[Group], structure: Sequence[Rule] = ()) -> Rulebook:
    """Compile rules.

    Args:
        groups: rules with phrases; of two with the same whole line the heavier, then the earlier
            wins.
        structure: rules that stages find by themselves; they only need a number.
    """
    groups = tuple(groups)
    words_index, vocabularies = _vocabularies(groups)
    others = (*vocabularies, *structure)
    everything: tuple[Group | Rule, ...] = (*groups, *others)
    # What a group says once holds for all of its phrases.
    sizes = [len(group.phrases) for group in groups] + [1] * len(others)
    of = np.arange(len(sizes)).repeat(sizes)
    kind = _numbers(_KIND[one.kind] for one in everything)[of]
    weight = _numbers(int(one.weight) for one in everything)[of]
    where = _numbers(_WHERE[one.where] for one in everything)[of]
    max_words = _numbers(one.max_words for one in everything)[of]
    lists = {unless: n for n, unless in enumerate({g.unless: 0 for g in groups if g.unless})}
    unless = _numbers(lists.get(one.unless, -1) for one in everything)[of]
    texts, owner = _spelled([phrase for group in groups for phrase in group.phrases])
    table = _tokenized(texts)
    placed = positions(_PLACED[where[owner]])
    forbidden, forbidder = _spelled([phrase for phrases in lists for phrase in phrases])
    list_of = np.arange(len(lists)).repeat([len(phrases) for phrases in lists])[forbidder]
    worded = positions(where[owner] == _WHERE["words"])
    first = len(of) - len(others)
    return Rulebook(
        Rules(groups, others),
        of,
        kind,
        weight,
        where.astype(np.uint8),
        max_words,
        *_whole_lines(table, owner, where, weight),
        _anchored(table, placed, owner[placed]),
        _anchored(_tokenized(forbidden), np.arange(len(forbidden)), list_of),
        unless,
        *_words(table, worded, _vocabulary_bits(groups, words_index)[of[owner[worded]]]),
        np.arange(first, first + len(vocabularies)),
    )


def _numbers(numbers: Iterable[int]) -> Index:
    return np.fromiter(numbers, np.int64)


def _spelled(phrases: Sequence[str]) -> tuple[list[str], Index]:
    """Phrases in all their spellings, and which phrase each is a spelling of."""
    more = [(n, text) for n, phrase in enumerate(phrases) for text in spellings(phrase)[1:]]
    owner = np.concatenate([np.arange(len(phrases)), _numbers(n for n, _ in more)])
    return [*phrases, *(text for _, text in more)], owner


def _tokenized(phrases: Sequence[str]) -> Lines:
    """One row for each phrase; '#' becomes a number."""
    return read_lines(["\n".join(phrases).replace("#", "0")])


def _whole_lines(table: Lines, owner: Index, where: Index, weight: Index) -> tuple[Hashes, Index]:
    rows = positions(_WHOLE[where[owner]])
    key, rule = table.key[rows], owner[rows]
    order = np.lexsort((rule, -weight[rule], key))
    key, best = np.unique(key[order], return_index=True)
    return key, rule[order][best]


def _anchored(table: Lines, rows: Index, rule: Index) -> Phrases:
    tokens = table.tokens
    first = table.first[rows]
    paired = (tokens.codes[tokens.start[first]] == SINGLE) & (table.words[rows] > 1)
    paired &= tokens.end[first] == tokens.start[first + 1]
    paired &= tokens.codes[tokens.start[first + 1]] == SINGLE
    lead = paired.astype(np.int64)
    first = first + lead
    last = table.last[rows]
    token = stretches(first, last)
    phrase = np.arange(rows.size).repeat(last - first)
    # A word in the bucket of numbers and line breaks would have all of these looked at.
    size = (tokens.end[token] - tokens.start[token]) * (tokens.bucket[token] != 0)
    _, longest = np.unique(phrase[order := np.lexsort((token, -size, phrase))], return_index=True)
    anchor = token[order][longest]
    length, offset, hashes = last - first, anchor - first, tokens.hash[anchor]
    order = np.lexsort((length, offset, hashes))
    new = np.zeros(order.size, np.bool_)
    new[:1] = True
    for column in (length, offset, hashes):
        new[1:] |= column[order[1:]] != column[order[:-1]]
    window = np.empty_like(order)
    window[order] = new.cumsum() - 1
    shown = order[new]
    key = tokens.running[last] - tokens.running[first]
    order = np.argsort(key, kind="stable")
    return Phrases(
        hashes[shown],
        offset[shown],
        length[shown],
        key[order],
        window[order],
        rule[order],
        lead[order],
    )


def _vocabularies(groups: Sequence[Group]) -> tuple[dict[tuple[str, Weight], int], list[Rule]]:
    """Two vocabularies for every kind that has `words` groups, all languages together.

    A line of such words alone is never certain to be chrome, so the heavier vocabulary is LIKELY.
    The lighter one holds the words of the heavier as well.
    """
    index: dict[tuple[str, Weight], int] = {}
    found = []
    for kind in dict.fromkeys(group.kind for group in groups if group.where == "words"):
        for weight in (Weight.LIKELY, Weight.HINT):
            index[kind, weight] = len(index)
            name = f"any.{kind}.words-{weight.name.lower()}"
            why = f"The line is made only of {kind} words and numbers."
            found.append(Rule(name, kind, "words", weight, why))
    return index, found


def _vocabulary_bits(
    groups: Sequence[Group], index: dict[tuple[str, Weight], int]
) -> NDArray[np.uint32]:
    """uint32 [groups], bit b set: the words of a group belong to vocabulary b."""
    bits = np.zeros(len(groups), np.uint32)
    for number, group in enumerate(groups):
        if group.where == "words":
            bits[number] = 1 << index[group.kind, Weight.HINT]
            if group.weight >= Weight.LIKELY:
                bits[number] |= 1 << index[group.kind, Weight.LIKELY]
    return bits


def _words(
    table: Lines, rows: Index, bits: NDArray[np.uint32]
) -> tuple[Hashes, NDArray[np.uint32]]:
    first, last = table.first[rows], table.last[rows]
    word, place = np.unique(table.tokens.hash[stretches(first, last)], return_inverse=True)
    belongs = np.zeros(word.size, np.uint32)
    np.bitwise_or.at(belongs, place, bits.repeat(last - first))
    named = word != 0
    return word[named], belongs[named]
