"""A run over files of records: read, clean, write, note."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final

from cleaner.batch.chunks import chunks
from cleaner.batch.cleaning import Cleaning, Done
from cleaner.batch.ledger import Ledger
from cleaner.batch.pool import Pool
from cleaner.batch.reading import Reading
from cleaner.batch.totals import Totals, add, none
from cleaner.cleaner import Cleaner
from cleaner.formats import jsonl
from cleaner.formats.record import Bad, Fields

OUT: Final = "out"
REMOVED: Final = "removed"
ERRORS: Final = "errors"

Said = Callable[[Reading, int, int], None]


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
        inputs = hashlib.sha256(json.dumps(list(map(_state, self.inputs))).encode()).hexdigest()
        return {"inputs": inputs, "settings": settings, "fields": asdict(self.fields),
                "files": {name: str(path) for name, path in self.files().items()}}  # fmt: skip


def _state(path: Path) -> list[str | int]:
    try:
        state = path.stat()
    except OSError:  # that it cannot be read is said where it is read
        return [str(path)]
    return [str(path), state.st_size, state.st_mtime_ns]


class StrictError(ValueError):
    """A bad record in a strict run."""


def run(plan: Plan, cleaner: Cleaner, ledger: Ledger, said: Said) -> Totals:
    """Clean all records that are not done yet.

    Args:
        plan: what to do.
        cleaner: what cleans.
        ledger: where it goes.
        said: called now and then with how far the inputs are read, and the numbers of records done
            and of bad ones.

    Returns:
        what was counted.

    Raises:
        StrictError: a record is bad, and the plan is strict.
        OSError: something cannot be written; what is done is noted.
    """
    ledger.totals = totals = ledger.totals or none()
    reading = Reading(plan.inputs, plan.fields)
    items = islice(reading, ledger.events, None)
    task = Cleaning(cleaner, plan.fields, plan.removed is not None)
    with Pool(task, plan.jobs, plan.timeout) as pool:
        for results in pool.run(chunks(items)):
            done = [_failed(one) if isinstance(one, Bad) else one for one in results]
            if plan.strict and (bad := next((bad for one in done for bad in one.bad), None)):
                raise StrictError(f"{bad.place}: {bad.reason}")
            for one in done:
                add(totals, one.totals)
            ledger.add(_lines(done, plan), sum(len(one) for one in done))
            said(reading, ledger.events, totals["bad"])
    return totals


def _failed(bad: Bad) -> Done:
    return Done(b"", b"", [bad], none() | {"bad": 1})


def _lines(done: Sequence[Done], plan: Plan) -> dict[str, bytes]:
    errors = [{"place": bad.place, "reason": bad.reason} for one in done for bad in one.bad]
    lines = {
        OUT: b"".join(one.lines for one in done),
        ERRORS: b"".join(map(jsonl.write, errors)),
    }
    return lines | ({REMOVED: b"".join(one.removed for one in done)} if plan.removed else {})
