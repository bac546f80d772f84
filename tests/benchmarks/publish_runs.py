"""Runs of every kind to be published: quality on the tiny corpora, speed made up."""

from pathlib import Path

import pytest
import speed_results
from click.testing import CliRunner
from quality_corpora import every_corpus, install_stub

from benchmarks.quality.__main__ import main

pytest.importorskip("markdown_it")  # in the extra `bench` alone

TEXT = ["--renderers", "wet,gettext", "--systems", "keepall,oracle,cleaner,cleaner:rules,c4"]
HTML = ["--systems", "trafilatura,cleaner,inscriptis"]


def measure(folder: Path) -> Path:
    """Measure quality and speed, into the folder that comes back."""
    built = folder / "build"
    with pytest.MonkeyPatch.context() as patched:
        install_stub(patched)
        data, cache = str(every_corpus(folder)), str(folder / "cache")
        for given in (["text", "--cache", cache, *TEXT], ["html", *HTML]):
            command = [*given, "--data", data, "--out", str(built)]
            done = CliRunner().invoke(main, command, catch_exceptions=False)
            assert done.exit_code == 0, done.output
    speed_results.everything(built)
    return built


def as_by_fold(built: Path) -> None:
    """Have the runs say that their weights were by fold."""
    for file in (built / f"{kind}.{end}" for kind in ("text", "html") for end in ("json", "md")):
        text = file.read_text("utf-8").replace('"packaged"', '"by fold"')
        file.write_text(text.replace("cleaner: packaged", "cleaner: by fold"), "utf-8")
