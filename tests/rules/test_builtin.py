"""The rules that come with the package: every phrase is found on a page of its own."""

from collections import defaultdict

import pytest
from core import find

from cleaner.rules.load import builtin_rules
from cleaner.rules.rule import Rule, Rules, Weight
from cleaner.stages import rulebook
from cleaner.table.lines import read_lines

BOOK = rulebook()
RULES = tuple(Rules(builtin_rules()))

_BY_LANGUAGE = defaultdict[str, list[Rule]](list)
for _each in RULES:
    _BY_LANGUAGE[_each.id.partition(".")[0]].append(_each)


@pytest.mark.parametrize("language", _BY_LANGUAGE)
def test_every_phrase_is_found_alone(language: str) -> None:
    rules = _BY_LANGUAGE[language]
    lines = read_lines([_alone(rule) for rule in rules])
    assert lines.page.tolist() == list(range(len(rules)))
    hits = find(lines, BOOK)
    found = defaultdict[int, set[Rule]](set)
    for row, number in zip(hits.line.tolist(), hits.rule.tolist(), strict=True):
        found[row].add(BOOK.rules[number])
    missing = [rule.id for row, rule in enumerate(rules) if not _spoke(rule, found[row])]
    assert not missing


def _alone(rule: Rule) -> str:
    """The shortest line that a rule should match."""
    return rule.phrase.replace("#", "12") + (":" if rule.where in ("label", "tail") else "")


def _spoke(rule: Rule, found: set[Rule]) -> bool:
    """Whether a rule, or the one that stands for it, is among those found on its own phrase."""
    if rule.where == "words":  # a line of words alone is never certain to be chrome
        weight = min(rule.weight, Weight.LIKELY)
        return any((r.where, r.kind, r.weight) == ("words", rule.kind, weight) for r in found)
    if rule.where in ("line", "heading", "trim"):  # of two for the same line the heavier speaks
        return any(
            r.where in ("line", "heading", "trim") and r.weight >= rule.weight for r in found
        )
    return rule in found


def test_no_phrase_is_longer_than_its_line_may_be() -> None:
    lines = read_lines([rule.phrase.replace("#", "12") for rule in RULES])
    too_long = [
        rule.id
        for rule, words in zip(RULES, lines.words.tolist(), strict=True)
        if 0 < rule.max_words < words
    ]
    assert not too_long


def test_no_phrase_is_looked_for_at_line_breaks() -> None:
    """They share a bucket with numbers: a phrase known by a word in it would cost at each."""
    assert not BOOK.phrases.known[0]
