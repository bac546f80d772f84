"""Authors: bylines, and the lines about the author that stand after the article."""

import re
from typing import Final

import numpy as np

from cleaner.kinds import KINDS
from cleaner.rules.rule import LIKELY, Weight
from cleaner.stages.evidence import (
    NAME,
    Found,
    Stage,
    View,
    holding,
    matching,
    rows,
    structure,
)
from cleaner.table.arrays import Flags, Index, code_set, positions, running
from cleaner.table.codes import BAR, COMMA, DASH, STOP
from cleaner.table.facts import Facts
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

ADDRESS: Final = structure(
    "address", "author", Weight.CERTAIN, "An address of e-mail below a byline."
)
SIGNED: Final = structure(
    "signed",
    "author",
    Weight.CERTAIN,
    "A name and, behind a comma or the like, what a reporter does for a paper.",
)

ROLE: Final = structure(
    "role",
    "author",
    Weight.LIKELY,
    "A name and, somewhere behind a comma or the like, what writers are.",
)

HANDLE: Final = structure(
    "handle",
    "author",
    Weight.LIKELY,
    "An account alone on a line, on a page with hardly another.",
)

NAMES: Final = structure(
    "names",
    "author",
    Weight.LIKELY,
    "Begins as a byline does, and goes on with hardly anything but names and numbers.",
)

_AT: Final = ord("@")
_HANDLE: Final = re.compile(rb"\s*(?:[A-Za-z-]{1,12}: ?)?@[A-Za-z0-9_.]{2,40}\s*")
_ADDRESS: Final = re.compile(rb"\s*[\w.+-]+@[\w-]+(?:\.[\w-]+)+\s*")
# A name, a comma or the like, and the role with up to three words before it, the first in capitals.
_NAME_FIRST: Final = re.compile(
    rb"\s*(?:[Bb][Yy]:? )?%(w)b(?: %(w)b){1,3}"
    rb"(?:,| [-|/\xe2\x80\x93\x94]+) (?:%(w)b (?:[^\s,.?!:]+ ){0,2})?[^\s,.?!:]+\s*" % {b"w": NAME}
)
_ROLE_BYTES: Final = 120
"""Bytes of the longest line of a name and a role."""
_BYLINES: Final = 2
"""A page with more addresses or roles lists the people of a paper."""
_NAMES: Final = 10
"""Tokens of the longest account."""
_LINE: Final = 14
"""Tokens of the longest line of names …"""
_NAMED: Final = 0.6
"""… and the share of them that have capitals or are numbers."""
_APART: Final = code_set(COMMA, BAR, DASH)
_TAIL: Final = 15
"""Tokens at the end of two paragraphs that make them twins."""


def find(view: View) -> list[Found]:
    """Paragraphs about the author and addresses, found from an author's heading or byline."""
    heading = view.flagged(AUTHOR, LIKELY) & ~view.facts.prose
    accounts = _few(view, rows(view.facts.alone(_accounts)))
    signed, role = _signed(view)
    found = [(SIGNED, signed), (ROLE, role), (HANDLE, accounts), (NAMES, _named(view))]
    if heading.any():
        found += [*_bios(view, heading), (ADDRESS, _addresses(view, heading))]
    return found


def _signed(view: View) -> tuple[Index, Index]:
    """Short lines that end in a role of more than one word right behind a comma, a bar or a dash;
    and those that begin with a name and end in any role."""
    hits, lines = view.hits, view.facts.lines
    at = view.placed(AUTHOR, "end")
    at = at[hits.first[at] > lines.first[hits.line[at]]]
    apart = _APART[lines.tokens.codes[lines.tokens.end[hits.first[at] - 1]]]
    sure = at[apart & (hits.last[at] - hits.first[at] > 1)]
    row = np.unique(hits.line[at])
    role = matching(lines, row[lines.end[row] - lines.start[row] <= _ROLE_BYTES], _NAME_FIRST)
    return _few(view, np.unique(hits.line[sure])), _few(view, role)


def _named(view: View) -> Index:
    """Lines such as "By Ann Lee in Leeds and Bob Day, Paris, 3 May"."""
    facts, lines, hits = view.facts, view.facts.lines, view.hits
    tokens = lines.tokens
    at = view.placed(AUTHOR, "start")
    row, after = hits.line[at], hits.last[at]
    rest = lines.last[row] - after
    short = (rest >= 2) & (facts.words[row] <= _LINE) & (facts.closing[row] != STOP)
    row, after, rest = row[short], after[short], rest[short]
    capital, number = tokens.capital_sums, tokens.number_sums
    stop = lines.last[row]
    named = capital[stop] - capital[after] + number[stop] - number[after]
    begins = capital[after + 1] > capital[after]
    return np.unique(row[begins & (named >= _NAMED * rest)])


def _few(view: View, found: Index) -> Index:
    """Rows of pages that have few of them: others list the people of a paper."""
    lines = view.facts.lines
    many = np.bincount(lines.page[found], minlength=lines.pages) > _BYLINES
    return found[~many[lines.page[found]]]


def _accounts(facts: Facts) -> Flags:
    """Lines of nothing but @somebody. An address of e-mail may be what a page is about."""
    flags = np.zeros(len(facts), np.bool_)
    row = holding(facts.lines, _AT)
    flags[matching(facts.lines, row[facts.words[row] <= _NAMES], _HANDLE)] = True
    return flags


def _addresses(view: View, heading: Flags) -> Index:
    """Lines of nothing but an address, a line or two below a byline."""
    lines = view.facts.lines
    near = np.zeros(heading.size, np.bool_)
    for lower in (1, 2):
        near[lower:] |= heading[:-lower] & (lines.page[lower:] == lines.page[:-lower])
    return _few(view, matching(lines, positions(near), _ADDRESS))


def _bios(view: View, heading: Flags) -> list[Found]:
    facts = view.facts
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


STAGE: Final = Stage((BIO, TWIN, ADDRESS, SIGNED, ROLE, HANDLE, NAMES), find)
