"""What figures depend on, as far as pytest-benchmark does not write it down by itself."""

import os
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final

import numpy as np

from benchmarks.speed import BLAS_THREADS
from cleaner import __version__

PACKAGES: Final = (
    "numpy", "resiliparse", "boilerpy3", "ftfy", "trafilatura", "jusText", "datatrove",
)  # fmt: skip


def describe() -> dict[str, str]:
    """Names and values, to be printed.

    >>> describe()["BLAS"].partition("=")[0].split()[-1]
    'OPENBLAS_NUM_THREADS'
    """
    return {
        "cores": str(os.cpu_count()),
        "load at the end": load(),
        "BLAS": f"{_blas()}, {BLAS_THREADS}={os.environ.get(BLAS_THREADS, '')}",
        "cleaner": __version__,
        **{name: _version(name) for name in PACKAGES},
    }


def load() -> str:
    """How many processes had work for a core of the machine, on average over a minute."""
    try:
        return f"{os.getloadavg()[0]:.1f}"
    except (AttributeError, OSError):  # no such thing on Windows
        return "unknown"


def _blas() -> str:
    config: Any = np.show_config(mode="dicts")
    blas = config["Build Dependencies"]["blas"]
    return f"{blas['name']} {blas['version']}"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
