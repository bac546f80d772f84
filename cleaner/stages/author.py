"""Authors: bylines, and the lines about the author that stand after the article."""

from typing import Final

import numpy as np

from cleaner.kinds import KINDS
from cleaner.rules.rule import LIKELY, Weight
from cleaner.stages.evidence import Found, Stage, View, rows, structure
from cleaner.table.arrays import Flags, running
from cleaner.table.hashes import of_group

AUTHOR: Final = KINDS.index("author")

BIO: Final = structure(
    "bio",
    "author",
    Weight.CERTAIN,
    "A paragraph about the author beside the words 'Written by' or the like.",
)
TWIN: Final = structure(
    "twin",
    "author",
    Weight.CERTAIN,
    "Ends in the same sentences as the paragraph about the author.",
)

_TAIL: Final = 15
"""Tokens at the end of two paragraphs that make them twins."""


def find(view: View) -> list[Found]:
    """Paragraphs about the author, found from an author's heading."""
    facts = view.facts
    heading = view.flagged(AUTHOR, LIKELY) & ~facts.prose
    if not heading.any():
        return []
    bio = np.zeros(len(facts), np.bool_)
    bio[1:] = heading[:-1] & facts.prose[1:] & facts.same_page
    if not bio.any():
        return []
    bio &= _after_the_article(view) & view.flagged(AUTHOR)
    return [(BIO, rows(bio)), (TWIN, rows(_twins(view, bio)))]


def _after_the_article(view: View) -> Flags:
    """Rows in the last third of their page's lines of prose, and all short lines there."""
    facts = view.facts
    sums = running(facts.prose)
    start = sums[facts.page_start]
    before, total = sums[:-1] - start, sums[facts.page_stop] - start
    return before * 3 >= total * 2 - 2


def _twins(view: View, bio: Flags) -> Flags:
    """Long lines that end as a paragraph about the author on the same page ends."""
    facts, lines = view.facts, view.facts.lines
    if not bio.any():
        return bio
    sums = lines.tokens.running
    tail = sums[lines.last] - sums[np.maximum(lines.last - _TAIL, lines.first)]
    tail[facts.words < _TAIL] = 0
    own = of_group(tail, lines.page)
    return np.isin(own, own[bio]) & (tail != 0) & ~bio


STAGE: Final = Stage((BIO, TWIN), find)
