"""Navigation: menus, breadcrumbs and language bars that stand glued together on one line."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleaner.rules.rule import CERTAIN, Weight
from cleaner.stages.evidence import Found, Stage, View, rows, structure
from cleaner.table.arrays import code_set, positions, rare
from cleaner.table.codes import BAR, LETTER, LOWER, SPACE, STOP, UPPER
from cleaner.table.facts import Facts

BARS: Final = structure(
    "bars",
    "navigation",
    Weight.LIKELY,
    "Short labels between bars or arrows: a breadcrumb or a menu row.",
)
SCRIPTS: Final = structure(
    "scripts",
    "navigation",
    Weight.CERTAIN,
    "One word in three scripts: the labels of a language bar.",
)
GLUED: Final = structure(
    "glued",
    "navigation",
    Weight.LIKELY,
    "A breadcrumb whose labels ran together, as in 'HomeWorld News'.",
)
KICKER: Final = structure(
    "kicker",
    "navigation",
    Weight.CERTAIN,
    "The label of a section, between a site's head and the headline.",
)

_HOME: Final = tuple(
    label.encode() for label in ("Home", "Startseite", "Accueil", "Inicio", "Strona", "Главная")
)
_GLUED_BYTES: Final = 10
"""Shorter words are no language bars."""
_HEADLINE_WORDS: Final = 8
"""Words of a headline long enough to be no label itself."""
_CASED: Final = code_set(LOWER, UPPER)
_HOME_STARTS: Final = np.array([label[:4] for label in _HOME], "S4").view("<u4")


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
    """Bars that stand free, with a space on one side at least, counted per line."""
    codes = facts.lines.tokens.codes
    at = rare(codes == BAR)
    at = at[(codes[at - 1] == SPACE) | (codes[at + 1] == SPACE)]
    row = facts.lines.row_at(at)
    return np.bincount(row[row >= 0], minlength=len(facts))


def _many_scripts(facts: Facts) -> NDArray[np.bool_]:
    """Single words of letters with and without case, in Latin and in another alphabet."""
    lines, codes = facts.lines, facts.lines.tokens.codes
    flags = np.zeros(len(facts), np.bool_)
    single = positions((facts.words == 1) & (lines.end - lines.start >= _GLUED_BYTES))
    first, last = lines.tokens.start[lines.first[single]], lines.tokens.end[lines.first[single]] - 1
    for row in single[(codes[first] == LETTER) != (codes[last] == LETTER)]:
        span = slice(lines.start[row], lines.end[row])
        raw = np.frombuffer(lines.tokens.data[span], np.uint8)
        cased = _CASED[codes[span]]
        latin = bool((cased & (raw < 0x80)).any())
        other = bool((cased & (raw >= 0xCE) & (raw <= 0xD4)).any())
        flags[row] = latin and other
    return flags


def _glued_home(facts: Facts) -> NDArray[np.bool_]:
    """Lines that begin with a start-page label and go on with a capital without a space."""
    lines, data = facts.lines, facts.lines.tokens.data
    flags = np.zeros(len(facts), np.bool_)
    loads = np.ndarray((len(data) - 3,), "<u4", data, 0, (1,))
    start = loads[lines.start]
    for label, begins in zip(_HOME, _HOME_STARTS, strict=True):
        likely = positions((start == begins) & (facts.words <= 8))
        glued = lines.tokens.codes[lines.start[likely] + len(label)] == UPPER
        for row in likely[glued]:
            flags[row] = data.startswith(label, lines.start[row])
    return flags


def _kickers(view: View) -> NDArray[np.bool_]:
    """Up to three words between certain chrome and a long headline in title case."""
    facts, page = view.facts, view.facts.lines.page
    certain = view.spoken_of(CERTAIN)
    if not certain.any():
        return certain
    headline = facts.alone(_headlines)
    flags = np.zeros(len(facts), np.bool_)
    flags[1:-1] = certain[:-2] & headline[2:] & (page[2:] == page[:-2])
    return flags & (facts.words <= 3) & (facts.closing == 0)


def _headlines(facts: Facts) -> NDArray[np.bool_]:
    """Long lines in title case."""
    capitals, lines = facts.lines.tokens.capital_sums, facts.lines
    upper = capitals[lines.last] - capitals[lines.first]
    cased = (facts.words >= _HEADLINE_WORDS) & (upper * 3 >= facts.words * 2)
    return cased & (facts.closing != STOP)


KICKER_STAGE: Final = Stage((KICKER,), lambda view: [(KICKER, rows(_kickers(view)))])
STAGE: Final = Stage((BARS, SCRIPTS, GLUED), find, alone=True)
