"""Totals: what a run has counted, in as little memory whatever the number of pages.

They are JSON values, for the ledger keeps them: a run that goes on counts on.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from cleaner.tally import Tally

Totals = dict[str, Any]
"""pages, bad, size_in, size_out: numbers; most_cut, slowest: pairs of a share or of seconds with a
place, the largest first; outcomes, rules: pages and lines by name; kinds: lines and bytes."""

WORST: Final = 10
"""Pages that are named."""


class Measured(NamedTuple):
    """A cleaned page in numbers.

    Attributes:
        place: its file and where it stands there.
        size_in, size_out: bytes before and after.
        cut: the share of its text that went; None where nobody knows.
        seconds: how long it took, where it was cleaned by itself.
    """

    place: str
    size_in: int
    size_out: int
    cut: float | None
    seconds: float | None = None


def none() -> Totals:
    """Nothing counted yet."""
    return {"pages": 0, "bad": 0, "size_in": 0, "size_out": 0, "outcomes": {}, "kinds": {},
            "rules": {}, "slowest": [], "most_cut": []}  # fmt: skip


def totals_of(pages: Sequence[Measured], tally: Tally, bad: int = 0) -> Totals:
    """What some pages come to.

    Args:
        pages: their sizes.
        tally: what went from them.
        bad: records beside them that could not be cleaned.
    """
    cut = ((page.cut, page.place) for page in pages if page.cut is not None)
    slow = ((page.seconds, page.place) for page in pages if page.seconds is not None)
    return {
        "pages": len(pages),
        "bad": bad,
        "size_in": sum(page.size_in for page in pages),
        "size_out": sum(page.size_out for page in pages),
        "outcomes": dict(tally.outcomes),
        "kinds": {kind: list(counts) for kind, counts in tally.kinds.items()},
        "rules": dict(tally.rules),
        "slowest": _worst(slow),
        "most_cut": _worst(cut),
    }


def add(totals: Totals, more: Totals) -> None:
    """Count on: `totals` becomes the sum of both."""
    for name in ("pages", "bad", "size_in", "size_out"):
        totals[name] += more[name]
    for name in ("outcomes", "rules"):
        known = totals[name]
        for what, count in more[name].items():
            known[what] = known.get(what, 0) + count
    for kind, counts in more["kinds"].items():
        before = totals["kinds"].get(kind, (0, 0))
        totals["kinds"][kind] = [a + b for a, b in zip(before, counts, strict=True)]
    for name in ("slowest", "most_cut"):
        totals[name] = _worst((*totals[name], *more[name]))


def _worst(pairs: Iterable[Sequence[Any]]) -> list[list[Any]]:
    return [list(pair) for pair in sorted(map(tuple, pairs), reverse=True)[:WORST]]
