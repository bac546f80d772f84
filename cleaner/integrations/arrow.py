"""Arrow tables: one function, which Ray Data, Spark and Hugging Face datasets can map over.

dataset.map_batches(clean_table, batch_format="pyarrow")                    # Ray Data
frame.mapInArrow(lambda batches: map(clean_batch, batches), schema)         # Spark, see below
dataset.with_format("arrow").map(clean_table, batched=True)                 # Hugging Face
"""

from functools import cache
from typing import TYPE_CHECKING, Any

from cleaner.cleaner import Cleaner
from cleaner.extras import needed
from cleaner.settings import Settings

if TYPE_CHECKING:
    from pyarrow import RecordBatch, Table

_DEFAULT = Settings()


def clean_table(
    table: "Table",
    text: str = "text",
    html: str = "html",
    url: str = "url",
    settings: Settings = _DEFAULT,
) -> "Table":
    """Clean the pages of a table.

    Args:
        table: a page to a row; it has a column of texts, or one of HTML as strings or bytes.
        text: the column of texts. Where there is HTML it is made, or written over.
        html: the column of HTML; a row where it is null or blank is cleaned as text, if it has any.
        url: the column of addresses, for site memory; there need be none.
        settings: how to clean.

    Returns:
        the table with cleaned texts; all other columns are as they were. A null stays a null.

    Raises:
        MissingExtra: pyarrow is not installed.
        ValueError: there is neither column.

    >>> import pyarrow
    >>> pages = pyarrow.table({"text": ["Skip to content\\nOne long day.", None], "id": [1, 2]})
    >>> clean_table(pages).to_pylist()
    [{'text': 'One long day.', 'id': 1}, {'text': None, 'id': 2}]
    """
    arrow, names = _pyarrow(), table.column_names
    if html not in names and text not in names:
        raise ValueError(
            f"the table has neither a column {text!r} nor {html!r}; it has {', '.join(names)}"
        )
    texts, pages, urls = (_column(table, name) for name in (text, html, url))
    of_html = [row for row, page in enumerate(pages) if page and (page.strip() or not texts[row])]
    done = set(of_html)
    of_text = [row for row, page in enumerate(texts) if page is not None and row not in done]
    result: list[str | None] = [None] * len(texts)
    cleaner = _cleaner(settings)
    for clean, given, rows in (
        (cleaner.clean_html_many, pages, of_html),
        (cleaner.clean_many, texts, of_text),
    ):
        cleaned = clean([given[row] for row in rows], urls=[urls[row] for row in rows])
        for row, page in zip(rows, cleaned, strict=True):
            result[row] = page
    if text not in names:
        return table.append_column(text, arrow.array(result, arrow.string()))
    field = table.schema.field(text)
    kind = field.type if field.type in (arrow.string(), arrow.large_string()) else arrow.string()
    values = arrow.array(result, kind)
    return table.set_column(names.index(text), field.with_type(kind), values)


def clean_batch(batch: "RecordBatch", **options: Any) -> "RecordBatch":
    """The same for a record batch, which Spark's mapInArrow hands out; see clean_table.

    Args:
        batch: a page to a row.
        options: see clean_table.
    """
    table = clean_table(_pyarrow().Table.from_batches([batch]), **options)
    columns = [column.combine_chunks() for column in table.columns]
    result: RecordBatch = _pyarrow().RecordBatch.from_arrays(columns, schema=table.schema)
    return result


def _column(table: "Table", name: str) -> list[Any]:
    return table[name].to_pylist() if name in table.column_names else [None] * len(table)


@cache
def _cleaner(settings: Settings) -> Cleaner:
    return Cleaner(settings)


def _pyarrow() -> Any:
    return needed("pyarrow", "a table of Arrow", "parquet")
