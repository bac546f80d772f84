"""Outcomes: what kind of result a page came to, so that doubtful pages can be sent elsewhere."""

from typing import Final

from cleaner.cleaned import Outcome

_FEW_WORDS: Final = 120
"""An error page has a heading and a sentence or two; an article about errors has more."""


def outcome_of(text: str, cleaned: str, consent: int, *, error: bool) -> Outcome:
    """Say what kind of result a page came to.

    Args:
        text: the page.
        cleaned: what is left of it.
        consent: how many characters of consent banners went.
        error: whether words of an error page stand anywhere on it, see Rulebook.errors.
    """
    if not text.strip():
        return "empty"
    if error and len(cleaned.split()) < _FEW_WORDS:
        return "error page"
    if cleaned == text:
        return "unchanged"
    if cleaned.strip():
        return "article"
    return "banner only" if 2 * consent >= len(text.strip()) else "nothing left"
