"""Columns: the values of JSON objects as columns of Arrow.

Where a table went in, its schema says what a column holds, and values come back from what JSON has
made of them: bytes from Base64, times and numbers from texts. Of other inputs the values say it.
"""

import base64
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from decimal import Decimal
from functools import reduce
from typing import Any, Final

from cleaner.formats.arrow import arrow

_LEAST: Final = -(2**63)
_MOST: Final = 2**63 - 1
_MIXED: Final = "mixed"
"""The type of what no type of Arrow holds: objects, and values of several types."""


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes:
        field: its name and type in Arrow.
        value: from a value as JSON has it, never None, to one that the type takes.
    """

    field: Any
    value: Callable[[Any], Any]

    def array(self, rows: Sequence[Mapping[str, Any]]) -> Any:
        """Its values of some rows."""
        found = (row.get(self.field.name) for row in rows)
        values = [None if value is None else self.value(value) for value in found]
        return arrow().array(values, self.field.type)


def of_schema(schema: Any) -> list[Column]:
    """Columns with the names and types of a schema; what has no way back becomes text."""
    columns = []
    for field in schema:
        value = _way_back(field.type)
        if value is None:
            field, value = field.with_type(arrow().string()), _as_text
        columns.append(Column(field, value))
    return columns


def of_values(rows: Iterable[Mapping[str, Any]]) -> list[Column]:
    """Columns that hold the values of some rows, in the order in which their names come up.

    Objects, and columns whose values differ in type, become texts: each value as JSON.

    >>> rows = [{"id": 1, "tags": ["a"]}, {"id": 2.5, "more": {"x": 1}}]
    >>> [f"{column.field.name}: {column.field.type}" for column in of_values(rows)]
    ['id: double', 'tags: list<item: string>', 'more: string']
    """
    kinds: dict[str, Any] = {}
    for row in rows:
        for name, value in row.items():
            kinds[name] = _joined(kinds.get(name, arrow().null()), _kind(value))
    return [_column(name, kind) for name, kind in kinds.items()]


def _column(name: str, kind: Any) -> Column:
    if kind == _MIXED:
        return Column(arrow().field(name, arrow().string()), _as_text)
    kind = _settled(kind)
    return Column(arrow().field(name, kind), _way_back(kind) or _as_text)


def _kind(value: Any) -> Any:
    pa = arrow()
    match value:
        case None:
            return pa.null()
        case bool():
            return pa.bool_()
        case int():
            return pa.int64() if _LEAST <= value <= _MOST else _MIXED
        case float():
            return pa.float64()
        case str():
            return pa.string()
        case list():
            inner = reduce(_joined, map(_kind, value), pa.null())
            return _MIXED if inner == _MIXED else pa.list_(inner)
    return _MIXED


def _joined(one: Any, other: Any) -> Any:
    """The type of values of both types."""
    pa = arrow()
    if one == other or other == pa.null():
        return one
    if one == pa.null():
        return other
    if _MIXED in (one, other):
        return _MIXED
    if {one, other} == {pa.int64(), pa.float64()}:
        return pa.float64()
    if pa.types.is_list(one) and pa.types.is_list(other):
        inner = _joined(one.value_type, other.value_type)
        return _MIXED if inner == _MIXED else pa.list_(inner)
    return _MIXED


def _settled(kind: Any) -> Any:
    """Where there are no values, texts might have come."""
    if arrow().types.is_list(kind):
        return arrow().list_(_settled(kind.value_type))
    return arrow().string() if kind == arrow().null() else kind


def _as_text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _same(value: Any) -> Any:
    return value


def _way_back(kind: Any) -> Callable[[Any], Any] | None:
    """From what JSON has made of a value of some type to a value that the type takes."""
    pa = arrow()
    is_ = pa.types
    if is_.is_floating(kind):
        return float
    if is_.is_integer(kind) or is_.is_boolean(kind) or is_.is_null(kind):
        return _same
    if is_.is_string(kind) or is_.is_large_string(kind):
        return _same
    if is_.is_binary(kind) or is_.is_large_binary(kind) or is_.is_fixed_size_binary(kind):
        return base64.b64decode
    if is_.is_decimal(kind):
        return Decimal
    if is_.is_time(kind):
        return time.fromisoformat
    if is_.is_timestamp(kind) or is_.is_date(kind):
        return lambda text: pa.scalar(text).cast(kind)
    if is_.is_dictionary(kind):
        return _way_back(kind.value_type)
    return _way_back_inside(kind)


def _way_back_inside(kind: Any) -> Callable[[Any], Any] | None:
    """The same for types that are made of others; None where there is none."""
    is_ = arrow().types
    if is_.is_map(kind):
        key, item = _way_back(kind.key_type), _way_back(kind.item_type)
        if key is not None and item is not None:
            return lambda pairs: [(key(k), _or_none(item, v)) for k, v in pairs]
    elif is_.is_list(kind) or is_.is_large_list(kind) or is_.is_fixed_size_list(kind):
        if (inner := _way_back(kind.value_type)) is not None:
            return lambda values: [_or_none(inner, value) for value in values]
    elif is_.is_struct(kind):
        ways = {field.name: _way_back(field.type) for field in kind}
        known = {name: way for name, way in ways.items() if way is not None}
        if len(known) == len(ways):
            return lambda value: {n: _or_none(known[n], v) for n, v in value.items()}
    return None


def _or_none(way: Callable[[Any], Any], value: Any) -> Any:
    return None if value is None else way(value)
