"""Which format a file is in, by its name, and its records."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cleaner.formats import jsonl, parquet, warc
from cleaner.formats.compressed import DAMAGED, PACKED, inner_suffix, unpacked
from cleaner.formats.record import Bad, Event, Fields, Item, Line

FORMATS: Final = (".jsonl", ".ndjson", ".parquet", ".warc", ".wet")


@dataclass(frozen=True)
class Source:
    """A file of records.

    Attributes:
        path: the file.
        fields: how fields are called.
    """

    path: Path
    fields: Fields

    def events(self) -> Iterator[Event]:
        """Its records, all read."""
        for item in self.items():
            yield jsonl.parse(item, self.fields) if isinstance(item, Line) else item

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
        if suffix == ".parquet":
            yield from parquet.read(self.path, name, self.fields)
            return
        with open(self.path, "rb") as file:
            if suffix in (".warc", ".wet"):
                yield from warc.read(unpacked(file, name), name, self.fields)
            else:
                yield from jsonl.read(unpacked(file, name), name)


def unknown(paths: Sequence[Path]) -> list[Path]:
    """Those of some files whose format their name does not say.

    >>> unknown([Path("a.jsonl.gz"), Path("b.csv")])
    [PosixPath('b.csv')]
    """
    return [path for path in paths if inner_suffix(path) not in FORMATS or _is_packed_table(path)]


def _is_packed_table(path: Path) -> bool:
    """Parquet packs its pages itself, and is read from its end."""
    return inner_suffix(path) == ".parquet" and path.suffix.lower() in PACKED
