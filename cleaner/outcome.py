"""Outcomes: what kind of result a page came to, so that doubtful pages can be sent elsewhere."""

from collections.abc import Sequence
from typing import Final

from cleaner.cleaned import Outcome, Verdict

_FEW_WORDS: Final = 120
"""An error page has a heading and a sentence or two; an article about errors has more."""
_ERRORS: Final = ".other.error:"


def outcome_of(
    text: str, cleaned: str, verdicts: Sequence[Verdict], matched: Sequence[str]
) -> Outcome:
    """Say what kind of result a page came to.

    Args:
        text: the page.
        cleaned: what is left of it.
        verdicts: the verdicts of its lines.
        matched: ids of the rules that matched anywhere on the page.
    """
    if not text.strip():
        return "empty"
    if len(cleaned.split()) < _FEW_WORDS and any(_ERRORS in rule for rule in matched):
        return "error page"
    if cleaned == text:
        return "unchanged"
    if cleaned.strip():
        return "article"
    consent = sum(len(text[v.start : v.end]) for v in verdicts if v.kind == "consent")
    return "banner only" if 2 * consent >= len(text.strip()) else "nothing left"
