"""Ray Data: corpora cleaned by a cluster, with what recurs on their sites if wanted.

pages = read_pages(["crawl-1.warc.gz", "crawl-2.warc.gz"])
sites = learn_sites(pages)
clean_pages(pages, settings=Settings(sites=sites)).write_parquet("clean/")

Every step is a function over tables of Arrow, and so any other dataset of Ray that has the columns
will do for `pages`, such as ray.data.read_parquet("pages/").
"""

import codecs
import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cleaner.extras import needed
from cleaner.formats import jsonl
from cleaner.formats.arrow import arrow
from cleaner.formats.record import Bad, Event, Fields, Record
from cleaner.formats.sources import Source, unknown
from cleaner.formats.tables import whole
from cleaner.integrations.arrow import clean_table, pages_of
from cleaner.markup.page import read_page
from cleaner.settings import Settings
from cleaner.sites.files import sites_of, table_of
from cleaner.sites.learn import Learner
from cleaner.sites.memory import Sites

if TYPE_CHECKING:
    from pyarrow import Table
    from ray import ObjectRef
    from ray.data import Dataset

PLACE: Final = "place"
"""The column that says where a record stands: its file and its number there."""
ERROR: Final = "error"
"""The column that says what is wrong with a record that cannot be read."""
RECORD: Final = "record"
"""The column that holds all other fields of a record, as JSON: whatever their types, the columns of
all blocks are the same."""

_DEFAULT: Final = Settings()
_FIELDS: Final = Fields()
_SEEN: Final = "seen"
_ROWS: Final = 1000
"""The rows of a table …"""
_BYTES: Final = 32_000_000
"""… and the characters from which it is full, too."""


def read_pages(paths: Iterable[str | Path], fields: Fields = _FIELDS) -> "Dataset":
    """The records of files, each file read by one task.

    Args:
        paths: files as `cleaner corpus` takes them, where every node of the cluster finds them.
        fields: how fields are called, and what the columns are to be called.

    Returns:
        a dataset with columns of texts, HTML (bytes) and addresses, and PLACE, ERROR and RECORD. A
        record that cannot be read is a row with nothing but its place and its error.

    Raises:
        MissingExtra: Ray is not installed.
        ValueError: there is no file, or the name of one does not say what it holds.
    """
    files = [Path(path) for path in ([paths] if isinstance(paths, str) else paths)]
    if strange := unknown(files):
        names = ", ".join(map(str, strange))
        raise ValueError(
            f"{names}: the name does not say what it holds; name files, such as crawl.jsonl.zst"
        )
    if not files:
        raise ValueError("no file is named; give at least one")
    named = _ray().data.from_items(
        [{"path": str(path)} for path in files], override_num_blocks=len(files)
    )
    return named.map_batches(partial(_tables, fields=fields), batch_format="pyarrow")


def learn_sites(pages: "Dataset", fields: Fields = _FIELDS) -> Sites:
    """Learn which lines recur on the sites of a dataset, host by host wherever Ray groups them.

    Args:
        pages: the pages, with their addresses.
        fields: how its columns are called.

    Raises:
        MissingExtra: Ray is not installed.
        RayTaskError: a column is missing or holds something else; the message names it.
    """
    ray = _ray()
    # Whole blocks: of each no more is passed on than a sample of every host.
    seen = pages.map_batches(partial(_seen, fields=fields), batch_format="pyarrow", batch_size=None)
    # Ray leaves empty blocks without their columns, and cannot group by what is not there.
    blocks = seen.to_arrow_refs()
    sizes = ray.get([ray.remote(_size).remote(block) for block in blocks])
    full = [block for block, size in zip(blocks, sizes, strict=True) if size]
    if not full:
        return Sites.of({})
    found = (
        ray.data.from_arrow_refs(full)
        .groupby("host")
        .map_groups(_recurring, batch_format="pyarrow")
    )
    # Where nothing recurs there are no blocks at all.
    tables = [table_of(Sites.of({})), *ray.get(found.to_arrow_refs())]
    return sites_of(arrow().concat_tables(tables, promote_options="default"))


def clean_pages(
    pages: "Dataset", fields: Fields = _FIELDS, settings: Settings = _DEFAULT
) -> "Dataset":
    """Clean a dataset.

    Args:
        pages: the pages.
        fields: how its columns are called.
        settings: how to clean; a site memory travels once to every node.

    Returns:
        the dataset with cleaned texts, as clean_table leaves them.

    Raises:
        MissingExtra: Ray is not installed.
    """
    cleaning = partial(_cleaned, fields=fields, settings=_ray().put(settings))
    return pages.map_batches(cleaning, batch_format="pyarrow")


def _ray() -> Any:
    return needed("ray", "a dataset of Ray", "ray")


def _size(table: "Table") -> int:
    return len(table)


def _tables(files: "Table", fields: Fields) -> Iterator["Table"]:
    """The records of some files, a table for every so many of them, and an empty one at least."""
    rows, size = list[Mapping[str, Any]](), 0
    for path in files["path"].to_pylist():
        for event in Source(Path(path), fields).events():
            rows.append(_row(event, fields))
            size += len(event.content) if isinstance(event, Record) else 0
            if len(rows) >= _ROWS or size >= _BYTES:
                yield _table(rows, fields)
                rows, size = [], 0
    yield _table(rows, fields)


def _row(event: Event, fields: Fields) -> Mapping[str, Any]:
    if isinstance(event, Bad):
        return {PLACE: event.place, ERROR: event.reason}
    taken = (fields.text, fields.html, fields.url)
    others = {name: value for name, value in event.values.items() if name not in taken}
    row = {PLACE: event.place, fields.url: event.url, RECORD: jsonl.write(others).decode().rstrip()}
    page = event.content
    if not event.html:
        return row | {fields.text: whole(page)}
    if isinstance(page, str):
        # A column has one type, and the mark says what the bytes are whatever the page declares.
        page = codecs.BOM_UTF8 + page.encode("utf-8", "replace")
    return row | {fields.html: page}


def _table(rows: Sequence[Mapping[str, Any]], fields: Fields) -> "Table":
    pa = arrow()
    kinds = dict.fromkeys((fields.text, fields.html, fields.url, PLACE, ERROR, RECORD), pa.string())
    kinds[fields.html] = pa.binary()
    return pa.table(
        {name: pa.array([row.get(name) for row in rows], kind) for name, kind in kinds.items()}
    )


def _seen(table: "Table", fields: Fields) -> "Table":
    """What a block tells of every host, as a learner that knows nothing else."""
    if fields.url not in table.column_names:
        raise ValueError(f"the pages have no addresses: there is no column {fields.url!r}")
    pages, learner = pages_of(table, fields), Learner()
    learner.add((pages.url[row] or "", read_page(pages.html[row]).text) for row in pages.of_html)
    learner.add((pages.url[row] or "", pages.text[row]) for row in pages.of_text)
    hosts, parts = [], []
    for host, part in learner.apart():
        hosts.append(host)
        parts.append(pickle.dumps(part))
    pa = arrow()
    kind = pa.large_binary()  # of one host there may be gigabytes
    return pa.table({"host": pa.array(hosts, pa.string()), _SEEN: pa.array(parts, kind)})


def _recurring(group: "Table") -> "Table":
    """The memory of one host, of all that blocks tell of it."""
    learner = Learner()
    for part in group[_SEEN].to_pylist():
        learner.merge(pickle.loads(part))
    return table_of(learner.sites())


def _cleaned(table: "Table", fields: Fields, settings: "ObjectRef") -> "Table":
    return clean_table(table, fields, _settings(settings))


@cache
def _settings(reference: "ObjectRef") -> Settings:
    """The same object for all tables of a process, so that rules are compiled once."""
    settings: Settings = _ray().get(reference)
    return settings
