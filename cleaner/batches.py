"""Many pages: in batches, cleaned here or by several processes, which give them back in order."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import repeat
from typing import Any, TypeVar

Page = TypeVar("Page", str, str | bytes)
Batch = tuple[Sequence[Any], Sequence[str | None]]
"""Pages, and where each comes from."""
Clean = Callable[[Sequence[Any], Sequence[str | None]], list[str]]

MOST_PAGES = 512
_AHEAD = 3
"""Batches in flight for every worker: enough to keep it busy, few enough to bound the memory."""

_work: Clean | None = None


def in_batches(
    pages: Iterable[Page], urls: Iterable[str | None] | None, most: int
) -> Iterator[Batch]:
    """Put pages together until there are enough of them for a batch.

    Args:
        pages: the pages, read as they are needed.
        urls: where each page comes from, in the same order; None where nobody knows.
        most: a batch is full when its pages have as many characters, or are MOST_PAGES.

    Yields:
        the batches, in order.

    Raises:
        ValueError: there are fewer urls than pages.
    """
    batch, places = list[Page](), list[str | None]()
    size = 0
    for page, url in _with_urls(pages, urls):
        batch.append(page)
        places.append(url)
        size += len(page)
        if size >= most or len(batch) >= MOST_PAGES:
            yield batch, places
            batch, places, size = [], [], 0
    if batch:
        yield batch, places


def _with_urls(
    pages: Iterable[Page], urls: Iterable[str | None] | None
) -> Iterator[tuple[Page, str | None]]:
    places = repeat(None) if urls is None else iter(urls)
    for page in pages:
        try:
            url = next(places)
        except StopIteration:
            raise ValueError(
                "there are fewer urls than pages; give None for a page without one"
            ) from None
        yield page, url


def clean_batches(clean: Clean, batches: Iterable[Batch], jobs: int) -> Iterator[str]:
    """Clean batches, in this process or in workers.

    Args:
        clean: what cleans a batch, a method of a Cleaner; every worker compiles its rules once.
        batches: read only as far as workers can follow.
        jobs: how many processes work.

    Yields:
        the cleaned pages, in order.

    Raises:
        ValueError: jobs is less than one.
    """
    if jobs < 1:
        raise ValueError(f"jobs={jobs}: there must be one at least")
    if jobs > 1:
        yield from _clean_in_workers(clean, batches, jobs)
        return
    for batch in batches:
        yield from clean(*batch)


def _clean_in_workers(clean: Clean, batches: Iterable[Batch], jobs: int) -> Iterator[str]:
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
