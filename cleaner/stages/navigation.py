"""Navigation: menus, breadcrumbs and language bars that stand glued together on one line."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleaner.rules.rule import Weight
from cleaner.stages.evidence import Found, Stage, View, rows, structure
from cleaner.table.codes import BAR, LETTER, LOWER, UPPER
from cleaner.table.facts import Facts

BARS: Final = structure(
    "bars", "navigation", Weight.LIKELY, "Short labels between bars or arrows: a breadcrumb or a menu row."
)
SCRIPTS: Final = structure(
    "scripts", "navigation", Weight.CERTAIN, "One word in three scripts: the labels of a language bar."
)
GLUED: Final = structure(
    "glued", "navigation", Weight.LIKELY, "A breadcrumb whose labels ran together, as in 'HomeWorld News'."
)

_HOME: Final = (b"\nHome", b"\nStartseite", b"\nAccueil", b"\nInicio", b"\nStrona", "\nГлавная".encode())


def find(view: View) -> list[Found]:
    """Breadcrumbs, menu rows and language bars."""
    facts = view.facts
    bars = _bars(facts)
    menu = (bars >= 2) & (facts.words <= bars * 4 + 4) & ~facts.prose
    return [
        (BARS, rows(menu)),
        (SCRIPTS, rows(_many_scripts(facts))),
        (GLUED, rows(_glued_home(facts))),
    ]


def _bars(facts: Facts) -> NDArray[np.int64]:
    """Words that a bar follows, counted per line."""
    tokens = facts.lines.tokens
    after = tokens.codes[np.minimum(tokens.end + 1, tokens.codes.size - 1)]
    bar = (tokens.codes[tokens.end] == BAR) | ((tokens.codes[tokens.end] == 0) & (after == BAR))
    running = np.concatenate(([0], np.cumsum(bar)))
    return running[facts.lines.last] - running[facts.lines.first]


def _many_scripts(facts: Facts) -> NDArray[np.bool_]:
    """Single words of letters with and without case, in Latin and in another alphabet."""
    lines = facts.lines
    flags = np.zeros(len(facts), np.bool_)
    for row in np.flatnonzero((facts.words == 1) & (lines.end - lines.start >= 10)):
        span = slice(lines.start[row], lines.end[row])
        codes = lines.tokens.codes[span]
        raw = np.frombuffer(lines.tokens.data[span], np.uint8)
        latin = bool((raw < 0x80)[codes >= LOWER].any())
        cased = bool(((raw >= 0xCE) & (raw <= 0xD4) & ((codes == LOWER) | (codes == UPPER))).any())
        flags[row] = latin + cased + bool((codes == LETTER).any()) >= 3
    return flags


def _glued_home(facts: Facts) -> NDArray[np.bool_]:
    """Lines that begin with a start-page label and go on with a capital without a space."""
    lines, data = facts.lines, facts.lines.tokens.data
    flags = np.zeros(len(facts), np.bool_)
    for label in _HOME:
        starts = facts.bytes_with(label[1:]) > 0
        for row in np.flatnonzero(starts & (facts.words <= 8)):
            start = int(lines.start[row])
            follow = start + len(label) - 1
            if data.startswith(label[1:], start) and follow < lines.end[row]:
                flags[row] |= lines.tokens.codes[follow] == UPPER
    return flags


STAGE: Final = Stage("navigation", (BARS, SCRIPTS, GLUED), find)
