"""Teasers: headlines of other articles, which sites print twice or mark with a label."""

from typing import Final

import numpy as np

from cleaner.kinds import KINDS
from cleaner.rules.rule import Weight
from cleaner.stages.evidence import Found, Stage, View, rows, structure
from cleaner.table.arrays import Flags, positions, running
from cleaner.table.facts import Facts

TEASER: Final = KINDS.index("teaser")

SUFFIX: Final = structure(
    "suffix",
    "teaser",
    Weight.LIKELY,
    "A headline printed twice, the second time with a label after it.",
)
TWICE: Final = structure(
    "twice",
    "teaser",
    Weight.CERTAIN,
    "The same words stand before and after a label such as 'Read more'.",
)


def find(view: View) -> list[Found]:
    """Headlines that are repeated with a label, on the next line or on the same one."""
    facts = view.facts
    twice = (TWICE, rows(_twice(view)))
    if not facts.extends.any():
        return [twice]
    longer = facts.words[1:] - facts.words[:-1]
    suffix = np.zeros(len(facts), np.bool_)
    suffix[1:] = facts.extends[1:] & (longer >= 1) & (longer <= 3) & (facts.words[:-1] >= 4)
    suffix &= ~facts.prose
    suffix[:-1] |= suffix[1:]
    return [(SUFFIX, rows(suffix & _late(facts))), twice]


def _late(facts: Facts) -> Flags:
    """Rows after the first paragraph: the page's own headline may be repeated before it."""
    sums = running(facts.prose)
    return sums[:-1] > sums[facts.page_start]


def _twice(view: View) -> Flags:
    """Lines that say the same before and after a teaser phrase."""
    facts, hits = view.facts, view.hits
    flags = np.zeros(len(facts), np.bool_)
    at = positions(view.kind == TEASER)
    if not at.size:
        return flags
    line = hits.line[at]
    sums = facts.lines.tokens.running
    before = sums[hits.first[at]] - sums[facts.lines.first[line]]
    after = sums[facts.lines.last[line]] - sums[hits.last[at]]
    flags[line[(before == after) & (before != 0)]] = True
    return flags


STAGE: Final = Stage((SUFFIX, TWICE), find)
