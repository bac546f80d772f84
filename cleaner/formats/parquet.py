"""Parquet: a record to a row, read some rows at a time."""

from pathlib import Path
from typing import Any, Final

from cleaner.formats.jsonl import of_values
from cleaner.formats.record import Bad, Events, Fields
from cleaner.markup.errors import MissingExtra

_ROWS: Final = 256


def read(path: Path, name: str, fields: Fields) -> Events:
    """The records of a file.

    Args:
        path: the file.
        name: what it is called.
        fields: how its columns are called.

    Raises:
        MissingExtra: pyarrow is not installed.
    """
    arrow, parquet = _pyarrow()
    try:
        with parquet.ParquetFile(path) as file:
            number = 0
            for batch in file.iter_batches(_ROWS):
                for values in batch.to_pylist():
                    number += 1
                    yield of_values(values, f"{name}:{number}", fields)
    except arrow.ArrowException as error:
        yield Bad(name, f"is damaged, or no Parquet file: {_first_line(error)}")


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise MissingExtra("a Parquet file", "corpora") from error
    return pyarrow, parquet
