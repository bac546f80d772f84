"""Followers: a heading such as "Top stories" takes the short lines after it along, never a paragraph."""

from collections.abc import Iterable
from typing import Final

import numpy as np

from cleaner.kinds import CHROME, KINDS, Kind
from cleaner.rules.rule import Rule, Weight
from cleaner.stages.evidence import Found, Stage, View, spread, structure
from cleaner.table.codes import Index

_REACH: Final = 40
"""The most lines that one heading takes along."""

FOLLOWERS: Final[dict[Kind, Rule]] = {
    kind: structure("follower", kind, Weight.LIKELY, f"A short line after a heading of {kind} lines.")
    for kind in CHROME
}


def find(view: View) -> Iterable[Found]:
    """The short lines between a heading of chrome and the next paragraph."""
    headings = view.book.stands(view.hits.rule, "heading")
    for kind in np.unique(view.kind[headings]).tolist():
        heading = np.unique(view.hits.line[headings & (view.kind == kind)])
        yield FOLLOWERS[KINDS[kind]], _taken(view, heading)


def _taken(view: View, heading: Index) -> Index:
    facts = view.facts
    page_end = facts.page_rows[facts.lines.page[heading] + 1]
    start = np.minimum(heading + 1, page_end)
    paragraph = facts.next_true(facts.prose)
    stop = np.where(start < page_end, paragraph[np.minimum(start, len(facts) - 1)], page_end)
    # What stands right before a paragraph is likely to be that paragraph's own heading.
    stop = np.where(stop < page_end, stop - 1, stop)
    stop = np.minimum(stop, start + _REACH)
    return np.unique(np.fromiter(spread(start, stop), np.int64))


STAGE: Final = Stage("other", tuple(FOLLOWERS.values()), find)
