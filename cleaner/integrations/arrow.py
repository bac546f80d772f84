"""Arrow tables: one function, which Ray Data, Spark and Hugging Face datasets can map over.

dataset.map_batches(clean_table, batch_format="pyarrow")                    # Ray Data
frame.mapInArrow(lambda batches: map(clean_batch, batches), schema)         # Spark, see below
dataset.with_format("arrow").map(clean_table, batched=True)                 # Hugging Face
"""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from cleaner.api import Cleaner
from cleaner.markup.errors import MissingExtra
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
        html: the column of HTML.
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
    column = html if html in names else text
    if column not in names:
        raise ValueError(
            f"the table has neither a column {text!r} nor {html!r}; it has {', '.join(names)}"
        )
    pages = table[column].to_pylist()
    urls = table[url].to_pylist() if url in names else [None] * len(pages)
    rows = [row for row, page in enumerate(pages) if page is not None]
    given = [pages[row] for row in rows]
    cleaned = _clean(_cleaner(settings), given, [urls[row] for row in rows], html=column == html)
    result: list[str | None] = [None] * len(pages)
    for row, page in zip(rows, cleaned, strict=True):
        result[row] = page
    values = arrow.array(result, arrow.string())
    if text in names:
        return table.set_column(names.index(text), text, values)
    return table.append_column(text, values)


def clean_batch(batch: "RecordBatch", **options: Any) -> "RecordBatch":
    """The same for a record batch, which Spark's mapInArrow hands out; see clean_table.

    Args:
        batch: a page to a row.
        options: see clean_table.
    """
    table = clean_table(_pyarrow().Table.from_batches([batch]), **options)
    return table.combine_chunks().to_batches()[0] if len(table) else batch


def _clean(
    cleaner: Cleaner, pages: Sequence[Any], urls: Sequence[str | None], *, html: bool
) -> list[str]:
    many = cleaner.clean_html_many if html else cleaner.clean_many
    return list(many(pages, urls=urls))


@cache
def _cleaner(settings: Settings) -> Cleaner:
    return Cleaner(settings)


def _pyarrow() -> Any:
    try:
        import pyarrow
    except ImportError as error:
        raise MissingExtra("a table of Arrow", "parquet") from error
    return pyarrow
