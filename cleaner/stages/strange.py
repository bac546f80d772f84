"""Strange lines: those that have no word in common with the text of their page."""

from typing import Final

import numpy as np

from cleaner.stages.evidence import View
from cleaner.table.arrays import Flags

_ENOUGH_TEXT: Final = 4
"""Long lines of a page from which on its headings must share a word with them."""


def strange(view: View) -> Flags:
    """bool [lines]: lines on pages with enough text that have wide words, but none, inflected or
    not, with it in common: headlines of other articles rather than headings of the page's own.

    Args:
        view: what to look at.
    """
    facts = view.facts
    enough = facts.page_sums(facts.long) >= _ENOUGH_TEXT
    if not enough.any():
        return np.zeros(len(facts), np.bool_)
    return facts.spread(enough) & (facts.wide_last > facts.wide_first) & (facts.shared_stems == 0)
