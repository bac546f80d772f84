"""Which lines `cleaner explain` shows."""

from typing import Final, Literal

from cleaner.cleaned import Verdict

Only = Literal["removed", "kept", "doubtful"]

_LOW: Final = 0.2
_HIGH: Final = 0.8
"""Between these the score is not sure."""


def selects(only: Only | None, verdict: Verdict) -> bool:
    """Whether a verdict is to be shown.

    Args:
        only: what to show; None for everything.
        verdict: about a line, or about an end that was cut off.

    >>> selects("doubtful", Verdict(0, 0, 9, False, "advert", "en.advert.labels:ad", "", 0.95))
    True
    """
    match only:
        case "removed":
            return not verdict.keep
        case "kept":
            return verdict.keep
        case "doubtful":
            return verdict.score is not None and _is_doubtful(verdict.score, verdict.keep)
    return True


def _is_doubtful(score: float, keep: bool) -> bool:
    return _LOW < score < _HIGH or (score >= _HIGH) != keep
