"""Reading: the records of all inputs, and how far they are read."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from cleaner.formats.record import Fields, Item
from cleaner.formats.sources import Source


class Reading:
    """Reads files one after the other.

    Args:
        paths: the files.
        fields: how fields are called.

    Attributes:
        size: the bytes of all of them.
    """

    def __init__(self, paths: Sequence[Path], fields: Fields) -> None:
        self._paths = paths
        self._fields = fields
        self._before = 0
        self._source: Source | None = None
        self.size = sum(map(_size, paths))

    def __iter__(self) -> Iterator[Item]:
        for path in self._paths:
            self._source = Source(path, self._fields)
            yield from self._source.items()
            self._source = None
            self._before += _size(path)

    @property
    def done(self) -> int:
        """The bytes that are read so far, packed as they are."""
        return self._before + (self._source.position if self._source else 0)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # that it cannot be read is said where it is read
        return 0
