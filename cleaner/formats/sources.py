"""Which format a file is in, by its name, and its records."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final

from cleaner.formats import jsonl, pages, parquet, warc
from cleaner.formats.compressed import DAMAGED, PACKED, inner_suffix, unpacked
from cleaner.formats.record import Bad, Event, Fields, Item

FORMATS: Final = (".jsonl", ".ndjson", ".parquet", ".warc", ".wet")
"""The suffixes of files that hold many pages."""


@dataclass
class Source:
    """A file of records, or of a single page.

    Attributes:
        path: the file.
        fields: how fields are called.
    """

    path: Path
    fields: Fields
    _file: IO[bytes] | None = field(default=None, init=False, repr=False)

    @property
    def position(self) -> int:
        """How many of its bytes are read, while it is read."""
        return self._file.tell() if self._file and not self._file.closed else 0

    def events(self) -> Iterator[Event]:
        """Its records, all read."""
        for item in self.items():
            yield jsonl.event_of(item, self.fields)

    def items(self) -> Iterator[Item]:
        """Its records, and what of it cannot be read: that comes last, and says what is lost."""
        name, number = str(self.path), 0
        try:
            for item in self._read(name):
                number += 1
                yield item
        except DAMAGED as error:
            yield Bad(name, f"is damaged after {number} records, the rest is lost: {error}")
        except OSError as error:
            yield Bad(name, f"cannot be read after {number} records: {error.strerror or error}")

    def _read(self, name: str) -> Iterator[Item]:
        suffix = inner_suffix(self.path)
        with open(self.path, "rb") as file:
            self._file = file
            if suffix == ".parquet":
                yield from parquet.read(file, name, self.fields)
            elif suffix in (".warc", ".wet"):
                yield from warc.read(unpacked(file, name), name, self.fields)
            elif suffix in pages.PAGES:
                yield pages.read(unpacked(file, name), self.path, self.fields)
            else:
                yield from jsonl.read(unpacked(file, name), name)


def holds_many(path: Path) -> bool:
    """Whether the name of a file says that it holds many pages.

    >>> holds_many(Path("a.jsonl.gz")), holds_many(Path("a.html")), holds_many(Path("a.parquet.gz"))
    (True, False, False)
    """
    # Parquet packs its pages itself, and is read from its end.
    packed_table = inner_suffix(path) == ".parquet" and path.suffix.lower() in PACKED
    return inner_suffix(path) in FORMATS and not packed_table


def unknown(paths: Sequence[Path]) -> list[Path]:
    """Those of some files whose format their name does not say.

    >>> unknown([Path("a.jsonl.gz"), Path("b.csv"), Path("c.txt")])
    [PosixPath('b.csv')]
    """
    return [p for p in paths if not holds_many(p) and inner_suffix(p) not in pages.PAGES]
