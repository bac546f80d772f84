"""Arrow tables: one function, which Ray Data, Spark and Hugging Face datasets can map over.

dataset.map_batches(clean_table, batch_format="pyarrow")                    # Ray Data
frame.mapInArrow(lambda batches: map(clean_batch, batches), schema)         # Spark, see below
dataset.with_format("arrow").map(clean_table, batched=True)                 # Hugging Face
"""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from cleaner.cleaner import Cleaner
from cleaner.extras import needed
from cleaner.formats.record import Fields
from cleaner.settings import Settings

if TYPE_CHECKING:
    from pyarrow import RecordBatch, Table

_DEFAULT = Settings()
_FIELDS = Fields()
_TEXTS = ("string", "large_string", "string_view", "null")
_BYTES = ("binary", "large_binary", "binary_view")


@dataclass(frozen=True)
class Pages:
    """The pages of a table, and which of its rows hold what.

    Attributes:
        text: [rows], the texts; None where there is none.
        html: [rows], the HTML, as strings or bytes; None where there is none.
        url: [rows], the addresses; None where there is none.
        of_html: rows that are HTML.
        of_text: rows that are text.
    """

    text: list[Any]
    html: list[Any]
    url: list[Any]
    of_html: list[int]
    of_text: list[int]


def pages_of(table: "Table", fields: Fields = _FIELDS) -> Pages:
    """Look for the pages of a table; a row whose HTML is null or blank is text, if it has any.

    Args:
        table: a page to a row.
        fields: how its columns are called.

    Raises:
        ValueError: it has neither texts nor HTML, or a column of something else.
    """
    names = table.column_names
    if fields.html not in names and fields.text not in names:
        raise ValueError(
            f"the table has neither a column {fields.text!r} nor {fields.html!r}; "
            f"it has {', '.join(names)}"
        )
    text = _column(table, fields.text, _TEXTS)
    html = _column(table, fields.html, (*_TEXTS, *_BYTES))
    url = table[fields.url].to_pylist() if fields.url in names else [None] * len(table)
    url = [place if isinstance(place, str) else None for place in url]
    of_html = [row for row, page in enumerate(html) if page and (page.strip() or not text[row])]
    done = set(of_html)
    of_text = [row for row, page in enumerate(text) if page is not None and row not in done]
    return Pages(text, html, url, of_html, of_text)


def clean_table(table: "Table", fields: Fields = _FIELDS, settings: Settings = _DEFAULT) -> "Table":
    """Clean the pages of a table.

    Args:
        table: a page to a row; it has a column of texts, or one of HTML as strings or bytes.
        fields: how its columns are called. That of texts is made where there is HTML alone; there
            need be no addresses, which are for site memory.
        settings: how to clean.

    Returns:
        the table with cleaned texts; all other columns are as they were. A null stays a null.

    Raises:
        MissingExtra: pyarrow is not installed.
        ValueError: there are neither texts nor HTML, or a column holds something else.

    >>> import pyarrow
    >>> pages = pyarrow.table({"text": ["Skip to content\\nOne long day.", None], "id": [1, 2]})
    >>> clean_table(pages).to_pylist()
    [{'text': 'One long day.', 'id': 1}, {'text': None, 'id': 2}]
    """
    arrow, pages = _pyarrow(), pages_of(table, fields)
    result: list[str | None] = [None] * len(table)
    cleaner = _cleaner(settings)
    for clean, given, rows in (
        (cleaner.clean_html_many, pages.html, pages.of_html),
        (cleaner.clean_many, pages.text, pages.of_text),
    ):
        cleaned = clean([given[row] for row in rows], urls=[pages.url[row] for row in rows])
        for row, page in zip(rows, cleaned, strict=True):
            result[row] = page
    if fields.text not in table.column_names:
        return table.append_column(fields.text, arrow.array(result, arrow.string()))
    field = table.schema.field(fields.text)
    kind = field.type if field.type in (arrow.string(), arrow.large_string()) else arrow.string()
    values = arrow.array(result, kind)
    return table.set_column(table.column_names.index(fields.text), field.with_type(kind), values)


def clean_batch(
    batch: "RecordBatch", fields: Fields = _FIELDS, settings: Settings = _DEFAULT
) -> "RecordBatch":
    """The same for a record batch, which Spark's mapInArrow hands out; see clean_table.

    Args:
        batch: a page to a row.
        fields, settings: see clean_table.
    """
    table = clean_table(_pyarrow().Table.from_batches([batch]), fields, settings)
    columns = [column.combine_chunks() for column in table.columns]
    result: RecordBatch = _pyarrow().RecordBatch.from_arrays(columns, schema=table.schema)
    return result


def _column(table: "Table", name: str, kinds: tuple[str, ...]) -> list[Any]:
    if name not in table.column_names:
        return [None] * len(table)
    if table.column_names.count(name) > 1:
        raise ValueError(f"the column {name!r} stands there twice")
    kind = table.schema.field(name).type
    kind = kind.value_type if _pyarrow().types.is_dictionary(kind) else kind
    if str(kind) not in kinds:
        raise ValueError(
            f"the column {name!r} holds {kind}, and no {kinds[0]}; name another one in fields"
        )
    values: list[Any] = table[name].to_pylist()
    return values


@cache
def _cleaner(settings: Settings) -> Cleaner:
    return Cleaner(settings)


def _pyarrow() -> Any:
    return needed("pyarrow", "a table of Arrow", "parquet")
