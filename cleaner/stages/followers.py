"""Followers: a heading such as "Top stories" takes the short lines after it along, never a
paragraph."""

from collections.abc import Iterable
from typing import Final

import numpy as np

from cleaner.kinds import CHROME, KINDS, Kind
from cleaner.rules.rule import CERTAIN, LIKELY, Rule, Weight
from cleaner.stages.evidence import Found, Stage, View, rows, structure
from cleaner.stages.numbers import counting
from cleaner.stages.strange import strange
from cleaner.table.arrays import Flags, Index, positions
from cleaner.table.facts import Facts

_REACH: Final = 40
"""The most lines that one heading takes along."""
_STAMPS: Final = 6
"""The most lines between a headline and its first paragraph."""
_STAMP_KINDS: Final = tuple(map(KINDS.index, ("dateline", "author", "caption", "sharing")))

FOLLOWERS: Final[dict[Kind, Rule]] = {
    kind: structure(
        "follower", kind, Weight.LIKELY, f"A short line after a heading of {kind} lines."
    )
    for kind in CHROME
}

RANKED: Final = structure(
    "ranked",
    "teaser",
    Weight.CERTAIN,
    "One of three or more short lines that count up below a heading of chrome: “Most read”.",
)


def find(view: View) -> Iterable[Found]:
    """The short lines between a heading of chrome and the next paragraph."""
    yield RANKED, rows(view.once(ranking))
    yield from followers(view, LIKELY)


def ranking(view: View) -> Flags:
    """bool [lines]: lines that count up below a heading which is chrome without doubt, such as
    "Most read"."""
    counted = view.once(counting)
    if not counted.any():
        return counted
    taken = np.zeros(len(view.facts), np.bool_)
    for _, row in followers(view, CERTAIN):
        taken[row] = True
    return counted & taken


def followers(view: View, at_least: int) -> Iterable[Found]:
    """The short lines between a heading of chrome and the next paragraph.

    Args:
        view: what to look at.
        at_least: the lightest heading that counts.
    """
    headings = view.book.stands(view.hits.rule, "heading") & (view.weight >= at_least)
    if not headings.any():
        return
    stamps = view.flagged(_STAMP_KINDS[0], LIKELY)
    for kind in _STAMP_KINDS[1:]:
        stamps |= view.flagged(kind, LIKELY)
    strangers = view.once(strange)
    line, kinds = view.hits.line[headings], view.kind[headings]
    for kind in positions(np.bincount(kinds)).tolist():
        heading = positions(np.bincount(line[kinds == kind]))
        yield FOLLOWERS[KINDS[kind]], _taken(view.facts, heading, stamps, strangers)


def _taken(facts: Facts, heading: Index, stamps: Flags, strangers: Flags) -> Index:
    page_end = facts.page_stop[heading]
    start = heading + 1
    stop = facts.following(facts.prose, start, page_end)
    # What stands right before a paragraph is likely to be that paragraph's own heading, also with a
    # byline, a date or a caption between the two, if it has a word in common with the text.
    before_paragraph = stop < page_end
    for _ in range(_STAMPS):
        stop = stop - (before_paragraph & (stop > start) & stamps[stop - 1])
    stop = stop - (before_paragraph & ~strangers[stop - 1])
    stop = np.minimum(stop, start + _REACH)
    # +1 where a stretch begins, -1 where it ends: the running sum is positive inside.
    edges = np.bincount(start, minlength=len(facts) + 1)
    edges = edges - np.bincount(np.maximum(stop, start), minlength=len(facts) + 1)
    return positions(edges[:-1].cumsum() > 0)


STAGE: Final = Stage((RANKED, *FOLLOWERS.values()), find)
