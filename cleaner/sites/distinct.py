"""Distinct pages: copies of an article under several addresses count as one page.

Without this the paragraphs of an article that a site shows at five addresses look like chrome.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cleaner.sites.sketch import Sketch


def distinct(pages: Sequence[Sketch]) -> list[Sketch]:
    """Leave out every page that shares half of its prose with an earlier one.

    Args:
        pages: the pages in an order that depends on nothing but themselves.

    Returns:
        the others, in order.
    """
    alike = _alike(pages)
    kept: list[int] = []
    for number in range(len(pages)):
        if not alike[number, kept].any():
            kept.append(number)
    return [pages[number] for number in kept]


def _alike(pages: Sequence[Sketch]) -> NDArray[np.bool_]:
    """bool [pages, pages]: whether of two pages one shares half of its prose with the other."""
    page = np.repeat(np.arange(len(pages)), [p.key.size for p in pages])
    key = np.concatenate([p.key for p in pages])
    prose = np.concatenate([p.prose for p in pages])
    paragraph = np.flatnonzero(prose)
    _, column, copies = np.unique(key[paragraph], return_inverse=True, return_counts=True)
    shared = np.cumsum(copies > 1) - 1  # the columns of paragraphs that stand on several pages
    several = copies[column] > 1
    table = np.zeros((len(pages), int(np.count_nonzero(copies > 1))))
    table[page[paragraph[several]], shared[column[several]]] = prose[paragraph[several]]
    common = table @ (table > 0).T  # whole numbers, so that no order of adding changes them
    total = np.bincount(page, prose, len(pages))
    return (2 * common >= total[:, None]) & (total[:, None] > 0)
