"""Import and command line: processor time of whole processes, and how long a user waits."""

import importlib
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.speed.corpora import PROJECT, SEEDS
from benchmarks.speed.measure import children_seconds

_PEER = "trafilatura"
_ROUNDS = 7
_PYTHON = {
    "python": "pass",
    "import numpy": "import numpy",
    "import cleaner": "import cleaner",
    "clean one line": "import cleaner; cleaner.clean('One line.')",
    f"import {_PEER}": f"import {_PEER}",
}
_COMMANDS = {
    "cleaner --help": ["--help"],
    "cleaner clean seeds": ["clean", "--quiet", "--output-dir", "{out}", str(SEEDS)],
}


@pytest.mark.benchmark(timer=children_seconds)
@pytest.mark.parametrize("name", [*_PYTHON, *_COMMANDS])
def test_start(
    benchmark: BenchmarkFixture,
    name: str,
    tmp_path: Path,
    or_skip: Callable[[str, Callable[[], Any]], Any],
) -> None:
    code = _PYTHON.get(name)
    arguments = ["-c", code] if code else ["-m", "cleaner", *_COMMANDS[name]]
    command = [sys.executable, *(part.replace("{out}", str(tmp_path)) for part in arguments)]
    if name == f"import {_PEER}":
        or_skip(name, lambda: importlib.import_module(_PEER))
    waits = []

    def run() -> None:
        start = time.perf_counter()
        subprocess.run(command, cwd=PROJECT, capture_output=True, check=True)
        waits.append(time.perf_counter() - start)

    benchmark.pedantic(run, rounds=_ROUNDS)
    benchmark.extra_info |= {"figure": name, "wall": statistics.median(waits)}
