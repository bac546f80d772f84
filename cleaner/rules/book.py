"""A rulebook: rules as sorted columns of hashes, ready to be matched on a whole batch."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleaner.rules.rule import WHERES, Rules, Where
from cleaner.table.arrays import Index, positions, running
from cleaner.table.hashes import Hashes, buckets

WIDE_BITS: Final = 18
"""Tens of thousands of keys would fill half of the buckets that 16 bits make."""
_ERRORS: Final = ".other.error"
"""How the groups are called that see the words of an error page."""
EVERY: Final = np.uint32(0xFFFFFFFF)
"""What numbers and newlines get, which may stand in a line of any vocabulary."""


@dataclass(frozen=True)
class Phrases:
    """Phrases that stand somewhere in a line, known by their longest word.

    Hundreds of phrases have their longest word in common, but only a few windows around it: so
    many tokens before it, and so many in all.

    Attributes:
        anchor: uint64 [windows], ascending: the hash of the longest word.
        offset: int64 [windows], how many tokens stand before it.
        length: int64 [windows], how many tokens the phrase has.
        key: uint64 [phrases], ascending: the sum of the hashes of a phrase.
        window: int64 [phrases], where it may stand.
        rule: int64 [phrases], which rule it belongs to.
        lead: int64 [phrases], 1 where the phrase has one more character in front: in scripts
            without spaces the hash of the second one knows it, and its own hash depends on what
            stands before the phrase.
    """

    anchor: Hashes
    offset: Index
    length: Index
    key: Hashes
    window: Index
    rule: Index
    lead: Index

    @cached_property
    def known(self) -> NDArray[np.bool_]:
        """bool [65536]: which 16-bit buckets hold an anchor."""
        return self.below[1:] > self.below[:-1]

    @cached_property
    def below(self) -> NDArray[np.int32]:
        """int32 [65537]: how many windows have their anchor in a lower 16-bit bucket."""
        return running(np.bincount(buckets(self.anchor), minlength=1 << 16)).astype(np.int32)

    @cached_property
    def known_key(self) -> NDArray[np.bool_]:
        """bool [2 ** WIDE_BITS]: which buckets hold the key of a phrase."""
        return _occupied(self.key)


@dataclass(frozen=True)
class Rulebook:
    """All rules of a run, compiled.

    Attributes:
        rules: the rules, phrases first, then those that stages find by structure.
        group: int64 [rules], the group of each, counted from the first.
        kind: int64 [rules], index into KINDS.
        weight: int64 [rules], see Weight.
        where: uint8 [rules], index into WHERES.
        max_words: int64 [rules], 0 without a bound.
        line_key: uint64 [whole lines], ascending; line_rule: int64 [whole lines], the rule of each.
        phrases: the phrases for all other places but words; forbidding: those of `unless`, whose
            rule is the list that they stand in.
        unless: int64 [rules], which list of forbidding phrases it has, -1 for none.
        word: uint64 [words], ascending: hashes of the words of all vocabularies.
        word_bits: uint32 [words], bit b set: the word belongs to words_rule[b].
        words_rule: the rules for lines made of words of one vocabulary.
    """

    rules: Rules
    group: Index
    kind: Index
    weight: Index
    where: NDArray[np.uint8]
    max_words: Index
    line_key: Hashes
    line_rule: Index
    phrases: Phrases
    forbidding: Phrases
    unless: Index
    word: Hashes
    word_bits: NDArray[np.uint32]
    words_rule: Index

    @cached_property
    def strange(self) -> NDArray[np.bool_]:
        """bool [65536]: which 16-bit buckets hold no word of a vocabulary, and no number."""
        strange = np.ones(1 << 16, np.bool_)
        strange[buckets(self.word)] = False
        strange[0] = False
        return strange

    @cached_property
    def known_line(self) -> NDArray[np.bool_]:
        """bool [2 ** WIDE_BITS]: which buckets hold the key of a whole line."""
        return _occupied(self.line_key)

    def stands(self, rule: Index, where: Where) -> NDArray[np.bool_]:
        """Whether the phrases of some rules stand in one place of a line.

        Args:
            rule: int64 [n], numbers of rules.
            where: the place.
        """
        return self.where[rule] == WHERES.index(where)

    @cached_property
    def unless_lists(self) -> int:
        """How many lists of forbidding phrases there are."""
        return int(self.unless.max(initial=-1)) + 1

    @cached_property
    def rank(self) -> NDArray[np.unsignedinteger]:
        """[rules], in which order groups are heard: lightest first, of the same weight the last."""
        _, first = np.unique(self.group, return_index=True)
        order = np.lexsort((-first, self.weight[first]))
        # As small as can be: numpy sorts numbers of 16 bits ten times as fast as others.
        rank = np.empty(order.size, np.min_scalar_type(order.size))
        rank[order] = np.arange(order.size)
        return rank[self.group]

    @cached_property
    def errors(self) -> NDArray[np.bool_]:
        """bool [rules]: which see the words of an error page."""
        return np.array([name.endswith(_ERRORS) for name in self.rules.names], np.bool_)[self.group]

    @cached_property
    def number(self) -> dict[str, int]:
        """The index by its id of every rule that stages find by themselves."""
        found = (WHERES.index("structure"), WHERES.index("site"))
        rows = positions(np.isin(self.where, found))
        return {self.rules[n].id: n for n in rows.tolist()}


def _occupied(keys: Hashes) -> NDArray[np.bool_]:
    known = np.zeros(1 << WIDE_BITS, np.bool_)
    known[buckets(keys, WIDE_BITS)] = True
    return known
