"""A run over files of records: read, clean, write, note."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final

from cleaner.api import Cleaner
from cleaner.batch.ledger import Ledger
from cleaner.batch.plan import chunks
from cleaner.batch.pool import Outcome, Pool
from cleaner.formats import jsonl
from cleaner.formats.record import Bad, Fields, Item
from cleaner.formats.sources import Source

OUT: Final = "out"
REMOVED: Final = "removed"
ERRORS: Final = "errors"
MOST_CUT: Final = 10


@dataclass(frozen=True)
class Plan:
    """What a run is to do.

    Attributes:
        inputs: files of records.
        output: the file for cleaned records.
        fields: how fields are called.
        removed: the file for what was taken out, or None.
        errors: the file for what is wrong with bad records.
        jobs: how many processes.
        timeout: seconds that a page may take.
        strict: whether the first bad record ends the run.
    """

    inputs: tuple[Path, ...]
    output: Path
    fields: Fields
    errors: Path
    removed: Path | None = None
    jobs: int = 1
    timeout: float = 60.0
    strict: bool = False

    def files(self) -> dict[str, Path]:
        """The files that the run writes, by what they are for."""
        extra = {REMOVED: self.removed} if self.removed else {}
        return {OUT: self.output, ERRORS: self.errors, **extra}

    def identity(self, settings: str) -> dict[str, Any]:
        """What makes it the same run: inputs as they are, and how they are cleaned."""
        inputs = [[str(path), path.stat().st_size, path.stat().st_mtime_ns] for path in self.inputs]
        return {"inputs": inputs, "settings": settings, "fields": asdict(self.fields),
                "files": {name: str(path) for name, path in self.files().items()}}  # fmt: skip


class StrictError(ValueError):
    """A bad record in a strict run."""


def run(
    plan: Plan, cleaner: Cleaner, ledger: Ledger, said: Callable[[int, int], None]
) -> dict[str, Any]:
    """Clean all records that are not done yet.

    Args:
        plan: what to do.
        cleaner: what cleans.
        ledger: where it goes.
        said: called now and then with the numbers of records done and of bad ones.

    Returns:
        what was counted: pages, bad, size_in, size_out, kinds, rules, most_cut.

    Raises:
        StrictError: a record is bad, and the plan is strict.
        OSError: something cannot be written; what is done is noted.
    """
    totals = ledger.totals or {
        "pages": 0, "bad": 0, "size_in": 0, "size_out": 0, "kinds": {}, "rules": {}, "most_cut": [],
    }  # fmt: skip
    ledger.totals = totals
    items = islice(_items(plan), ledger.events, None)
    detail = plan.removed is not None
    with Pool(cleaner, plan.jobs, plan.timeout, plan.fields, detail=detail) as pool:
        for outcomes in pool.clean(chunks(items)):
            if plan.strict and (bad := next((b for b in outcomes if isinstance(b, Bad)), None)):
                raise StrictError(f"{bad.place}: {bad.reason}")
            _count(totals, outcomes)
            ledger.add(_lines(outcomes, plan), len(outcomes))
            said(ledger.events, totals["bad"])
    return totals


def _items(plan: Plan) -> Iterator[Item]:
    return chain.from_iterable(Source(path, plan.fields).items() for path in plan.inputs)


def _lines(outcomes: Sequence[Outcome], plan: Plan) -> dict[str, bytes]:
    out, removed, errors = list[bytes](), list[bytes](), list[bytes]()
    for outcome in outcomes:
        if isinstance(outcome, Bad):
            errors.append(jsonl.write({"place": outcome.place, "reason": outcome.reason}))
        else:
            out.append(outcome.line)
            removed.append(outcome.removed)
    lines = {OUT: b"".join(out), ERRORS: b"".join(errors)}
    return lines | ({REMOVED: b"".join(removed)} if plan.removed else {})


def _count(totals: dict[str, Any], outcomes: Sequence[Outcome]) -> None:
    cut = list(map(tuple, totals["most_cut"]))
    for outcome in outcomes:
        if isinstance(outcome, Bad):
            totals["bad"] += 1
            continue
        totals["pages"] += 1
        totals["size_in"] += outcome.size_in
        totals["size_out"] += outcome.size_out
        for name, found in (("kinds", outcome.kinds), ("rules", outcome.rules)):
            totals[name] = dict(Counter(totals[name]) + Counter(found))
        if outcome.size_in and not outcome.html:
            cut.append((round(1 - outcome.size_out / outcome.size_in, 4), outcome.place))
    totals["most_cut"] = sorted(cut, reverse=True)[:MOST_CUT]


def summary(totals: dict[str, Any]) -> str:
    """What a run counted, as JSON for people and programs."""
    return json.dumps(totals, ensure_ascii=False, indent=1)
