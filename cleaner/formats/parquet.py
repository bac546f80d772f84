"""Parquet: a record to a row, read some rows at a time."""

from typing import IO, Any, Final

from cleaner.formats.arrow import arrow, parquet
from cleaner.formats.record import Bad, Event, Events, Fields, record_of

_ROWS: Final = 256


def read(file: IO[bytes], name: str, fields: Fields) -> Events:
    """The records of a file; of a group of rows that is damaged those before the damage.

    Args:
        file: the file.
        name: what it is called.
        fields: how its columns are called.

    Raises:
        MissingExtra: pyarrow is not installed.
    """
    try:
        with parquet().ParquetFile(file, page_checksum_verification=True) as table:
            end = 0
            for group in range(table.num_row_groups):
                begin, end = end, end + table.metadata.row_group(group).num_rows
                yield from _group(table, group, range(begin + 1, end + 1), name, fields)
    except (arrow().ArrowException, OSError) as error:
        yield Bad(name, f"is damaged, or no Parquet file: {_first_line(error)}")


def _group(table: Any, group: int, numbers: range, name: str, fields: Fields) -> Events:
    done = 0
    try:
        for batch in table.iter_batches(_ROWS, [group]):
            batch = _readable(batch)
            for row in range(batch.num_rows):
                yield _event(batch, row, f"{name}:{numbers[done]}", fields)
                done += 1
    except (arrow().ArrowException, OSError) as error:  # it has no error of its own for damage
        lost = f"{numbers[done]} to {numbers[-1]}"
        yield Bad(name, f"is damaged, rows {lost} are lost: {_first_line(error)}")


def _event(batch: Any, row: int, place: str, fields: Fields) -> Event:
    try:
        (values,) = batch.slice(row, 1).to_pylist()
    except ValueError as error:  # a text that is not UTF-8, or what Python has no type for
        return Bad(place, f"cannot be read: {error}")
    return record_of(values, place, fields)


def _readable(batch: Any) -> Any:
    """Points in time that are finer than those of Python become texts."""
    pa = arrow()
    for number, field in enumerate(batch.schema):
        if pa.types.is_timestamp(field.type) and field.type.unit == "ns":
            times = batch.column(number).cast(pa.string())
            batch = batch.set_column(number, field.name, times)
    return batch


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
