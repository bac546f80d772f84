"""Stages: one kind of chrome each, in one visible order; each adds evidence to lines and decides
nothing.

Phrases speak for all kinds. A kind has a file here when it can also be seen by structure.
"""

from typing import Final

import numpy as np

from cleaner.rules.book import Rulebook
from cleaner.rules.cache import builtin_book
from cleaner.rules.compile import compile_rules
from cleaner.rules.load import builtin_rules
from cleaner.rules.locate import Hits
from cleaner.rules.rule import Group, Rule
from cleaner.sites.memory import Standing
from cleaner.stages import (
    author,
    caption,
    contents,
    dateline,
    followers,
    guards,
    icons,
    leftovers,
    legal,
    media,
    navigation,
    recurring,
    repeats,
    teaser,
    voices,
)
from cleaner.stages.evidence import Evidence, Stage, View
from cleaner.table.arrays import Index
from cleaner.table.facts import Facts

ORDER: Final[tuple[Stage, ...]] = (
    icons.STAGE,
    leftovers.NAME_STAGE,
    leftovers.STAGE,
    navigation.STAGE,
    navigation.KICKER_STAGE,
    contents.STAGE,
    author.STAGE,
    teaser.STAGE,
    caption.STAGE,
    caption.CREDIT_STAGE,
    dateline.STAGE,
    dateline.DATE_STAGE,
    legal.STAGE,
    media.STAGE,
    repeats.STAGE,
    recurring.MEMORY,
    recurring.STAGE,
    followers.STAGE,
    guards.STAGE,
    voices.STAGE,
)
"""Every stage that looks at structure. Consent, sharing, adverts, promo and comments are
known by their phrases alone, and by the followers of their headings."""

STRUCTURE: Final[tuple[Rule, ...]] = tuple(rule for stage in ORDER for rule in stage.rules)


def rulebook(own: tuple[Group, ...] = ()) -> Rulebook:
    """The built-in rules and those of the stages, compiled.

    Args:
        own: rules of a user; they come first, for of two equals the first wins.
    """
    if not own:
        return builtin_book(STRUCTURE)
    return compile_rules((*own, *builtin_rules()), STRUCTURE)


def alone(facts: Facts, book: Rulebook, hits: Hits, standing: Standing | None = None) -> Hits:
    """Add what stages see in single lines to the phrases that matched in them.

    Args:
        facts: a table of lines.
        book: the rules.
        hits: the phrases that matched in it.
        standing: what site memory knows of its lines, if anything.

    Returns:
        hits that hold whatever becomes of the lines around, lightest first.
    """
    view = View(facts, hits, book, standing)
    line, rule = _found(view, alone=True)
    # Structure has no words of its own: it speaks of the whole line.
    whole = line[: line.size - hits.line.size]
    first = np.concatenate([facts.lines.first[whole], hits.first])
    last = np.concatenate([facts.lines.last[whole], hits.last])
    order = book.rank[rule].argsort(kind="stable")
    return Hits(line[order], rule[order], first[order], last[order])


def collect(facts: Facts, book: Rulebook, hits: Hits) -> Evidence:
    """Ask every stage about every line among its neighbours.

    Args:
        facts: a table of lines.
        book: the rules.
        hits: what is known of single lines, see `alone`.

    Returns:
        all evidence, lightest first, so that of two entries for a line the later is the heavier;
        of the same weight that of the group that stands first in the rulebook comes last.
    """
    line, rule = _found(View(facts, hits, book), alone=False)
    order = book.rank[rule].argsort(kind="stable")
    rule = rule[order]
    return Evidence(line[order], rule, book.weight[rule])


def _found(view: View, *, alone: bool) -> tuple[Index, Index]:
    """Rows and rules: what some stages find, and then the hits."""
    found = [
        (view.book.number[rule.id], rows)
        for stage in ORDER
        if stage.alone == alone
        for rule, rows in stage.find(view)
        if rows.size
    ]
    numbers = np.array([number for number, _ in found], np.int64)
    rule = numbers.repeat([rows.size for _, rows in found])
    line = np.concatenate([*(rows for _, rows in found), view.hits.line])
    return line, np.concatenate([rule, view.hits.rule])
