"""Several processes: batches go out to workers and come back in order, a few at a time."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Any

Batch = tuple[Sequence[Any], Sequence[str | None]]
"""Pages, and where each comes from."""
Clean = Callable[[Sequence[Any], Sequence[str | None]], list[str]]

_AHEAD = 3
"""Batches in flight for every worker: enough to keep it busy, few enough to bound the memory."""

_work: Clean | None = None


def clean_batches(clean: Clean, batches: Iterable[Batch], jobs: int) -> Iterator[str]:
    """Clean batches in worker processes.

    Args:
        clean: what cleans a batch, a method of a Cleaner; every worker compiles its rules once.
        batches: read only as far as workers can follow.
        jobs: how many workers.

    Yields:
        the cleaned pages, in order.
    """
    with ProcessPoolExecutor(jobs, initializer=_start, initargs=(clean,)) as pool:
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


def _start(clean: Clean) -> None:
    global _work
    _work = clean


def _clean(batch: Batch) -> list[str]:
    assert _work is not None
    return _work(*batch)
