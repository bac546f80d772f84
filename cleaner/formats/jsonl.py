"""JSON Lines: an object to a line."""

import base64
import json
from collections.abc import Mapping
from typing import IO, Any, Final

from cleaner.formats.record import (
    LONGEST,
    Bad,
    Event,
    Fields,
    Item,
    Items,
    Line,
    record_of,
    too_long,
)

_PASSED: Final = 1_000_000
"""Bytes of a line that is too long which are passed over at a time."""


def read(file: IO[bytes], name: str) -> Items:
    """The lines of a file.

    Args:
        file: the file, unpacked.
        name: what it is called.
    """
    number = 0
    while line := file.readline(LONGEST):
        number += 1
        place = f"{name}:{number}"
        if len(line) == LONGEST and not line.endswith(b"\n"):
            del line
            while (more := file.readline(_PASSED)) and not more.endswith(b"\n"):
                pass
            yield Bad(place, too_long(LONGEST))
        elif line.strip():
            yield Line(place, line)


def write(values: Mapping[str, Any]) -> bytes:
    r"""One line.

    >>> write({"text": "é", "n": 1}).decode()
    '{"text": "é", "n": 1}\n'
    """
    try:
        return _ENCODER.encode(values).encode("utf-8") + b"\n"
    except UnicodeEncodeError:  # half of a character, which JSON can only escape
        return json.dumps(values, default=_plain).encode("ascii") + b"\n"


def _plain(value: object) -> str:
    """What JSON has no type for: bytes in Base64, times and numbers as Python writes them."""
    return base64.b64encode(value).decode() if isinstance(value, bytes) else str(value)


_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, default=_plain)


def parse(line: Line, fields: Fields) -> Event:
    """The record of a line.

    Args:
        line: the line.
        fields: how fields are called; a record has a text or an HTML field.

    >>> parse(Line("x.jsonl:7", b"[]"), Fields()).reason
    'is no JSON object; every line must be one, such as {"text": "…"}'
    """
    try:
        values = json.loads(line.data)
    except (ValueError, RecursionError) as error:
        return Bad(line.place, f"is no JSON: {error}")
    if not isinstance(values, dict):
        return Bad(line.place, 'is no JSON object; every line must be one, such as {"text": "…"}')
    return record_of(values, line.place, fields)


def event_of(item: Item, fields: Fields) -> Event:
    """The record of a line, and whatever else as it is."""
    return parse(item, fields) if isinstance(item, Line) else item
