"""The ledger of a run: files that grow chunk by chunk, and a note of how far they are whole.

A note is put in place after the files have reached the disk, so whenever a run is killed, the last
note says how much of every file is good. A run that goes on cuts off the rest and appends. Of a
table a journal grows, which stays until everything else is done.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from cleaner.formats import tables
from cleaner.formats.compressed import packed


class LedgerError(ValueError):
    """A run cannot go on from what is there; the message says what to do."""


class Ledger:
    """Grows files under temporary names and gives them their own when all is done.

    Args:
        files: where they go, by what they are for; the first one names the ledger.
        run: what the run is; another run does not go on from this one's files.
        resume: whether to go on from what an earlier run has left.

    Attributes:
        events: how many records are done.
        totals: what was counted so far; JSON values.

    Raises:
        LedgerError: there is an earlier run's ledger and resume is false, or it is of another run.
        OSError: files cannot be written.
    """

    def __init__(self, files: Mapping[str, Path], run: Mapping[str, Any], *, resume: bool) -> None:
        self._files = dict(files)
        first = next(iter(files.values()))
        self._note = first.with_name(f"{first.name}.run")
        self._run = dict(run)
        self.events = 0
        self.totals: dict[str, Any] = {}
        sizes = self._resumed(first) if resume else {}
        if not resume and self._note.exists():
            raise LedgerError(
                f"{self._note} is of a run that was stopped; go on with --resume, or remove it"
            )
        for name, path in files.items() if sizes else ():
            _taken_back(path, sizes[name])
        self._open = {name: _at(_part(path), sizes.get(name, 0)) for name, path in files.items()}

    def _resumed(self, first: Path) -> dict[str, int]:
        if not self._note.exists():
            if first.exists():
                _part(first).unlink(missing_ok=True)  # a journal, if the run was killed at its end
                raise LedgerError(f"{first} is finished already; remove it to do it again")
            return {}
        note = json.loads(self._note.read_text("utf-8"))
        if note["run"] != self._run:
            raise LedgerError(
                f"{self._note} is of a run with other inputs or settings; "
                "give the same ones, or remove it to begin anew"
            )
        self.events, self.totals = note["events"], note["totals"]
        sizes: dict[str, int] = note["sizes"]
        return sizes

    def add(self, data: Mapping[str, bytes], events: int) -> None:
        """Append to files, and note that so many more records are done.

        Args:
            data: what to append to each file, not packed yet.
            events: how many records it is of.
        """
        for name, piece in data.items():
            if piece:
                _write(self._open[name], packed(piece, _packing(self._files[name])))
        for file in self._open.values():
            file.flush()
            os.fsync(file.fileno())
        self.events += events
        self._write_note()

    def _write_note(self) -> None:
        sizes = {name: file.tell() for name, file in self._open.items()}
        note = {"run": self._run, "events": self.events, "totals": self.totals, "sizes": sizes}
        temporary = self._note.with_name(f"{self._note.name}.new")
        with open(temporary, "w", encoding="utf-8") as file:
            file.write(json.dumps(note))  # in one piece: json.dump is written in Python
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, self._note)

    def finish(self, schema: Any = None) -> None:
        """Give the files their names: all are whole.

        Args:
            schema: that of tables among them, None where the values are to say it.
        """
        self._close()
        journals = list(filter(tables.is_table, self._files.values()))
        for path in journals:
            tables.write(_part(path), path, schema)
        for path in self._files.values():
            if path not in journals:
                os.replace(_part(path), path)
        self._note.unlink(missing_ok=True)
        for path in journals:
            _part(path).unlink()

    def _close(self) -> None:
        for file in self._open.values():
            file.close()

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()


def _part(path: Path) -> Path:
    return path.with_name(f"{path.name}.part")


def _packing(path: Path) -> str:
    """A name that says how what grows is packed."""
    return tables.JOURNAL if tables.is_table(path) else path.name


def _taken_back(path: Path, size: int) -> None:
    """A run that was killed while its files got their names goes on from there."""
    if _part(path).exists():
        return
    if tables.is_table(path) or not path.exists() or path.stat().st_size != size:
        raise LedgerError(
            f"{_part(path)} is gone, and a run cannot go on without it; "
            f"remove what is left of the run to begin anew"
        )
    os.replace(path, _part(path))


def _write(file: IO[bytes], data: bytes) -> None:
    """Write all of it: a full disk takes a part before it says that it is full."""
    rest = memoryview(data)
    while rest:
        rest = rest[file.write(rest) :]


def _at(path: Path, size: int) -> IO[bytes]:
    """A file cut to some size, to be appended to. Without a buffer: what failed is not tried again
    when the file is closed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    file = path.open("r+b" if size else "wb", buffering=0)
    file.truncate(size)
    file.seek(size)
    return file
