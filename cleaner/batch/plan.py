"""Chunks: as many records as are worth sending to a worker, cut in the same places every time."""

from collections.abc import Iterable, Iterator
from typing import Final

from cleaner.formats.record import Event, Record

SIZE: Final = 1_000_000
"""Characters or bytes of pages from which a chunk is full …"""
MOST: Final = 500
"""… and the number of records."""


def chunks(events: Iterable[Event]) -> Iterator[list[Event]]:
    """Cut records into chunks.

    Args:
        events: the records, good and bad.
    """
    chunk, size = list[Event](), 0
    for event in events:
        chunk.append(event)
        size += len(event.content) if isinstance(event, Record) else 0
        if size >= SIZE or len(chunk) >= MOST:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk
