"""The memory: the lines that stand on many pages of their site, ready to be looked up."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from cleaner.sites.host import host_of
from cleaner.table.arrays import Index
from cleaner.table.hashes import Hashes, of_group
from cleaner.table.lines import Lines


@dataclass(frozen=True, eq=False)
class Recurring:
    """The lines that stand on many pages of one host.

    Attributes:
        pages: how many distinct pages were looked at.
        key: uint64 [lines], ascending, see Lines.key.
        count: int64 [lines], on how many of the pages each stands.
    """

    pages: int
    key: Hashes
    count: Index


@dataclass(frozen=True, eq=False)
class Standing:
    """On how many pages of its site every line of a table stands; 0 where that is not many.

    Attributes:
        count: int64 [lines], the pages that it stands on.
        pages: int64 [lines], the pages that were looked at.
    """

    count: Index
    pages: Index

    def reason(self, row: int) -> str:
        """What a verdict says of a line, for people.

        >>> Standing(np.array([212]), np.array([230])).reason(0)
        'The line stands on 212 of 230 pages of this site.'
        """
        return f"The line stands on {self.count[row]} of {self.pages[row]} pages of this site."


@dataclass(frozen=True, eq=False)
class Sites:
    """What is known of some sites.

    Attributes:
        hosts: their hosts, sorted.
        lines: what is known of each.
    """

    hosts: tuple[str, ...]
    lines: tuple[Recurring, ...]

    @classmethod
    def of(cls, known: Mapping[str, Recurring]) -> "Sites":
        """The memory of some hosts; those without a line to know are left out."""
        hosts = sorted(host for host, lines in known.items() if lines.key.size)
        return cls(tuple(hosts), tuple(known[host] for host in hosts))

    @classmethod
    def learn(cls, pages: Iterable[tuple[str, str]]) -> "Sites":
        """Learn from pages; see Learner for more than one process.

        Args:
            pages: the URL and the text of each.
        """
        from cleaner.sites.learn import Learner

        learner = Learner()
        learner.add(pages)
        return learner.sites()

    @classmethod
    def load(cls, path: str | Path) -> "Sites":
        """Read a memory that was saved."""
        from cleaner.sites.files import load

        return load(Path(path))

    def save(self, path: str | Path) -> None:
        """Write the memory to a Parquet file."""
        from cleaner.sites.files import save

        save(self, Path(path))

    def standing(self, table: Lines, places: Sequence[str | None]) -> Standing:
        """Look up every line of a table.

        Args:
            table: the table.
            places: where every page comes from, see host_of; None where that is not known.
        """
        numbers = [self._number.get(host_of(place or ""), -1) for place in places]
        host = np.array(numbers, np.int64)[table.page]
        count = np.zeros(len(table), np.int64)
        row = np.flatnonzero(host >= 0)
        if row.size:
            keys, counts = self._index
            wanted = of_group(table.key[row], host[row])
            at = np.minimum(np.searchsorted(keys, wanted), keys.size - 1)
            count[row] = np.where(keys[at] == wanted, counts[at], 0)
        pages = np.array([*(lines.pages for lines in self.lines), 0], np.int64)[host]
        return Standing(count, np.where(count > 0, pages, 0))

    @cached_property
    def _number(self) -> dict[str, int]:
        return {host: number for number, host in enumerate(self.hosts)}

    @cached_property
    def _index(self) -> tuple[Hashes, Index]:
        """All lines of all hosts in one sorted column, and their counts."""
        host = np.repeat(np.arange(len(self.lines)), [lines.key.size for lines in self.lines])
        keys = of_group(np.concatenate([lines.key for lines in self.lines]), host)
        order = np.argsort(keys)
        return keys[order], np.concatenate([lines.count for lines in self.lines])[order]
