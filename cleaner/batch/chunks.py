"""Chunks: as many records as are worth sending to a worker, cut in the same places every time."""

from collections.abc import Iterable, Iterator
from typing import Final

from cleaner.formats.record import Item, Line, Record

SIZE: Final = 1_500_000
"""Characters or bytes of pages from which a chunk is full …"""
MOST: Final = 500
"""… and the number of records."""


def chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Cut records into chunks.

    Args:
        items: the records, good and bad.
    """
    chunk, size = list[Item](), 0
    for item in items:
        chunk.append(item)
        size += _size(item)
        if size >= SIZE or len(chunk) >= MOST:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _size(item: Item) -> int:
    if isinstance(item, Line):
        return len(item.data)
    return len(item.content) if isinstance(item, Record) else 0
