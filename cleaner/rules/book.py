"""Rules compiled to sorted columns of hashes, ready to be matched on a whole batch."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleaner.kinds import KINDS
from cleaner.rules.rule import WHERES, Rule, Weight, Where
from cleaner.rules.spellings import spellings
from cleaner.table.arrays import code_set, positions, running, stretches
from cleaner.table.codes import SINGLE, Index
from cleaner.table.lines import Lines, read_lines
from cleaner.table.tokens import Hashes

EVERY: Final = np.uint32(0xFFFFFFFF)
"""What numbers and newlines get, which may stand in a line of any vocabulary."""
_KIND: Final[dict[str, int]] = {kind: number for number, kind in enumerate(KINDS)}
_WHERE: Final[dict[str, int]] = {where: number for number, where in enumerate(WHERES)}
_WHOLE: Final = code_set(*map(_WHERE.__getitem__, ("line", "heading", "trim")))
_PLACED: Final = code_set(
    *map(_WHERE.__getitem__, ("start", "label", "end", "tail", "inside", "trim"))
)


@dataclass(frozen=True)
class Phrases:
    """Phrases that stand somewhere in a line, known by their longest word.

    Attributes:
        anchor: uint64 [phrases], ascending: the hash of the longest word.
        offset: int64 [phrases], how many tokens stand before it in the phrase.
        length: int64 [phrases], how many tokens the phrase has.
        key: uint64 [phrases], the sum of their hashes.
        rule: int64 [phrases], which rule it belongs to.
        lead: int64 [phrases], 1 where the phrase has one more character in front: in scripts
            without spaces the hash of the second one knows it, and its own hash depends on what
            stands before the phrase.
    """

    anchor: Hashes
    offset: Index
    length: Index
    key: Hashes
    rule: Index
    lead: Index

    @cached_property
    def known(self) -> NDArray[np.bool_]:
        """bool [65536]: which 16-bit buckets hold an anchor."""
        return self.below[1:] > self.below[:-1]

    @cached_property
    def below(self) -> NDArray[np.int32]:
        """int32 [65537]: how many phrases have their anchor in a lower 16-bit bucket."""
        bucket = (self.anchor >> np.uint64(48)).view(np.int64)
        return running(np.bincount(bucket, minlength=1 << 16)).astype(np.int32)


@dataclass(frozen=True)
class Rulebook:
    """All rules of a run, compiled.

    Attributes:
        rules: the rules, phrases first, then those that stages find by structure.
        kind: int64 [rules], index into KINDS.
        weight: int64 [rules], see Weight.
        where: uint8 [rules], index into WHERES.
        max_words: int64 [rules], 0 without a bound.
        line_key: uint64 [whole lines], ascending; line_rule: int64 [whole lines], the rule of each.
        phrases: the phrases for all other places but words; forbidding: those of `unless`, whose
            rule is the group of rules that they forbid.
        group: int64 [rules], the group of rules with the same `unless`, -1 without.
        word: uint64 [words], ascending: hashes of the words of all vocabularies.
        word_bits: uint32 [words], bit b set: the word belongs to words_rule[b].
        words_rule: the rules for lines made of words of one vocabulary.
    """

    rules: tuple[Rule, ...]
    kind: Index
    weight: Index
    where: NDArray[np.uint8]
    max_words: Index
    line_key: Hashes
    line_rule: Index
    phrases: Phrases
    forbidding: Phrases
    group: Index
    word: Hashes
    word_bits: NDArray[np.uint32]
    words_rule: Index

    @cached_property
    def strange(self) -> NDArray[np.bool_]:
        """bool [65536]: which 16-bit buckets hold no word of a vocabulary, and no number."""
        strange = np.ones(1 << 16, np.bool_)
        strange[(self.word >> np.uint64(48)).view(np.int64)] = False
        strange[0] = False
        return strange

    @cached_property
    def known_line(self) -> NDArray[np.bool_]:
        """bool [65536]: which 16-bit buckets hold the key of a whole line."""
        known = np.zeros(1 << 16, np.bool_)
        known[(self.line_key >> np.uint64(48)).view(np.int64)] = True
        return known

    def stands(self, rule: Index, where: Where) -> NDArray[np.bool_]:
        """Whether the phrases of some rules stand in one place of a line.

        Args:
            rule: int64 [n], numbers of rules.
            where: the place.
        """
        return self.where[rule] == WHERES.index(where)

    @cached_property
    def groups(self) -> int:
        """How many groups there are."""
        return int(self.group.max(initial=-1)) + 1

    @cached_property
    def rank(self) -> NDArray[np.unsignedinteger]:
        """[rules], in which order they are heard: lightest first, of the same weight the last."""
        order = np.lexsort((-np.arange(len(self.rules)), self.weight))
        # As small as can be: numpy sorts numbers of 16 bits ten times as fast as others.
        rank = np.empty(order.size, np.min_scalar_type(order.size))
        rank[order] = np.arange(order.size)
        return rank

    @cached_property
    def number(self) -> dict[str, int]:
        """The index by its id of every rule that stages find by themselves."""
        found = ("structure", "site")
        return {rule.id: n for n, rule in enumerate(self.rules) if rule.where in found}


def compile_rules(rules: Iterable[Rule], structure: Sequence[Rule] = ()) -> Rulebook:
    """Compile rules.

    Args:
        rules: rules with phrases; of two with the same whole line the heavier, then the earlier
            wins.
        structure: rules that stages find by themselves; they only need a number.
    """
    phrased = tuple(rules)
    words_index, vocabularies = _vocabularies(phrased)
    everything = (*phrased, *vocabularies, *structure)
    weight = _numbers(map(int, (rule.weight for rule in everything)))
    where = _numbers(map(_WHERE.__getitem__, (rule.where for rule in everything)))
    texts, owner = _spelled([rule.phrase for rule in phrased])
    table = _tokenized(texts)
    line_key, line_rule = _whole_lines(table, owner, where, weight)
    placed = positions(_PLACED[where[owner]])
    groups = {
        unless: number for number, unless in enumerate({r.unless: 0 for r in phrased if r.unless})
    }
    forbidden, forbidder = _spelled([phrase for unless in groups for phrase in unless])
    group = np.arange(len(groups)).repeat([len(unless) for unless in groups])[forbidder]
    return Rulebook(
        everything,
        _numbers(map(_KIND.__getitem__, (rule.kind for rule in everything))),
        weight,
        where.astype(np.uint8),
        _numbers(rule.max_words for rule in everything),
        line_key,
        line_rule,
        _anchored(table, placed, owner[placed]),
        _anchored(_tokenized(forbidden), np.arange(len(forbidden)), group),
        _numbers(groups[rule.unless] if rule.unless else -1 for rule in everything),
        *_words(phrased, table, owner, positions(where[owner] == _WHERE["words"]), words_index),
        np.arange(len(phrased), len(phrased) + len(vocabularies)),
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
    length = (tokens.end[token] - tokens.start[token]) * (tokens.hash[token] != 0)
    _, longest = np.unique(phrase[order := np.lexsort((token, -length, phrase))], return_index=True)
    anchor = token[order][longest]
    hashes = tokens.hash[anchor]
    order = np.argsort(hashes, kind="stable")
    rows, first = rows[order], first[order]
    sums = tokens.running
    return Phrases(
        hashes[order],
        anchor[order] - first,
        table.last[rows] - first,
        sums[table.last[rows]] - sums[first],
        rule[order],
        lead[order],
    )


def _vocabularies(rules: Sequence[Rule]) -> tuple[dict[tuple[str, Weight], int], list[Rule]]:
    """Two vocabularies for every kind that has `words` groups, all languages together.

    A line of such words alone is never certain to be chrome, so the heavier vocabulary is LIKELY.
    The lighter one holds the words of the heavier as well.
    """
    index: dict[tuple[str, Weight], int] = {}
    found = []
    for kind in dict.fromkeys(rule.kind for rule in rules if rule.where == "words"):
        for weight in (Weight.LIKELY, Weight.HINT):
            index[kind, weight] = len(index)
            name = f"any.{kind}.words-{weight.name.lower()}"
            why = f"The line is made only of {kind} words and numbers."
            found.append(Rule(name, kind, "words", weight, why))
    return index, found


def _words(
    rules: Sequence[Rule],
    table: Lines,
    owner: Index,
    rows: Index,
    index: dict[tuple[str, Weight], int],
) -> tuple[Hashes, NDArray[np.uint32]]:
    bits = np.zeros(len(rules), np.uint32)
    for number in np.unique(owner[rows]).tolist():
        rule = rules[number]
        bits[number] = 1 << index[rule.kind, Weight.HINT]
        if rule.weight >= Weight.LIKELY:
            bits[number] |= 1 << index[rule.kind, Weight.LIKELY]
    first, last = table.first[rows], table.last[rows]
    word, place = np.unique(table.tokens.hash[stretches(first, last)], return_inverse=True)
    belongs = np.zeros(word.size, np.uint32)
    np.bitwise_or.at(belongs, place, bits[owner[rows]].repeat(last - first))
    named = word != 0
    return word[named], belongs[named]
