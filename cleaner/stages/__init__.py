"""Stages: one kind of chrome each, in one visible order; each adds evidence to lines and decides
nothing.

Phrases speak for all kinds. A kind has a file here when it can also be seen by structure.
"""

from collections.abc import Iterator
from typing import Final

import numpy as np

from cleaner.rules.book import Rulebook, compile_rules
from cleaner.rules.match import Hits
from cleaner.rules.rule import Rule
from cleaner.stages import (
    author,
    caption,
    dateline,
    followers,
    guards,
    icons,
    legal,
    media,
    navigation,
    repeats,
    teaser,
)
from cleaner.stages.evidence import Evidence, Stage, View
from cleaner.table.facts import Facts

ORDER: Final[tuple[Stage, ...]] = (
    icons.STAGE,
    navigation.STAGE,
    author.STAGE,
    teaser.STAGE,
    caption.STAGE,
    dateline.STAGE,
    legal.STAGE,
    media.STAGE,
    repeats.STAGE,
    followers.STAGE,
    guards.STAGE,
)
"""Every stage that looks at structure. Consent, sharing, adverts, promo and comments are
known by their phrases alone, and by the followers of their headings."""

STRUCTURE: Final[tuple[Rule, ...]] = tuple(rule for stage in ORDER for rule in stage.rules)


def rulebook(rules: tuple[Rule, ...]) -> Rulebook:
    """Compile phrases together with the rules of the stages.

    Args:
        rules: the rules with phrases.
    """
    return compile_rules(rules, STRUCTURE)


def collect(facts: Facts, book: Rulebook, hits: Hits) -> Evidence:
    """Ask every stage about every line.

    Args:
        facts: a table of lines.
        book: the rules.
        hits: the phrases that matched in it.

    Returns:
        all evidence, lightest first, so that of two entries for a line the later is the heavier.
    """
    view = View(facts, hits, book, book.kind[hits.rule], book.weight[hits.rule])
    found = list(_structural(view, book))
    # Of the same weight, a phrase in the line itself says more than its surroundings.
    line = np.concatenate([*(rows for _, rows in found), hits.line])
    rule = np.concatenate([*(np.full(rows.size, number) for number, rows in found), hits.rule])
    weight = book.weight[rule]
    order = np.argsort(weight, kind="stable")
    return Evidence(line[order], rule[order], weight[order])


def _structural(
    view: View, book: Rulebook
) -> Iterator[tuple[int, np.ndarray[tuple[int], np.dtype[np.int64]]]]:
    for stage in ORDER:
        for rule, rows in stage.find(view):
            if rows.size:
                yield book.number[rule.id], rows
