"""Recurring lines: what stands on many pages of a site is the site's, not the page's.

This needs a site memory, see cleaner/sites; without one the stage sees nothing.
"""

from typing import Final

from cleaner.rules.rule import Weight
from cleaner.stages.evidence import Found, Stage, View, rows, structure

LINE: Final = structure(
    "site", "other", Weight.CERTAIN, "The line stands on many pages of this site."
)
# A site may show a long text at several addresses, and those who wrote it want it read.
PARAGRAPH: Final = structure(
    "site-paragraph", "other", Weight.HINT, "The paragraph stands on many pages of this site."
)


def find(view: View) -> list[Found]:
    """Lines that site memory knows, paragraphs apart."""
    if view.standing is None:
        return []
    many, prose = view.standing.count > 0, view.facts.prose
    return [(LINE, rows(many & ~prose)), (PARAGRAPH, rows(many & prose))]


STAGE: Final = Stage("other", (LINE, PARAGRAPH), find, alone=True)
