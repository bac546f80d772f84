"""Captions: lines under pictures, credits, and picture titles that repeat."""

import re
from typing import Final

import numpy as np

from cleaner.kinds import KINDS
from cleaner.rules.rule import Weight
from cleaner.stages.evidence import NAME, Found, Stage, View, between, matching, rows, structure
from cleaner.table.arrays import Flags, Index, code_set, positions, rare
from cleaner.table.codes import BRACKET, QUOTE, STOP, UPPER
from cleaner.table.facts import Facts

CAPTION: Final = KINDS.index("caption")

DOUBLE: Final = structure(
    "double",
    "caption",
    Weight.CERTAIN,
    "The same picture line stands twice in a row: its text and its title.",
)
TITLE: Final = structure(
    "title", "caption", Weight.LIKELY, "The page's headline again, right above a picture's credit."
)
OWNER: Final = structure(
    "owner", "caption", Weight.CERTAIN, "Nothing but © and whose the picture is."
)
CREDIT: Final = structure("credit", "caption", Weight.LIKELY, "Ends in © and whose the picture is.")
LABELLED: Final = structure(
    "labelled",
    "caption",
    Weight.CERTAIN,
    "Ends in a label and whose the picture is, in brackets or after a finished sentence.",
)
NAMED: Final = structure(
    "named",
    "caption",
    Weight.CERTAIN,
    "Ends, after a finished sentence, in brackets with a person and a paper or a source.",
)
BRACKETED: Final = structure(
    "bracketed",
    "caption",
    Weight.LIKELY,
    "An agency in capitals, a colon and a name in brackets, as in '(AAP: Ann Lee)'.",
)

_SIGN: Final = "©".encode()
_OWNER: Final = 8
"""Tokens that may stand after a ©."""
_LINE: Final = 70
"""Tokens of the longest caption."""
_OPEN: Final = code_set(*b"([")
_CLOSED: Final = code_set(*b")]")
_FINISHED: Final = code_set(STOP, QUOTE, BRACKET)
_CREDITED: Final = 6
"""Tokens of the shortest caption with names in brackets …"""
_TAIL: Final = 80
"""… and the bytes at its end where they stand."""
# A finished sentence, and in brackets two to four words with capitals before a slash or a bar, or
# an agency in capitals and a name, or, without a space before the bracket, a label and a name. No
# part can match in two ways, for words and what stands between them share no character.
_NAMES: Final = re.compile(
    rb"[.!?](?: \((?:(?:%(w)b ){1,3}?%(w)b ?[/|] ?[A-Z][^()]{2,40}|[A-Z]{2,} ?[/|] ?%(w)b %(w)b)"
    rb"|(?:[\"']|\xe2\x80[\x99\x9d]|\xc2\xbb)?\(%(w)b(?: %(w)b){0,2}: ?%(w)b(?: %(w)b){0,3})\)\Z"
    % {b"w": NAME}
)
_IN_BRACKETS: Final = re.compile(
    rb"[(\[][A-Z]{2,}(?: [\w&.-]+){0,2}: ?%(w)b(?: %(w)b){1,4}[)\]]" % {b"w": NAME}
)
_NAMED_WORDS: Final = 10
"""Tokens of the longest line of an agency and a name."""


def credited(view: View) -> list[Found]:
    """Lines that end in whose the picture is."""
    return [
        *_owned(view),
        (LABELLED, _labelled(view)),
        (NAMED, _named(view.facts)),
        (BRACKETED, _bracketed(view.facts)),
    ]


def _labelled(view: View) -> Index:
    """Lines with a label near their end, in brackets or with a capital after a sentence: "(Image:
    …)", "… in the High Street. PIC: …"."""
    hits, lines, tokens = view.hits, view.facts.lines, view.facts.lines.tokens
    at = view.placed(CAPTION, "tail")
    at = at[hits.first[at] > lines.first[hits.line[at]]]
    row, first = hits.line[at], hits.first[at]
    data = np.frombuffer(tokens.data, np.uint8)
    start = tokens.start[first]
    bracketed = _OPEN[data[start - 1]] & _CLOSED[data[lines.end[row] - 1]]
    finished = _FINISHED[tokens.codes[tokens.end[first - 1]]]
    after = finished & (tokens.codes[start] == UPPER) & ~_OPEN[data[start - 1]]
    return np.unique(row[bracketed | after])


def _named(facts: Facts) -> Index:
    """Lines such as "… in the orchard. (Rachel Dunn / The Ledger)"."""
    lines, data = facts.lines, facts.lines.tokens.data
    last = np.frombuffer(data, np.uint8)[lines.end - 1]
    row = positions((last == ord(")")) & (facts.words >= _CREDITED) & (facts.words <= _LINE))
    found = [
        bool(_NAMES.search(data, max(lines.start[r], lines.end[r] - _TAIL), lines.end[r]))
        for r in row.tolist()
    ]
    return row[np.array(found, np.bool_)]


def _owned(view: View) -> list[Found]:
    """Lines that begin, or end, with © and a name; with a year after it they are legal lines."""
    lines = view.facts.lines
    data = np.frombuffer(lines.tokens.data, np.uint8)
    at = rare((data[:-1] == _SIGN[0]) & (data[1:] == _SIGN[1]))
    if not at.size:
        return []
    row = lines.row_at(at)
    at, row = at[row >= 0], row[row >= 0]
    token = lines.tokens.start.searchsorted(at)
    after = lines.last[row] - token
    numbers = lines.tokens.number_sums
    owned = (after > 0) & (after <= _OWNER) & (lines.words[row] <= _LINE)
    owned &= numbers[lines.last[row]] == numbers[token]
    whole = token == lines.first[row]
    return [(OWNER, np.unique(row[owned & whole])), (CREDIT, np.unique(row[owned & ~whole]))]


def _bracketed(facts: Facts) -> Index:
    """Lines such as "(AAP: Ann Lee)"."""
    row = between(facts.lines, _OPEN, _CLOSED)
    words = facts.words[row]
    return matching(facts.lines, row[(words >= 3) & (words <= _NAMED_WORDS)], _IN_BRACKETS)


def find(view: View) -> list[Found]:
    """Doubled picture lines, and headlines repeated as a picture's title."""
    facts = view.facts
    credit = view.flagged(CAPTION)
    if not credit.any():
        return []
    same = np.zeros(len(facts), np.bool_)
    same[1:] = (facts.key[1:] == facts.key[:-1]) & facts.same_page & (facts.key[1:] != 0)
    double = np.zeros(len(facts), np.bool_)
    double[:-1] = same[1:] & credit[:-1]
    double |= same & credit
    return [(DOUBLE, rows(double)), (TITLE, rows(view.once(titles)))]


def titles(view: View) -> Flags:
    """bool [lines]: lines that stand on the page before, and here right above a picture's credit.

    Args:
        view: what to look at.
    """
    facts = view.facts
    title = np.zeros(len(facts), np.bool_)
    title[:-1] = facts.repeated[:-1] & view.flagged(CAPTION)[1:] & facts.same_page
    return title & ~facts.prose


STAGE: Final = Stage((DOUBLE, TITLE), find)
CREDIT_STAGE: Final = Stage((OWNER, CREDIT, LABELLED, NAMED, BRACKETED), credited, alone=True)
