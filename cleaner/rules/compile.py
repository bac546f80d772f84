"""Compiling: from rules to the columns of a rulebook."""

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleaner.kinds import KINDS
from cleaner.rules.book import Phrases, Rulebook
from cleaner.rules.rule import WHERES, Rule, Weight
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
