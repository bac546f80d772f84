"""Ray Data: corpora cleaned by a cluster, with what recurs on their sites if wanted.

pages = read_pages(["crawl-1.warc.gz", "crawl-2.warc.gz"])
sites = learn_sites(pages)
clean_pages(pages, settings=Settings(sites=sites)).write_parquet("clean/")

Every step is a function over tables of Arrow, and so any other dataset of Ray that has the columns
will do for `pages`, such as ray.data.read_parquet("pages/").
"""

import codecs
import pickle
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cleaner.extras import needed
from cleaner.formats.record import Bad, Event, Fields
from cleaner.formats.sources import Source, unknown
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

ERROR: Final = "cleaner_error"
"""The column that says what is wrong with a record."""

_DEFAULT: Final = Settings()
_FIELDS: Final = Fields()
_SEEN: Final = "seen"


def read_pages(paths: Iterable[str | Path], fields: Fields = _FIELDS) -> "Dataset":
    """The records of files, each file read by one task.

    Args:
        paths: files as `cleaner corpus` takes them, where every node of the cluster finds them.
        fields: how fields are called, and what the columns are to be called.

    Returns:
        a dataset with the fields of all records, and columns of texts, HTML (bytes), addresses and
        errors whatever there is. An address that a record lacks is its place, and a record that
        cannot be read is a row with that and what is wrong with it.

    Raises:
        MissingExtra: Ray is not installed.
        ValueError: there is no file, or the name of one does not say what it holds.
    """
    files = [Path(path) for path in paths]
    if strange := unknown(files):
        names = ", ".join(map(str, strange))
        raise ValueError(f"{names}: the name does not say what it holds, such as .jsonl.zst")
    if not files:
        raise ValueError("no file is named; give at least one")
    items = [{"path": str(path)} for path in files]
    named = _ray().data.from_items(items, override_num_blocks=len(items))
    records = named.flat_map(partial(_records, fields=fields))
    return records.map_batches(partial(_typed, fields=fields), batch_format="pyarrow")


def learn_sites(pages: "Dataset", fields: Fields = _FIELDS) -> Sites:
    """Learn which lines recur on the sites of a dataset, host by host wherever Ray groups them.

    Args:
        pages: the pages, with their addresses.
        fields: how its columns are called.

    Raises:
        MissingExtra: Ray is not installed.
        ValueError: there are neither texts nor HTML, or no addresses.
    """
    # Whole blocks: of each no more is passed on than a sample of every host.
    sketched = pages.map_batches(
        partial(_seen, fields=fields), batch_format="pyarrow", batch_size=None
    )
    seen = sketched.materialize()
    if not seen.count():  # Ray cannot group what has no columns
        return Sites.of({})
    found = seen.groupby("host").map_groups(_recurring, batch_format="pyarrow")
    # Where nothing recurs there are no blocks at all.
    tables = [table_of(Sites.of({})), *_ray().get(found.to_arrow_refs())]
    return sites_of(
        needed("pyarrow", "Ray", "ray").concat_tables(tables, promote_options="default")
    )


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


def _records(row: Mapping[str, str], fields: Fields) -> Iterator[dict[str, Any]]:
    for event in Source(Path(row["path"]), fields).events():
        yield _row(event, fields)


def _row(event: Event, fields: Fields) -> dict[str, Any]:
    if isinstance(event, Bad):
        return {fields.url: event.place, ERROR: event.reason}
    page = event.content
    if event.html and isinstance(page, str):
        # A column has one type, and the mark says what the bytes are whatever the page declares.
        page = codecs.BOM_UTF8 + page.encode("utf-8", "replace")
    place = {fields.url: event.url or event.place, ERROR: None}
    content = {fields.text: None, fields.html if event.html else fields.text: page}
    return {**event.values, **place, **content}


def _typed(table: "Table", fields: Fields) -> "Table":
    """The columns that matter, of the same types in all blocks: one may lack what others have."""
    pa = needed("pyarrow", "Ray", "ray")
    for name in (fields.text, fields.html, fields.url, ERROR):
        kind = pa.binary() if name == fields.html else pa.string()
        if name in table.column_names:
            values = table[name].cast(kind)
            table = table.set_column(table.column_names.index(name), name, values)
        else:
            table = table.append_column(name, pa.nulls(len(table), kind))
    return table


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
    pa = needed("pyarrow", "Ray", "ray")
    return pa.table({"host": pa.array(hosts, pa.string()), _SEEN: pa.array(parts, pa.binary())})


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
