"""What a batch may cost: a price for the call, for each page, for each line and for each byte.

A small page costs little more than the call that cleans it, and a line of one letter as much as one
of fifty, so time divided by bytes says little. The four prices are fitted to batches of many sizes;
a page is too dear where it costs more than ten times what it should. What a batch measures first is
processor time, noise and all: only what is dear three times over counts.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from fuzz.check import clean
from fuzz.inputs import Kind, Page, batches

from cleaner import Cleaner

DEAR: Final = 10
"""How many times its price a page may cost."""
SUSPECT: Final = 2.5
"""How many times its price a batch may cost before its pages are measured one by one."""
_MEASURED: Final = 60_000
"""A page is measured as so many bytes of itself, which leaves little of the call's price."""
_SIZES: Final = (1, 4, 16, 64)


@dataclass(frozen=True)
class Prices:
    """Seconds of processor time.

    Attributes:
        call: for a batch.
        page: for each page.
        line: for each line break or tag.
        byte: for each byte.
    """

    call: float
    page: float
    line: float
    byte: float

    def of(self, batch: Sequence[Page]) -> float:
        """What a batch should cost."""
        return float(np.dot(_amounts(batch), [self.call, self.page, self.line, self.byte]))


def size_of(page: Page) -> int:
    """How many bytes a page is."""
    return len(page if isinstance(page, bytes) else page.encode("utf-8", "surrogatepass"))


def _amounts(batch: Sequence[Page]) -> tuple[int, int, int, int]:
    return 1, len(batch), sum(map(_lines_of, batch)), sum(map(size_of, batch))


def _lines_of(page: Page) -> int:
    if isinstance(page, bytes):
        return page.count(b"\n") + page.count(b"\r") + page.count(b"<")
    return page.count("\n") + page.count("\r") + page.count("<")


def seconds(cleaner: Cleaner, kind: Kind, batch: Sequence[Page], times: int = 1) -> float:
    """Processor time to clean a batch, the least of some times."""
    best = float("inf")
    for _ in range(times):
        begin = time.process_time()
        clean(cleaner, kind, batch)
        best = min(best, time.process_time() - begin)
    return best


def fit(cleaner: Cleaner, kind: Kind, seed: int, rounds: int = 8) -> Prices:
    """Prices from batches of fuzzed pages, the dearest tenth left out.

    Args:
        cleaner: what cleans.
        kind: what the pages are.
        seed: which pages.
        rounds: how many batches of each of several sizes.
    """
    measured = list[tuple[Sequence[Page], float]]()
    for size in _SIZES:
        for batch in batches(kind, seed, rounds * size, size):
            measured.append((batch, seconds(cleaner, kind, batch, 3)))
    prices = Prices(0.0, 0.0, 0.0, 0.0)
    for _ in range(2):
        prices = _fitted(measured)
        measured.sort(key=lambda one: one[1] / prices.of(one[0]))
        measured = measured[: len(measured) * 9 // 10 + 1]
    return prices


def _fitted(measured: Sequence[tuple[Sequence[Page], float]]) -> Prices:
    """Least squares of the relative errors; no price is below a trace of its share."""
    times = np.array([took for _, took in measured])
    rows = np.array([_amounts(batch) for batch, _ in measured])
    found, *_ = np.linalg.lstsq(rows / times[:, None], np.ones(times.size), rcond=None)
    least = 0.01 * np.median(times[:, None] / np.maximum(rows, 1), axis=0)
    return Prices(*np.maximum(found, least).tolist())


def too_dear(
    cleaner: Cleaner, kind: Kind, batch: Sequence[Page], took: float, prices: Prices
) -> list[tuple[Page, float]]:
    """The pages that cost more than ten times their price, and how many times.

    Args:
        cleaner: what cleans.
        kind: what the pages are.
        batch: the pages; where together they cost hardly more than they should, none is too dear.
        took: the seconds of processor time that they took.
        prices: what they should cost.
    """
    limit = SUSPECT * prices.of(batch)
    if took <= limit or seconds(cleaner, kind, batch, 3) <= limit:
        return []
    found = [(page, _times_its_price(cleaner, kind, page, prices)) for page in batch]
    return [(page, times) for page, times in found if times > DEAR]


def _times_its_price(cleaner: Cleaner, kind: Kind, page: Page, prices: Prices) -> float:
    copies = [page] * max(1, min(200, _MEASURED // max(1, size_of(page))))
    took = seconds(cleaner, kind, copies, 3) - prices.call
    return took / (prices.of(copies) - prices.call)
