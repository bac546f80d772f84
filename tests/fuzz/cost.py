"""What a batch may cost: a price for the call, for each page, for each line and for each byte.

A small page costs little more than the call that cleans it, and a line of one letter as much as one
of fifty, so time divided by bytes says little by itself. The prices are those of the tests' own
pages; a page is too dear where it costs more than ten times what it should by them. What is
measured is processor time, noise and all: only what is dear three times over counts.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from fuzz.check import clean
from fuzz.inputs import Kind, Page, own_pages

from cleaner import Cleaner

DEAR: Final = 10
"""How many times its price a page may cost."""
SUSPECT: Final = 4
"""How many times its price a batch may cost before its pages are measured one by one."""
_MEASURED: Final = 60_000
"""A page is measured as so many bytes of itself, which leaves little of the call's price."""
_LARGE: Final = 200_000
"""Characters of the pages that the prices are taken from."""


@dataclass(frozen=True)
class Prices:
    """Seconds of processor time.

    Attributes:
        call: for a batch.
        page: for each page.
        line: for each line that is not blank, and each tag.
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
    """How many lines there is something in; of bytes, which are HTML, how many tags."""
    if isinstance(page, bytes):
        return page.count(b"<")
    return page.count("<") + sum(map(bool, map(str.strip, page.splitlines())))


def seconds(cleaner: Cleaner, kind: Kind, batch: Sequence[Page], times: int = 1) -> float:
    """Processor time to clean a batch, the least of some times."""
    best = float("inf")
    for _ in range(times):
        begin = time.process_time()
        clean(cleaner, kind, batch)
        best = min(best, time.process_time() - begin)
    return best


def prices(cleaner: Cleaner, kind: Kind) -> Prices:
    """Measure the prices.

    Args:
        cleaner: what cleans.
        kind: what the pages are.
    """
    page = "\n".join(own_pages(kind))[:_LARGE]
    prose = " ".join("".join(own_pages("text")).split())[:_LARGE]
    one = seconds(cleaner, kind, ["Warm."], 9)
    each = (seconds(cleaner, kind, ["Warm."] * 100, 5) - one) / 99
    call = one - each
    byte = (seconds(cleaner, kind, [prose], 5) - call - each) / size_of(prose)
    rest = seconds(cleaner, kind, [page], 5) - call - each - size_of(page) * byte
    return Prices(call, each, max(0.0, rest / _lines_of(page)), byte)


def too_dear(
    cleaner: Cleaner, kind: Kind, batch: Sequence[Page], took: float, price: Prices
) -> list[tuple[Page, float]]:
    """The pages that cost more than ten times their price, and how many times.

    Args:
        cleaner: what cleans.
        kind: what the pages are.
        batch: the pages; where together they cost hardly more than they should, none is too dear.
        took: the seconds of processor time that they took.
        price: what they should cost.
    """
    limit = SUSPECT * price.of(batch)
    if took <= limit or seconds(cleaner, kind, batch, 3) <= limit:
        return []
    found = [(page, _times_its_price(cleaner, kind, page, price)) for page in batch]
    return [(page, times) for page, times in found if times > DEAR]


def _times_its_price(cleaner: Cleaner, kind: Kind, page: Page, price: Prices) -> float:
    copies = [page] * max(1, min(200, _MEASURED // max(1, size_of(page))))
    took = seconds(cleaner, kind, copies, 3) - price.call
    return took / (price.of(copies) - price.call)
