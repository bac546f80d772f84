"""Recurring lines: what stands on many pages of a site is the site's, not the page's.

This needs a site memory, see cleaner/sites; without one the stages see nothing. What a line is
otherwise known as, it stays: a recurring "Updated: …" is a dateline.
"""

from typing import Final

import numpy as np

from cleaner.kinds import CHROME, KINDS, Kind
from cleaner.rules.rule import Rule, Weight
from cleaner.stages.evidence import Found, Stage, View, from_memory, rows
from cleaner.table.arrays import Index, positions
from cleaner.table.facts import Flags

LONG: Final = 60
"""Tokens of a text that a site may well show at several addresses because it is to be read."""

LINES: Final[dict[Kind, Rule]] = {
    kind: from_memory("site", kind, Weight.CERTAIN, "The line stands on many pages of this site.")
    for kind in CHROME
}
SENTENCE: Final = from_memory(
    "site-sentence", "other", Weight.HINT, "The sentence stands on many pages of this site."
)
TEASER: Final = from_memory(
    "site-teaser",
    "teaser",
    Weight.CERTAIN,
    "The sentence and the lines around it stand on many pages of this site.",
)

_OTHER: Final = KINDS.index("other")


def find(view: View) -> list[Found]:
    """Lines that site memory knows; long texts are nobody's chrome."""
    if view.standing is None:
        return []
    many = (view.standing.count > 0) & (view.facts.words <= LONG)
    label = positions(many & ~view.facts.prose)
    chrome = view.heaviest[1:, label]
    kind = np.where(chrome.any(axis=0), chrome.argmax(axis=0) + 1, _OTHER)
    found = [(LINES[KINDS[k]], label[kind == k]) for k in positions(np.bincount(kind)).tolist()]
    return [*found, (SENTENCE, rows(many & view.facts.prose))]


def find_between(view: View) -> list[Found]:
    """Sentences with recurring labels before and after them, and only recurring lines between:
    teasers.

    One that recurs among lines that do not, or at the end of them, is what an article quotes or
    says again.
    """
    remembered = view.book.stands(view.hits.rule, "site")
    if not remembered.any():
        return []
    many = _flags(view, remembered)
    sentence = _flags(view, view.hits.rule == view.book.number[SENTENCE.id])
    label, page = many & ~sentence, view.facts.lines.page
    between = sentence & _reached(label, many, page)
    between &= _reached(label[::-1], many[::-1], page[::-1])[::-1]
    return [(TEASER, rows(between))]


def _reached(label: Flags, many: Flags, page: Index) -> Flags:
    """Rows above which a label stands, with nothing but recurring lines of the page between."""
    place = np.arange(label.size)
    breaks = ~many
    breaks[1:] |= page[1:] != page[:-1]
    last_break = np.maximum.accumulate(np.where(breaks, place, 0))
    last_label = np.maximum.accumulate(np.where(label, place, -1))
    return last_label >= last_break


def _flags(view: View, hits: Flags) -> Flags:
    flags = np.zeros(len(view.facts), np.bool_)
    flags[view.hits.line[hits]] = True
    return flags


STAGE: Final = Stage("other", (*LINES.values(), SENTENCE), find, alone=True)
BETWEEN: Final = Stage("teaser", (TEASER,), find_between)
