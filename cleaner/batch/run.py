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
from cleaner.batch.pool import Pair, Pool
from cleaner.batch.worker import Result
from cleaner.formats import jsonl
from cleaner.formats.record import Bad, Event, Fields, Record
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
    events = islice(_events(plan), ledger.events, None)
    with Pool(cleaner, plan.jobs, plan.timeout, detail=plan.removed is not None) as pool:
        for pairs in pool.clean(chunks(events)):
            if plan.strict and (bad := next((b for _, b in pairs if isinstance(b, Bad)), None)):
                raise StrictError(f"{bad.place}: {bad.reason}")
            _count(totals, pairs)
            ledger.add(_lines(pairs, plan), len(pairs))
            said(ledger.events, totals["bad"])
    return totals


def _events(plan: Plan) -> Iterator[Event]:
    return chain.from_iterable(Source(path, plan.fields).events() for path in plan.inputs)


def _lines(pairs: Sequence[Pair], plan: Plan) -> dict[str, bytes]:
    out, removed, errors = list[bytes](), list[bytes](), list[bytes]()
    for event, outcome in pairs:
        if isinstance(outcome, Bad):
            errors.append(jsonl.write({"place": outcome.place, "reason": outcome.reason}))
        elif isinstance(event, Record):
            out.append(jsonl.write(event.cleaned(outcome.text, plan.fields)))
            if outcome.removed is not None:
                removed.append(_removed(event, outcome))
    lines = {OUT: b"".join(out), ERRORS: b"".join(errors)}
    return lines | ({REMOVED: b"".join(removed)} if plan.removed else {})


def _removed(record: Record, result: Result) -> bytes:
    pieces = [[piece.at, piece.text] for piece in result.removed or ()]
    return jsonl.write({"place": record.place, "html": record.html, "removed": pieces})


def _count(totals: dict[str, Any], pairs: Sequence[Pair]) -> None:
    cut = list(map(tuple, totals["most_cut"]))
    for event, outcome in pairs:
        if isinstance(outcome, Bad) or isinstance(event, Bad):
            totals["bad"] += 1
            continue
        size_in, size_out = _size(event.content), _size(outcome.text)
        totals["pages"] += 1
        totals["size_in"] += size_in
        totals["size_out"] += size_out
        for name, found in (("kinds", outcome.kinds), ("rules", outcome.rules)):
            totals[name] = dict(Counter(totals[name]) + Counter(found))
        if size_in and not event.html:
            cut.append((round(1 - size_out / size_in, 4), event.place))
    totals["most_cut"] = sorted(cut, reverse=True)[:MOST_CUT]


def _size(content: str | bytes) -> int:
    return len(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content)


def summary(totals: dict[str, Any]) -> str:
    """What a run counted, as JSON for people and programs."""
    return json.dumps(totals, ensure_ascii=False, indent=1)
