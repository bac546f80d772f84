"""Measuring itself: every step and yardstick runs, and a run ends in results that can be read."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.speed import BLAS_THREADS
from benchmarks.speed.bench_stages import STEPS
from benchmarks.speed.generated import LANGUAGES, batch
from benchmarks.speed.memory import measure_apart
from benchmarks.speed.results import read
from benchmarks.speed.yardsticks import LOADERS, copier, empty_pipeline

pytestmark = pytest.mark.alone

PROJECT = Path(__file__).parents[2]
TEXTS = batch(len(LANGUAGES), "short", LANGUAGES)


@pytest.mark.parametrize("name", STEPS)
def test_every_step_runs(name: str) -> None:
    call, prepare = STEPS[name]
    assert call(*prepare(TEXTS)) is not None


@pytest.mark.parametrize("name", LOADERS)
def test_every_yardstick_runs(name: str) -> None:
    try:
        other = LOADERS[name]()
    except ImportError as error:
        pytest.skip(str(error))
    assert all(isinstance(other(text), str) for text in TEXTS)


def test_the_empty_pipeline_changes_white_space_only() -> None:
    for text in TEXTS:
        assert empty_pipeline(text).split() == text.split()


def test_bytes_are_copied_again_and_again() -> None:
    copy = copier(["One.", "Two: \ud800"])
    copy()
    copy()


def test_memory_is_that_of_the_other_process() -> None:
    ballast = bytearray(os.urandom(1)) * 300_000_000
    ready, peak = measure_apart("page", 1)
    assert 10 < ready < peak < 250
    del ballast


def test_a_run_ends_in_results(tmp_path: Path) -> None:
    chosen = "test_page[0] or test_start[python]"
    files = ["benchmarks/speed/bench_seeds.py", "benchmarks/speed/bench_start.py"]
    command = [sys.executable, "-m", "pytest", "-q", *files, "-o", "python_files=bench_*.py"]
    command += ["-k", chosen, "-p", "no:cacheprovider", "--benchmark-json", str(tmp_path / "out")]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    results = read(tmp_path / "out")
    assert {(figure.table, figure.name) for figure in results.figures} == {
        ("seeds", "seed 0"),
        ("start", "python"),
    }
    seed, start = results.figures
    assert 0 < seed.seconds < 1
    assert seed.info["MB/s"] == pytest.approx(seed.megabytes_per_second, rel=0.01)
    assert 0.001 < start.seconds < start.info["wall"] * 2
    assert f"{BLAS_THREADS}=" in results.machine["BLAS"]
