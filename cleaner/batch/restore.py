"""Records as they were, from cleaned ones and what was taken out of them."""

import json
from collections.abc import Iterator
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any, Final

from cleaner.cleaned import Removed
from cleaner.cleaned import restore as put_back
from cleaner.formats import jsonl
from cleaner.formats.compressed import DAMAGED, unpacked
from cleaner.formats.record import Bad, Fields
from cleaner.formats.sources import Source
from cleaner.formats.tables import is_table

_TOGETHER: Final = 500


class RestoreError(ValueError):
    """Two files that do not belong together."""


def restored(cleaned: Path, removed: Path, text_field: str) -> Iterator[tuple[bytes, int]]:
    """Put back what was taken out.

    Args:
        cleaned: cleaned records.
        removed: what was taken out of each, in the same order.
        text_field: how the text of a record is called.

    Yields:
        lines, and how many records they are.

    Raises:
        RestoreError: the files do not belong together, or are damaged.
        OSError: they cannot be read.
    """
    pairs = zip_longest(_cleaned(cleaned, text_field), _objects(removed))
    while batch := list(islice(pairs, _TOGETHER)):
        yield b"".join(jsonl.write(_restored(*pair, text_field)) for pair in batch), len(batch)


def _restored(record: Any, removed: Any, text_field: str) -> dict[str, Any]:
    try:
        pieces = [Removed(at, text) for at, text in removed["removed"]]
        return {**record, text_field: put_back(record[text_field], pieces)}
    except (TypeError, KeyError, ValueError) as error:
        raise RestoreError(
            "the two files do not belong together; give what one run has written"
        ) from error


def _cleaned(path: Path, text_field: str) -> Iterator[Any]:
    if not is_table(path):
        yield from _objects(path)
        return
    for event in Source(path, Fields(text_field)).events():
        if isinstance(event, Bad):
            raise RestoreError(f"{event.place}: {event.reason}")
        yield event.values


def _objects(path: Path) -> Iterator[Any]:
    with open(path, "rb") as file:
        try:
            for line in unpacked(file, path.name):
                yield json.loads(line)
        except (*DAMAGED, ValueError) as error:
            raise RestoreError(f"{path}: is damaged: {error}") from error
