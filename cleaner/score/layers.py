"""Layers: what the network is made of, on columns and rows that stay in the processor's cache."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleaner.score.weights import Convolution, Floats, Layer
from cleaner.table.arrays import Index, positions

_UNTHREADED: Final = 1 << 18
"""Multiplications that OpenBLAS does in the calling thread …"""
_COLUMNS: Final = 1 << 12
"""… and columns, for a single row."""
_CACHED: Final = 1500
"""Lines whose convolutions stay in the processor's second cache from layer to layer."""


def product(weight: Floats, columns: Floats) -> Floats:
    """A matrix product with many columns, a few columns at a time.

    OpenBLAS starts threads for larger products. For matrices as flat as these they cost up to a
    hundred times what they save when another process is busy.

    Args:
        weight: float32 [rows, inner].
        columns: float32 [inner, columns].

    Returns:
        float32 [rows, columns].
    """
    rows, inner = weight.shape
    size = columns.shape[1]
    step = min(_COLUMNS, max(1, _UNTHREADED // (rows * inner)))
    if size <= step:
        return weight.dot(columns)
    out = np.empty((rows, size), np.float32)
    for start in range(0, size, step):
        np.matmul(weight, columns[:, start : start + step], out=out[:, start : start + step])
    return out


def dense(layer: Layer, columns: Floats) -> Floats:
    """A layer of which only what is above zero counts.

    Args:
        layer: weight [rows, inner] and bias [rows, 1].
        columns: float32 [inner, columns].

    Returns:
        float32 [rows, columns].
    """
    weight, bias = layer
    out = product(weight, columns)
    out += bias
    return rectify(out)


def rectify(columns: Floats) -> Floats:
    """Make 0 of what is below, in place.

    Args:
        columns: float32 [rows, columns].
    """
    # Against a row of zeros numpy takes a quarter of the time that it takes against one zero.
    return np.maximum(columns, np.zeros(columns.shape[1], np.float32), out=columns)


class Neighbours:
    """Dilated convolutions, each of which adds to a line what the lines some way before and after
    it say.

    A line is a row here, not a column: what stands some lines away is then the same block of
    memory, begun elsewhere. Rows of zeros stand between pages, so that no page sees another.

    Args:
        convolutions: the layers in order.
    """

    def __init__(self, convolutions: Sequence[Convolution]) -> None:
        self._gap = max(dilation for dilation, _, _ in convolutions)
        self._zeros = np.zeros(self._gap * convolutions[0][2].shape[0], np.float32)
        # Short rows make short loops: the bias is added to as many rows at once as make a gap.
        self._layers = [
            (dilation, _kernels(kernel), np.tile(bias[:, 0], self._gap))
            for dilation, kernel, bias in convolutions
        ]

    def see(self, own: Floats, page: Index) -> Floats:
        """What lines are like with all that their neighbours add.

        Args:
            own: float32 [H, lines], what each is like by itself.
            page: int64 [lines], its page, ascending from 0.

        Returns:
            float32 [lines, H].
        """
        edges = positions(page[1:] != page[:-1]) + 1
        # The first edge beyond every so many lines, and the end.
        within = edges.searchsorted(np.arange(_CACHED, page.size, _CACHED))
        cuts = sorted({0, *edges[within[within < edges.size]].tolist(), page.size})
        out = np.empty(own.shape[::-1], np.float32)
        for first, last in pairwise(cuts):
            self._see(own[:, first:last], page[first:last] - page[first], out[first:last])
        return out

    def _see(self, own: Floats, page: Index, out: Floats) -> None:
        gap, width = self._gap, own.shape[0]
        place = np.arange(page.size) + page * gap
        size = -(-(int(place[-1]) + 1) // gap) * gap
        free = np.ones(size, np.bool_)
        free[place] = False
        between = positions(free)
        padded = np.zeros((size + 2 * gap, width), np.float32)
        state = padded[gap:-gap]
        state[place] = own.T
        new, more = np.empty((2, size, width), np.float32)
        for dilation, (before, same, after), bias in self._layers:
            _multiply(state, same, new)
            _multiply(padded[gap - dilation : -gap - dilation], before, more)
            new += more
            _multiply(padded[gap + dilation : size + gap + dilation], after, more)
            new += more
            blocks = new.reshape(-1, bias.size)
            blocks += bias
            np.maximum(blocks, self._zeros, out=blocks)
            new[between] = 0
            state += new
        state.take(place, axis=0, out=out)


def _kernels(kernel: Floats) -> NDArray[np.float32]:
    """float32 [3, H, H] for rows, from [3 H, H] for columns."""
    size = kernel.shape[1]
    return np.ascontiguousarray(kernel.reshape(3, size, size).transpose(0, 2, 1))


def _multiply(rows: Floats, weight: Floats, out: Floats) -> None:
    """The same as `product`, with lines as rows."""
    step = _UNTHREADED // weight.size
    if len(rows) <= step:
        np.dot(rows, weight, out=out)
        return
    for start in range(0, len(rows), step):
        np.dot(rows[start : start + step], weight, out=out[start : start + step])
