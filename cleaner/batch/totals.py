"""Totals: what a run has counted, in as little memory whatever the number of pages.

They are JSON values, for the ledger keeps them: a run that goes on counts on.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from cleaner.batch.cleaning import Detail, Done
from cleaner.formats.record import Bad

Totals = dict[str, Any]
"""pages, bad, size_in, size_out: numbers; most_cut, slowest: pairs of a share or of seconds with a
place, the largest first; outcomes, rules: pages and lines by name; kinds: lines and characters."""

WORST: Final = 10
"""Pages that are named."""


def none() -> Totals:
    """Nothing counted yet."""
    return {"pages": 0, "bad": 0, "size_in": 0, "size_out": 0, "outcomes": {}, "kinds": {},
            "rules": {}, "slowest": [], "most_cut": []}  # fmt: skip


def add(totals: Totals, outcomes: Sequence[Done | Bad]) -> None:
    """Count what came of some records."""
    done = [outcome for outcome in outcomes if isinstance(outcome, Done)]
    totals["pages"] += len(done)
    totals["bad"] += len(outcomes) - len(done)
    totals["size_in"] += sum(page.size_in for page in done)
    totals["size_out"] += sum(page.size_out for page in done)
    cut = ((page.cut, page.place) for page in done if page.cut is not None)
    totals["most_cut"] = _worst(totals["most_cut"], cut)
    details = [(page.place, page.detail) for page in done if page.detail]
    slow = ((detail.seconds, place) for place, detail in details)
    totals["slowest"] = _worst(totals["slowest"], slow)
    for _, detail in details:
        _add_detail(totals, detail)


def _add_detail(totals: Totals, detail: Detail) -> None:
    outcomes, rules, kinds = (totals[name] for name in ("outcomes", "rules", "kinds"))
    outcomes[detail.outcome] = outcomes.get(detail.outcome, 0) + 1
    for rule, lines in detail.rules.items():
        rules[rule] = rules.get(rule, 0) + lines
    for kind, (lines, characters) in detail.kinds.items():
        known = kinds.get(kind, (0, 0))
        kinds[kind] = [known[0] + lines, known[1] + characters]


def _worst(known: Sequence[Sequence[Any]], new: Iterable[tuple[float, str]]) -> list[list[Any]]:
    return [list(pair) for pair in sorted((*map(tuple, known), *new), reverse=True)[:WORST]]
