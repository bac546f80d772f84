"""Tables of Arrow, in which rows may lack what others have."""

import pytest

from cleaner import clean, clean_html

pyarrow = pytest.importorskip("pyarrow")

LINE = "The ferry will sail again from Monday, the harbour office said on the radio."
TEXT = f"Skip to content\n{LINE}\n"
HTML = f"<nav><a href=/>Home</a></nav><p>{LINE}"


def test_text_is_cleaned_where_there_is_no_html() -> None:
    from cleaner.integrations.arrow import clean_table

    rows = [(None, TEXT), ("", TEXT), (HTML, "old"), (HTML, None), (None, None), ("", None)]
    table = pyarrow.table({"html": [row[0] for row in rows], "text": [row[1] for row in rows]})
    found = clean_table(table).column("text").to_pylist()
    page = clean_html(HTML)
    assert found == [clean(TEXT), clean(TEXT), page, page, None, None]


def test_types_and_metadata_of_columns_stay() -> None:
    from cleaner.integrations.arrow import clean_table

    field = pyarrow.field("text", pyarrow.large_string(), metadata={"from": "crawl"})
    schema = pyarrow.schema([field, ("id", pyarrow.int8())], metadata={"a": "b"})
    table = pyarrow.table({"text": [TEXT], "id": [1]}, schema=schema)
    assert clean_table(table).schema.equals(schema, check_metadata=True)


@pytest.mark.parametrize("count", [0, 3])
def test_batches_all_have_one_schema(count: int) -> None:
    from cleaner.integrations.arrow import clean_batch

    schema = pyarrow.schema([("html", pyarrow.binary())])
    batch = pyarrow.RecordBatch.from_pydict({"html": [HTML.encode()] * count}, schema=schema)
    found = clean_batch(batch)
    assert found.schema.names == ["html", "text"]
    assert found.column("text").to_pylist() == [clean_html(HTML)] * count
