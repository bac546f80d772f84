"""Tables as outputs: Parquet, made of a journal of JSON lines once a run is through.

A Parquet file is whole only with its last byte, and so nothing can be appended to one that a killed
run has left. Records are therefore written to a journal, as to any file of JSON lines, and the
table is made of it at the end, with a group of rows in memory at a time.
"""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from cleaner.formats.arrow import arrow, parquet
from cleaner.formats.columns import of_schema, of_values
from cleaner.formats.compressed import inner_suffix, unpacked
from cleaner.formats.record import Fields

JOURNAL: Final = ".jsonl.zst"
"""How the journal of a table is packed."""
ROWS: Final = 10_000
"""The rows of a group …"""
SIZE: Final = 32_000_000
"""… and the bytes of their lines from which it is full, too."""


class TableError(ValueError):
    """Inputs that do not fit into one table; the message says what to do."""


def is_table(path: Path) -> bool:
    """Whether a file is a table by its name.

    >>> is_table(Path("a.parquet")), is_table(Path("a.jsonl.zst"))
    (True, False)
    """
    return inner_suffix(path) == ".parquet"


def schema_of(paths: Sequence[Path], fields: Fields) -> Any:
    """The schema of a table of cleaned records, None where their values are to say it.

    Args:
        paths: the files that the records come from.
        fields: how fields are called: the text takes the place of the HTML.

    Raises:
        TableError: some of the files are tables and some not, or they have different columns.
        OSError: a file cannot be read.
    """
    tables = [path for path in paths if is_table(path)]
    if not tables:
        return None
    if len(tables) < len(paths):
        raise TableError("a table keeps the types of tables: give Parquet files alone, or none")
    found = list(filter(None, map(_schema, tables)))
    if not found:
        return None
    try:
        schema = arrow().unify_schemas(found)
    except arrow().ArrowException as error:
        raise TableError(
            f"the inputs have different columns: {error}; clean them one by one, or to JSON Lines"
        ) from error
    return _cleaned(schema, fields)


def _schema(path: Path) -> Any:
    try:
        with open(path, "rb") as file:
            return parquet().read_schema(file)
    except arrow().ArrowException:  # damaged: the run will say so
        return None


def _cleaned(schema: Any, fields: Fields) -> Any:
    """All columns, with that of the text in its place, or else in that of the HTML."""
    pa = arrow()
    place = fields.text if fields.text in schema.names else fields.html
    columns = []
    for field in schema:
        if field.name == place:
            same = field.name == fields.text and field.type in (pa.string(), pa.large_string())
            columns.append(field if same else pa.field(fields.text, pa.string()))
        elif field.name != fields.html:
            columns.append(field)
    # What others note there, such as pandas, is about these very columns.
    return pa.schema(columns, schema.metadata if columns == list(schema) else None)


def write(journal: Path, target: Path, schema: Any) -> None:
    """Make a table of a journal: the same bytes of the same journal.

    Args:
        journal: JSON lines, packed as JOURNAL says.
        target: the table; it appears when it is whole.
        schema: its schema, None for one that holds the values of the journal.

    Raises:
        MissingExtra: pyarrow is not installed.
        OSError: the table cannot be written.
    """
    pa = arrow()
    columns = of_values(map(_row, _lines(journal))) if schema is None else of_schema(schema)
    metadata = None if schema is None else schema.metadata
    whole = pa.schema([column.field for column in columns], metadata)
    temporary = target.with_name(f"{target.name}.new")
    try:
        with open(temporary, "wb") as file:
            with parquet().ParquetWriter(file, whole, compression="zstd") as writer:
                for rows in _groups(journal):
                    arrays = [column.array(rows) for column in columns]
                    writer.write_table(pa.Table.from_arrays(arrays, schema=whole), len(rows))
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, target)
    except OSError:  # a disk that is full must not stay so for what is of no use
        temporary.unlink(missing_ok=True)
        raise


def _groups(journal: Path) -> Iterator[list[Mapping[str, Any]]]:
    rows, size = list[Mapping[str, Any]](), 0
    for line in _lines(journal):
        rows.append(_row(line))
        size += len(line)
        if len(rows) >= ROWS or size >= SIZE:
            yield rows
            rows, size = [], 0
    if rows:
        yield rows


def _lines(journal: Path) -> Iterator[bytes]:
    with open(journal, "rb") as file:
        yield from unpacked(file, JOURNAL)


def _row(line: bytes) -> Mapping[str, Any]:
    row: Mapping[str, Any] = json.loads(line)
    # Halves of characters, which stand in such lines as escapes, have no place in a table.
    return {whole(name): whole(value) for name, value in row.items()} if b"\\ud" in line else row


def whole(value: Any) -> Any:
    r"""A value of JSON without halves of characters, which have no place in a table.

    Args:
        value: the value.

    >>> whole({"a": ["\ud83d!"]})
    {'a': ['\ufffd!']}
    """
    match value:
        case str():
            return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        case list():
            return list(map(whole, value))
        case dict():
            return {whole(name): whole(inner) for name, inner in value.items()}
    return value
