"""Teasers: headlines of other articles, which sites print twice or mark with a label."""

from typing import Final

import numpy as np

from cleaner.kinds import KINDS
from cleaner.rules.rule import Weight
from cleaner.stages.evidence import Found, Stage, View, rows, structure
from cleaner.table.arrays import Flags, Index, positions, running
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
LABELLED: Final = structure(
    "labelled",
    "teaser",
    Weight.CERTAIN,
    "A label in capitals before the headline of another article, below the first paragraph.",
)
STEP: Final = structure(
    "step",
    "teaser",
    Weight.CERTAIN,
    "The headline of the next or the last article, with an arrow that leads there.",
)

LINKED: Final = structure(
    "linked", "teaser", Weight.LIKELY, "A line that ends in an arrow to somewhere else."
)

_HEADLINE: Final = 3
"""Words of the shortest headline behind a label."""
_BACK: Final = tuple(sign.encode() for sign in "«‹<←◄◀❮⟵⇐")
_WIDE: Final = 0x80  # arrows take two bytes or more, but for < and >
_ON: Final = tuple(sign.encode() for sign in "»›>→►▶❯⟶⇒")
_APART: Final = tuple(b" " + sign for sign in _ON)
_QUOTE: Final = "«".encode()
_LINK: Final = 24
"""Tokens of the longest line that is a link."""


def find(view: View) -> list[Found]:
    """Headlines that are repeated with a label, on the next line or on the same one, that stand
    behind a label in capitals, or beside an arrow, and links that end in one."""
    linked = (LINKED, rows(view.facts.alone(_linked)))
    return [*_repeated(view), (LABELLED, _labelled(view)), (STEP, _steps(view)), linked]


def _repeated(view: View) -> list[Found]:
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


def _labelled(view: View) -> Index:
    """Lines such as "READ: Minister sacked over memo", after the first paragraph."""
    hits, lines, data = view.hits, view.facts.lines, view.facts.lines.tokens.data
    at = view.placed(TEASER, "label")
    if not at.size:
        return at
    at = at[_late(view.facts)[hits.line[at]]]
    end = lines.tokens.end[hits.last[at] - 1]
    shouted = [
        data[lines.start[row] : stop].isupper() and not data[stop : lines.end[row]].isupper()
        for row, stop in zip(hits.line[at].tolist(), end.tolist(), strict=True)
    ]
    long = lines.last[hits.line[at]] - hits.last[at] >= _HEADLINE
    return np.unique(hits.line[at[np.array(shouted, np.bool_) & long]])


def _steps(view: View) -> Index:
    """Lines such as "« Previous: Packing light for the hills"."""
    hits, lines, data = view.hits, view.facts.lines, view.facts.lines.tokens.data
    at = view.placed(TEASER, "start")
    row = np.unique(hits.line[at])
    raw = np.frombuffer(data, np.uint8)
    first, last = raw[lines.start[row]], raw[lines.end[row] - 1]
    row = row[(first >= _WIDE) | (first == ord("<")) | (last >= _WIDE) | (last == ord(">"))]
    stepping = [
        data.startswith(_BACK, lines.start[r], lines.end[r])
        or data.endswith(_ON, lines.start[r], lines.end[r])
        for r in row.tolist()
    ]
    return row[np.array(stepping, np.bool_)]


def _linked(facts: Facts) -> Flags:
    """Lines such as "All about the harbour →"; « quotations » end in such a sign, too."""
    lines, data = facts.lines, facts.lines.tokens.data
    raw = np.frombuffer(data, np.uint8)
    flags = np.zeros(len(facts), np.bool_)
    spaced = np.zeros(len(facts), np.bool_)
    for size in {len(sign) for sign in _APART}:
        spaced |= raw[lines.end - size] == ord(" ")
    last = raw[lines.end - 1]
    spaced &= (last >= _WIDE) | (last == ord(">"))
    for row in positions(spaced & (facts.words > 0) & (facts.words <= _LINK)).tolist():
        span = lines.start[row], lines.end[row]
        flags[row] = data.endswith(_APART, *span) and data.find(_QUOTE, *span) < 0
    return flags


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


STAGE: Final = Stage((SUFFIX, TWICE, LABELLED, STEP, LINKED), find)
