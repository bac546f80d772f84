"""The weights file: what training wrote, checked and laid out for the network."""

import zipfile
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Layer = tuple[Floats, Floats]
"""Weight [outputs, inputs] and bias [outputs, 1]."""
Convolution = tuple[int, Floats, Floats]
"""Dilation, weight [3 outputs, inputs] of the line before, the line itself and the line after, and
bias [outputs, 1]."""

FORMAT: Final = 1
LANES: Final = 4
"""Channels in one packed 64-bit number, 16 bits each."""
OFFSET: Final = 128
"""What is added to every channel, so that none is negative."""


@dataclass(frozen=True)
class Embedding:
    """A table that gives every token a few small numbers, packed so that one addition adds four of
    them.

    Attributes:
        packed: uint64 [channels / LANES, rows], each channel 8 bits with OFFSET added.
        scale: float32 [channels, 1], what one step of a channel is worth.
    """

    packed: NDArray[np.uint64]
    scale: Floats

    @property
    def channels(self) -> int:
        """How many numbers a token has."""
        return self.scale.shape[0]


@dataclass(frozen=True)
class Weights:
    """The weights of the network; see Network for what each does.

    Attributes:
        words: the embedding of 65,536 buckets of words.
        shapes: the embedding of token shapes.
        names: the embedding of the names of elements; None where the network reads text alone.
        inner: weight [H, features] and bias [H, 1] of the first layer.
        page: weight [H, 2 H] and bias [H, 1] of the page layer.
        side: weight [R, H] and bias [R, 1] of what is summed on both sides of a line.
        sides: weight [H, 4 R] and bias [H, 1] of the layer that reads those sums.
        convolutions: the layers that look at neighbours.
        keep: weight [1, 2 H] and bias [1, 1] of the score.
        kinds: weight [kinds, 2 H] and bias [kinds, 1] of the kinds.
        calibration: [2, knots], see confidence.py.
    """

    words: Embedding
    shapes: Embedding
    names: Embedding | None
    inner: Layer
    page: Layer
    side: Layer
    sides: Layer
    convolutions: tuple[Convolution, ...]
    keep: Layer
    kinds: Layer
    calibration: Floats


TEXT: Final = "text.npz"
HTML: Final = "html.npz"


@cache
def load_weights(path: Path | str) -> Weights:
    """Read a weights file.

    Args:
        path: the file; TEXT or HTML for one in the package.

    Raises:
        ValueError: the file is not a weights file of this version.
        OSError: it cannot be read.
    """
    if isinstance(path, str):
        with as_file(files("cleaner.score") / path) as packaged:
            return _read(packaged)
    return _read(path)


def _read(path: Path) -> Weights:
    try:
        with np.load(path) as archive:
            arrays = dict(archive)
    except (zipfile.BadZipFile, ValueError, EOFError) as error:
        raise ValueError(f"{path}: is not a weights file; train one anew") from error
    if int(arrays.get("format", -1)) != FORMAT or "calibration" not in arrays:
        raise ValueError(f"{path}: is not a weights file of format {FORMAT}; train one anew")

    def layer(name: str) -> Layer:
        weight = arrays[f"{name}.weight"].astype(np.float32)
        return np.ascontiguousarray(weight), arrays[f"{name}.bias"].astype(np.float32)[:, None]

    def convolution(index: int, dilation: int) -> Convolution:
        weight, bias = layer(f"convolution{index}")  # [out, in, 3]
        outputs, inputs, _ = weight.shape
        return dilation, weight.transpose(2, 0, 1).reshape(3 * outputs, inputs).copy(), bias

    return Weights(
        _embedding(arrays, "words"),
        _embedding(arrays, "shapes"),
        _embedding(arrays, "names") if "names.steps" in arrays else None,
        layer("inner"),
        layer("page"),
        layer("side"),
        layer("sides"),
        tuple(convolution(n, int(d)) for n, d in enumerate(arrays["dilations"])),
        layer("keep"),
        layer("kinds"),
        arrays["calibration"].astype(np.float32),
    )


def _embedding(arrays: dict[str, NDArray[np.float32]], name: str) -> Embedding:
    steps = arrays[f"{name}.steps"].astype(np.int16) + OFFSET  # int8 [channels, rows]
    channels, size = steps.shape
    lanes = steps.astype("<u2").reshape(channels // LANES, LANES, size)
    packed = np.ascontiguousarray(lanes.transpose(0, 2, 1)).view("<u8")[:, :, 0]
    return Embedding(
        np.ascontiguousarray(packed), arrays[f"{name}.scale"].astype(np.float32)[:, None]
    )
