"""Leftovers of a page's machinery: names of classes, codes of plugins, scripts of counters and
adverts, places that nobody filled, and single signs of buttons.

A page about such things shows them as its text. So codes and scripts are left alone where a
sentence of the page speaks of them or where they stand among program code.
"""

import re
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleaner.kinds import KINDS
from cleaner.rules.book import Rulebook
from cleaner.rules.match import in_vocabulary
from cleaner.rules.rule import Weight
from cleaner.stages.evidence import Found, Stage, View, between, few, matching, rows, structure
from cleaner.stages.guards import in_code
from cleaner.table.arrays import Flags, Index, code_set, positions, stretches
from cleaner.table.codes import DASH
from cleaner.table.facts import Facts

ICONS: Final = KINDS.index("icons")

CLASS: Final = structure(
    "class", "icons", Weight.LIKELY, "The name of an icon's class or file, alone on a line."
)
PLACEHOLDER: Final = structure(
    "placeholder",
    "icons",
    Weight.CERTAIN,
    "A place in a template that nobody filled, as in '%%excerpt%%'.",
)
TEMPLATE: Final = structure(
    "template",
    "icons",
    Weight.LIKELY,
    "Nothing but a place of a template, such as '{{ title }}', or a comment of HTML.",
)
FILE: Final = structure(
    "file", "caption", Weight.LIKELY, "The name of a picture's file, alone on a line."
)
SHORTCODE: Final = structure(
    "shortcode",
    "icons",
    Weight.CERTAIN,
    "Nothing but codes of plugins in square brackets, with settings or an end.",
)
BARE: Final = structure(
    "bare-shortcode",
    "icons",
    Weight.LIKELY,
    "Nothing but the codes of plugins in square brackets, named by words with lines between.",
)
SCRIPT: Final = structure(
    "script",
    "icons",
    Weight.CERTAIN,
    "A statement with a name that only scripts of counters, adverts and embedded boxes use.",
)
SIGN: Final = structure("sign", "icons", Weight.CERTAIN, "The sign of a button, alone on a line.")

_PARTS: Final = 6
"""The most words of a class name."""
_FILE_WORDS: Final = 8
"""The most words of a file's name."""
_NAME: Final = re.compile(rb"[A-Za-z][A-Za-z0-9]*(?:[-_]{1,2}[A-Za-z0-9]+){1,5}")
_DOUBLED: Final = code_set(*b"%@#")
# Before what is repeated stands a sign that it cannot hold, so nothing matches in two ways.
_UNFILLED: Final = re.compile(rb"([%@#])\1[\w.:-]+\1\1")
_OPENS: Final = code_set(*b"{<$")
_CLOSES: Final = code_set(*b"}>")
_TEMPLATE: Final = re.compile(
    rb"(?:\{\{[^{}]*\}\}|\{%[^{}]*%\}|<%[^<>]*%>|\$\{[^{}]*\}|<!--[^<>]*-->)"
)
_FILE_END: Final = code_set(*b"gpfGPF")
_FILE: Final = re.compile(
    rb"[\w()+@.~-]{1,80}\.(?:jpe?g|png|gif|webp|svg|bmp|tiff?)"
    rb"|(?:IMG|DSC|DSCN|DSCF|PXL|MVI|P|GOPR)_?\d{3,8}(?:_\d{3,9})?",
    re.IGNORECASE,
)
_BRACKET: Final = code_set(*b"[")
_CLOSING: Final = code_set(*b"]")
_CODES: Final = re.compile(rb"(?:\[[^\[\]]+\]\s*)+")
_CODE: Final = re.compile(rb"\[(/?)([a-z][a-z0-9_-]*)([ \]/])")
_WORD: Final = re.compile(rb"[a-z][a-z0-9_-]*")
_SETTING: Final = re.compile(rb" [a-z_-]+=[\"'\xe2]")
_JOINED: Final = 1
_SET: Final = 2
_STATED: Final = code_set(*b";{}>")
_SIGNS: Final = frozenset(sign.encode() for sign in "➤❯❮⌄⌃☰›‹»«✖✕⨯╳")
_LONGEST: Final = 8
"""Bytes of a line with a sign."""
_BUTTONS: Final = 3
"""On a page with more of such lines they are marks in a table or a list."""


def find_names(view: View) -> list[Found]:
    """Names of classes and files, and places of templates."""
    facts, lines = view.facts, view.facts.lines
    return [
        (CLASS, _classes(facts, view.book)),
        (PLACEHOLDER, matching(lines, between(lines, _DOUBLED, _DOUBLED), _UNFILLED)),
        (TEMPLATE, matching(lines, between(lines, _OPENS, _CLOSES), _TEMPLATE)),
        (FILE, _files(facts)),
    ]


def find(view: View) -> list[Found]:
    """Codes, scripts and signs."""
    codes = view.facts.alone(_bracketed)
    plain = _unspoken(view.facts, codes)
    return [
        (SHORTCODE, rows(plain & (codes == _SET))),
        (BARE, rows(plain & (codes == _JOINED))),
        (SCRIPT, rows(_scripts(view))),
        (SIGN, rows(few(view.facts, view.facts.alone(_single), _BUTTONS))),
    ]


def _classes(facts: Facts, book: Rulebook) -> Index:
    """Lines such as icon_calendar_sm: words of which one names icons, joined by dashes."""
    lines, tokens = facts.lines, facts.lines.tokens
    few = positions((facts.words >= 2) & (facts.words <= _PARTS))
    row = matching(lines, few[tokens.codes[tokens.end[lines.first[few]]] == DASH], _NAME)
    if not row.size:
        return row
    hashes = tokens.hash[stretches(lines.first[row], lines.last[row])]
    return np.unique(
        row.repeat(facts.words[row])[in_vocabulary(hashes, book, ICONS) & (hashes != 0)]
    )


def _files(facts: Facts) -> Index:
    lines, raw = facts.lines, np.frombuffer(facts.lines.tokens.data, np.uint8)
    last = raw[lines.end - 1]
    named = _FILE_END[last] | ((last - np.uint8(ord("0"))) < 10)
    few = (facts.words > 0) & (facts.words <= _FILE_WORDS)
    return matching(lines, positions(named & few & ~facts.numeric), _FILE)


def _unspoken(facts: Facts, codes: NDArray[np.uint8]) -> Flags:
    """Lines of codes, unless another line of the page has the name of one of these codes."""
    found = codes > 0
    if not found.any():
        return found
    lines, data = facts.lines, facts.lines.tokens.data
    found &= ~_beside_code(facts)
    for page in np.unique(lines.page[found]).tolist():
        rows_ = np.arange(facts.page_rows[page], facts.page_rows[page + 1])
        own, others = set[bytes](), set[bytes]()
        for row in rows_.tolist():
            span = lines.start[row], lines.end[row]
            if codes[row]:
                own.update(code[2] for code in _CODE.finditer(data, *span))
            else:
                others.update(_WORD.findall(data[slice(*span)].lower()))
        found[rows_] &= own.isdisjoint(others)
    return found


def _beside_code(facts: Facts) -> Flags:
    """Program code, and the lines right above and below it."""
    code = in_code(facts)
    beside = code.copy()
    beside[:-1] |= code[1:] & facts.same_page
    beside[1:] |= code[:-1] & facts.same_page
    return beside


def _bracketed(facts: Facts) -> NDArray[np.uint8]:
    """_SET for lines of codes with settings or an end, _JOINED for codes of joined words, or 0."""
    lines, data = facts.lines, facts.lines.tokens.data
    column = np.zeros(len(facts), np.uint8)
    for r in between(lines, _BRACKET, _CLOSING).tolist():
        span = lines.start[r], lines.end[r]
        code = _CODE.match(data, *span)
        if code and _CODES.fullmatch(data, *span):
            certain = bool(code[1]) or _SETTING.search(data, *span) is not None
            column[r] = _SET if certain else _JOINED * (b"_" in code[2])
    return column


def _scripts(view: View) -> Flags:
    """Statements with such a name, unless a sentence of the page has one as well."""
    facts = view.facts
    named = view.flagged(ICONS)
    if not named.any():
        return named
    stated = _STATED[np.frombuffer(facts.lines.tokens.data, np.uint8)[facts.lines.end - 1]]
    script = named & stated
    if not script.any():
        return script
    spoken = facts.page_sums(named & ~script & facts.prose) > 0
    return script & ~facts.spread(spoken) & ~_beside_code(facts)


def _single(facts: Facts) -> Flags:
    lines, data = facts.lines, facts.lines.tokens.data
    flags = np.zeros(len(facts), np.bool_)
    for row in positions((facts.words == 0) & (lines.end - lines.start <= _LONGEST)).tolist():
        flags[row] = data[lines.start[row] : lines.end[row]].strip() in _SIGNS
    return flags


NAME_STAGE: Final = Stage((CLASS, PLACEHOLDER, TEMPLATE, FILE), find_names, alone=True)
STAGE: Final = Stage((SHORTCODE, BARE, SCRIPT, SIGN), find)
