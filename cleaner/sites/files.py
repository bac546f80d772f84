"""Memories in files: Parquet, a row for every line of every host, so that any tool can read it."""

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from cleaner.extras import needed
from cleaner.sites.memory import Recurring, Sites

if TYPE_CHECKING:
    from pyarrow import Table

VERSION: Final = b"1"
"""What lines are known by: a new number when tokens are hashed or lines counted in another way."""
_VERSION_FIELD: Final = b"cleaner.sites"
_COLUMNS: Final = ("host", "pages", "key", "count")
_EXTRA: Final = ("a site memory in a file", "parquet")
_HINT: Final = "it is written by 'cleaner sites learn'"


class SitesError(ValueError):
    """A file that holds no site memory; the message names it and the remedy."""


def save(sites: Sites, path: Path) -> None:
    """Write a memory, as table_of has it.

    Args:
        sites: the memory.
        path: the file.

    Raises:
        MissingExtra: pyarrow is not installed.
        OSError: it cannot be written.
    """
    table = table_of(sites).replace_schema_metadata({_VERSION_FIELD: VERSION})
    needed("pyarrow.parquet", *_EXTRA).write_table(table, path)


def table_of(sites: Sites) -> "Table":
    """A memory as a table: host, pages looked at, key of a line, pages that it stands on.

    Args:
        sites: the memory.

    Raises:
        MissingExtra: pyarrow is not installed.
    """
    pa = needed("pyarrow", *_EXTRA)
    sizes = [lines.key.size for lines in sites.lines]
    number = np.arange(len(sizes), dtype=np.int32).repeat(sizes)
    hosts = pa.DictionaryArray.from_arrays(pa.array(number), pa.array(sites.hosts, pa.string()))
    pages = np.array([lines.pages for lines in sites.lines], np.int64).repeat(sizes)
    key = np.concatenate([np.empty(0, np.uint64), *(lines.key for lines in sites.lines)])
    count = np.concatenate([np.empty(0, np.int64), *(lines.count for lines in sites.lines)])
    return pa.table({"host": hosts, "pages": pages, "key": key, "count": count})


def load(path: Path) -> Sites:
    """Read a memory that was saved.

    Args:
        path: the file.

    Raises:
        MissingExtra: pyarrow is not installed.
        OSError: the file cannot be read.
        SitesError: it is no memory, or a broken one.
    """
    parquet = needed("pyarrow.parquet", *_EXTRA)

    with open(path, "rb") as file:
        try:
            table = parquet.read_table(file)
        except needed("pyarrow", *_EXTRA).ArrowException as error:
            raise SitesError(f"{path}: is no site memory, {_HINT}: {error}") from error
    version = (table.schema.metadata or {}).get(_VERSION_FIELD)
    if version != VERSION or not set(_COLUMNS) <= set(table.column_names):
        known = (
            "is no site memory" if version in (None, VERSION) else "was written by another version"
        )
        raise SitesError(f"{path}: {known}; {_HINT}")
    try:
        return sites_of(table)
    except SitesError as error:
        raise SitesError(f"{path}: {error}") from error


def sites_of(table: "Table") -> Sites:
    """The memory that a table holds.

    Args:
        table: see table_of; the rows of a host stand together, and its keys ascend.

    Raises:
        SitesError: they do not.
    """
    host, pages, key, count = (_column(table, name) for name in _COLUMNS)
    known: dict[str, Recurring] = {}
    changes = (np.flatnonzero(host[1:] != host[:-1]) + 1).tolist()
    for start, stop in pairwise([0, *changes, host.size] if host.size else []):
        part = slice(start, stop)
        if host[start] in known or (key[part][1:] <= key[part][:-1]).any():
            raise SitesError("its rows are not in order; learn it again")
        known[host[start]] = Recurring(
            int(pages[start]), key[part].astype(np.uint64), count[part].astype(np.int64)
        )
    return Sites.of(known)


def _column(table: "Table", name: str) -> "np.ndarray[Any, Any]":
    return table[name].combine_chunks().to_numpy(zero_copy_only=False)
