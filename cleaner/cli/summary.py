"""What a run over a corpus came to: lines for people, JSON for programs."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from cleaner.cli.console import page_count, say, shown, size

_MOST: Final = 10
_WORST: Final = 3


def say_totals(totals: Mapping[str, Any], output: Path) -> None:
    """Say what a run has counted.

    Args:
        totals: see cleaner.batch.totals.
        output: what it has written.
    """
    say(f"cleaner: {shown(str(output))}: {page_count(totals['pages'])} cleaned, "
        f"{size(totals['size_in'])} in, {size(totals['size_out'])} out")  # fmt: skip
    kinds = {f"{kind} {lines}": count for kind, (lines, count) in totals["kinds"].items()}
    _say("pages", [f"{name} {count}" for name, count in _most(totals["outcomes"])])
    _say("lines that went, by kind",
         [f"{name} ({size(count)})" for name, count in _most(kinds)])  # fmt: skip
    _say("rules", [f"{rule} {count}" for rule, count in _most(totals["rules"])])
    worst = totals["slowest"][:_WORST], totals["most_cut"][:_WORST]
    _say("slowest", [f"{shown(place)} {seconds:.2f} s" for seconds, place in worst[0]])
    _say("most cut", [f"{shown(place)} {share:.0%}" for share, place in worst[1] if share])


def _say(title: str, parts: list[str]) -> None:
    if parts:
        say(f"cleaner: {title}: {', '.join(parts)}")


def _most(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_MOST]


def as_json(totals: Mapping[str, Any]) -> str:
    """What a run has counted, the most of everything first."""
    kinds = sorted(totals["kinds"].items(), key=lambda item: -item[1][1])
    rules = sorted(totals["rules"].items(), key=lambda item: (-item[1], item[0]))
    values = {
        **totals,
        "kinds": {kind: {"lines": lines, "bytes": count} for kind, (lines, count) in kinds},
        "rules": dict(rules),
        "slowest": [{"place": place, "seconds": value} for value, place in totals["slowest"]],
        "most_cut": [{"place": place, "share": value} for value, place in totals["most_cut"]],
    }
    return json.dumps(values, indent=1) + "\n"
