"""What the tests of the command line share."""

from pathlib import Path

import pytest
from cli.helpers import PAGE, Run
from click.testing import CliRunner, Result

from cleaner.cli import main


@pytest.fixture
def run() -> Run:
    """Runs the program in this process; rules alone decide, so that texts are known."""

    def invoke(command: str, *args: str | Path, stdin: bytes | None = None) -> Result:
        with_use = ["--use", "rules"] if command in ("clean", "explain") else []
        words = [command, *with_use, *map(str, args)]
        return CliRunner().invoke(main, words, input=stdin, catch_exceptions=False)

    return invoke


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with three pages, one of them in a folder inside."""
    (tmp_path / "pages" / "deep").mkdir(parents=True)
    for name in ("one.txt", "two.txt", "deep/three.txt"):
        (tmp_path / "pages" / name).write_bytes(PAGE)
    return tmp_path / "pages"
