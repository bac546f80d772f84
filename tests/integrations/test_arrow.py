"""Tables of Arrow, in which rows may lack what others have, and tools that map over them."""

import shutil
import sys
from pathlib import Path

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


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"text": [1, 2]}, "'text' holds int64, and no string"),
        ({"text": [TEXT.encode()]}, "'text' holds binary, and no string"),
        ({"html": [[HTML]]}, "'html' holds list"),
        ({"body": [TEXT]}, "neither a column 'text' nor 'html'; it has body"),
    ],
)
def test_columns_of_something_else_are_named(columns: dict[str, list[object]], said: str) -> None:
    from cleaner.integrations.arrow import clean_table

    with pytest.raises(ValueError, match=said):
        clean_table(pyarrow.table(columns))


def test_texts_may_be_stored_in_any_way() -> None:
    from cleaner.integrations.arrow import clean_table

    plain = pyarrow.array([TEXT, None, TEXT])
    for kind in (pyarrow.large_string(), pyarrow.string_view(), pyarrow.null()):
        column = plain.cast(kind) if kind != pyarrow.null() else pyarrow.nulls(3)
        found = clean_table(pyarrow.table({"text": column})).column("text").to_pylist()
        assert found == [value.as_py() and clean(TEXT) for value in column]
    found = clean_table(pyarrow.table({"text": plain.dictionary_encode()}))
    assert found.column("text").to_pylist() == [clean(TEXT), None, clean(TEXT)]


@pytest.mark.parametrize("count", [0, 3])
def test_batches_all_have_one_schema(count: int) -> None:
    from cleaner.integrations.arrow import clean_batch

    schema = pyarrow.schema([("html", pyarrow.binary())])
    batch = pyarrow.RecordBatch.from_pydict({"html": [HTML.encode()] * count}, schema=schema)
    found = clean_batch(batch)
    assert found.schema.names == ["html", "text"]
    assert found.column("text").to_pylist() == [clean_html(HTML)] * count


def test_datasets_of_hugging_face_map_it(tmp_path: Path) -> None:
    datasets = pytest.importorskip("datasets")
    from cleaner.integrations.arrow import clean_table

    pages = datasets.Dataset.from_dict({"id": list(range(20)), "text": [TEXT] * 20})
    cleaned = pages.with_format("arrow").map(
        clean_table, batched=True, batch_size=7, cache_file_name=str(tmp_path / "cleaned.arrow")
    )
    assert cleaned.with_format(None).to_list() == [
        {"id": n, "text": clean(TEXT)} for n in range(20)
    ]


def test_spark_maps_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the extra `spark` and a Java alone, which make test-all does without."""
    sql = pytest.importorskip("pyspark.sql")
    if shutil.which("java") is None:
        pytest.skip("there is no Java")
    from cleaner.integrations.arrow import clean_batch

    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    options = {"spark.ui.enabled": "false", "spark.sql.execution.arrow.maxRecordsPerBatch": "7"}
    session = sql.SparkSession.builder.master("local[2]").config(map=options).getOrCreate()
    try:
        pages = session.createDataFrame([(n, TEXT) for n in range(20)], "id long, text string")
        cleaned = pages.mapInArrow(lambda batches: map(clean_batch, batches), pages.schema)
        found = [(row.id, row.text) for row in cleaned.collect()]
    finally:
        session.stop()
    assert sorted(found) == [(n, clean(TEXT)) for n in range(20)]
