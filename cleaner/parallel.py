"""Several processes: batches go out to workers and come back in order, a few at a time."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cleaner.api import Cleaner

Batch = tuple[list[str], list[str | None]]
"""Pages, and where each comes from."""

_AHEAD = 3
"""Batches in flight for every worker: enough to keep it busy, few enough to bound the memory."""

_worker: "Cleaner | None" = None


def clean_batches(cleaner: "Cleaner", batches: Iterable[Batch], jobs: int) -> Iterator[str]:
    """Clean batches in worker processes.

    Args:
        cleaner: what cleans them; every worker compiles its rules once.
        batches: read only as far as workers can follow.
        jobs: how many workers.

    Yields:
        the cleaned pages, in order.
    """
    with ProcessPoolExecutor(jobs, initializer=_start, initargs=(cleaner,)) as pool:
        waiting: deque[Future[list[str]]] = deque()
        try:
            for batch in batches:
                waiting.append(pool.submit(_clean, batch))
                if len(waiting) >= jobs * _AHEAD:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _start(cleaner: "Cleaner") -> None:
    global _worker
    _worker = cleaner


def _clean(batch: Batch) -> list[str]:
    assert _worker is not None
    return _worker.clean_batch(*batch)
