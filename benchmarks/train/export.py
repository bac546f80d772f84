"""From a trained network to the weights file that numpy evaluates."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from benchmarks.train.fit import Trained
from cleaner.score.weights import FORMAT


def export(
    trained: Trained, threshold: float, calibration: NDArray[np.float32], path: Path
) -> None:
    """Write a weights file.

    Args:
        trained: the network.
        threshold: the logit from which lines are kept; it becomes the logit 0 of the file.
        calibration: see cleaner/score/confidence.py.
        path: the file.
    """
    model = trained.model
    words = _array(model.words.weight) * trained.known[:, None]
    arrays: dict[str, NDArray[Any]] = {
        "format": np.array(FORMAT),
        "calibration": calibration,
        "dilations": np.array(model.size.dilations),
        **_steps("words", words),
        **_steps("shapes", _array(model.shapes.weight)),
    }
    if model.names:
        arrays |= _steps("names", _array(model.names.weight) * trained.names[:, None])
    for name in ("inner", "page", "side", "sides", "keep", "kinds"):
        arrays |= _layer(name, getattr(model, name))
    for number, convolution in enumerate(model.convolutions):
        arrays |= _layer(f"convolution{number}", convolution)
    arrays["keep.bias"] = arrays["keep.bias"] - np.float32(threshold)
    np.savez_compressed(path, allow_pickle=False, **arrays)


def _steps(name: str, table: NDArray[np.float32]) -> Mapping[str, NDArray[Any]]:
    """An embedding in steps of 1/127 of its largest number, int8 [channels, rows]."""
    scale = np.maximum(np.abs(table).max(axis=0), 1e-6) / 127
    steps = np.rint(table / scale).astype(np.int8).T
    return {f"{name}.steps": steps, f"{name}.scale": scale.astype(np.float32)}


def _layer(name: str, layer: Any) -> Mapping[str, NDArray[np.float32]]:
    return {f"{name}.weight": _array(layer.weight), f"{name}.bias": _array(layer.bias)}


def _array(tensor: Tensor) -> NDArray[np.float32]:
    return tensor.detach().numpy().astype(np.float32)
