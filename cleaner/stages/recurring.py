"""Recurring lines: what stands on many pages of a site is the site's, not the page's.

This needs a site memory, see cleaner/sites; without one the stages see nothing. Three things recur
and are content all the same: a long text that a site shows at several addresses, a sentence that
articles quote or say again, and the headline of a page that others link to.
"""

from typing import Final

import numpy as np

from cleaner.kinds import CHROME, KINDS, Kind
from cleaner.rules.rule import LIKELY, Rule, Weight
from cleaner.stages.evidence import Found, Stage, View, from_memory, rows
from cleaner.stages.guards import before_first
from cleaner.table.arrays import Flags, Index, positions

LONG: Final = 60
"""Tokens of a text that is nobody's chrome."""
MOST: Final = 0.5
"""The share of a site's pages on which no headline is linked to."""

LABEL: Final = from_memory(
    "site-label", "other", Weight.HINT, "A label that stands on many pages of this site."
)
FIXED: Final = from_memory(
    "site-fixed", "other", Weight.HINT, "A label that stands on most pages of this site."
)
SENTENCE: Final = from_memory(
    "site-sentence", "other", Weight.HINT, "A sentence that stands on many pages of this site."
)
LINES: Final[dict[Kind, Rule]] = {
    kind: from_memory("site", kind, Weight.CERTAIN, "The line stands on many pages of this site.")
    for kind in CHROME
}
TEASER: Final = from_memory(
    "site-teaser",
    "teaser",
    Weight.CERTAIN,
    "The sentence and the lines around it stand on many pages of this site.",
)

_OTHER: Final = KINDS.index("other")


def remember(view: View) -> list[Found]:
    """What site memory knows of single lines."""
    if view.standing is None:
        return []
    facts, standing = view.facts, view.standing
    many = (standing.count > 0) & (facts.words <= LONG)
    fixed = standing.count >= MOST * standing.pages
    label = many & ~facts.prose
    return [
        (LABEL, rows(label & ~fixed)),
        (FIXED, rows(label & fixed)),
        (SENTENCE, rows(many & facts.prose)),
    ]


def find(view: View) -> list[Found]:
    """Labels, but for the page's headline, and sentences between labels."""
    if not view.book.stands(view.hits.rule, "site").any():
        return []
    label, fixed, sentence = (_known(view, rule) for rule in (LABEL, FIXED, SENTENCE))
    named = (view.facts.words >= 3) & ~(view.spoken_of(LIKELY) | view.facts.numeric | fixed)
    label &= ~before_first(view.facts, view.facts.prose & ~sentence, named)
    # Numbers count as equal, so "Chapter 3" stands on every page: it may be the headline.
    label |= fixed & ~_numbered_headline(view, sentence)
    return [*_by_kind(view, positions(label)), (TEASER, rows(_between(view, label, sentence)))]


def _numbered_headline(view: View, sentence: Flags) -> Flags:
    facts = view.facts
    numbered = (facts.numbers > 0) & (facts.words > 0) & ~view.spoken_of(LIKELY)
    return numbered & before_first(facts, facts.prose & ~sentence, numbered)


def _known(view: View, rule: Rule) -> Flags:
    flags = np.zeros(len(view.facts), np.bool_)
    flags[view.hits.line[view.hits.rule == view.book.number[rule.id]]] = True
    return flags


def _by_kind(view: View, label: Index) -> list[Found]:
    """Labels by what else is said of them: a recurring "Updated: …" is a dateline."""
    chrome = view.heaviest[1:, label] * (view.heaviest[1:, label] >= LIKELY)
    kind = np.where(chrome.any(axis=0), chrome.argmax(axis=0) + 1, _OTHER)
    return [(LINES[KINDS[k]], label[kind == k]) for k in positions(np.bincount(kind)).tolist()]


def _between(view: View, label: Flags, sentence: Flags) -> Flags:
    """Sentences with labels before and after them, and nothing but such lines between: teasers."""
    many, page = label | sentence, view.facts.lines.page
    below = _reached(label, many, page)
    above = _reached(label[::-1], many[::-1], page[::-1])[::-1]
    return sentence & below & above


def _reached(label: Flags, many: Flags, page: Index) -> Flags:
    """Rows above which a label stands, with nothing but recurring lines of the page between."""
    place = np.arange(label.size)
    breaks = ~many
    breaks[1:] |= page[1:] != page[:-1]
    last_break = np.maximum.accumulate(np.where(breaks, place, 0))
    last_label = np.maximum.accumulate(np.where(label, place, -1))
    return last_label >= last_break


MEMORY: Final = Stage((LABEL, FIXED, SENTENCE), remember, alone=True)
STAGE: Final = Stage((*LINES.values(), TEASER), find)
