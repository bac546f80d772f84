"""What corpora are made of: folders and pages beside files of records; how far they are read."""

import gzip
import io
import json
import os
import re
import sys
from pathlib import Path
from typing import cast

import pytest
from click.testing import CliRunner, Result

from cleaner import clean, clean_html
from cleaner.batch.reading import Reading
from cleaner.cli import main
from cleaner.cli.progress import Progress
from cleaner.formats import jsonl, pages
from cleaner.formats.record import Fields

TEXT = "Skip to content\nThe ferry will sail again from Monday, the harbour office said.\n"
HTML = b"<nav><a href=/>Home</a></nav><p>The ferry sails at nine, the harbour office said.</p>"


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(main, ["corpus", *map(str, args)], catch_exceptions=False)


def read(path: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in Path(path).read_bytes().splitlines()]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of pages and of files with many."""
    monkeypatch.chdir(tmp_path)
    (crawl := Path("crawl") / "x.example").mkdir(parents=True)
    (crawl / "b.txt").write_text(TEXT)
    (crawl / "a.html.gz").write_bytes(gzip.compress(HTML))
    (crawl / "latin.txt").write_bytes("Das Fährschiff fährt wieder, für alle.".encode("cp1252"))
    (crawl / "picture.png").write_bytes(b"PNG")
    Path("crawl/more.jsonl").write_bytes(jsonl.write({"id": 7, "text": TEXT}))
    return Path("crawl")


def test_folders_hold_pages_and_files_of_records(folder: Path) -> None:
    result = run(folder, "-o", "crawl/out.jsonl")
    assert result.exit_code == 0, result.stderr
    expected = [
        {"id": 7, "text": clean(TEXT)},
        {"name": "crawl/x.example/a.html.gz", "text": clean_html(HTML)},
        {"name": "crawl/x.example/b.txt", "text": clean(TEXT)},
        {"name": "crawl/x.example/latin.txt", "text": "Das Fährschiff fährt wieder, für alle."},
    ]
    assert read("crawl/out.jsonl") == expected
    # What an earlier run has written is no input.
    assert run(folder, "-o", "crawl/out.jsonl").exit_code == 0
    assert read("crawl/out.jsonl") == expected


def test_links_that_go_round_end_nothing(folder: Path) -> None:
    os.symlink("../..", folder / "x.example" / "up")  # a folder in itself is not entered
    os.symlink("round.txt", folder / "round.txt")
    assert run(folder, "-o", "out.jsonl").exit_code == 1
    assert len(read("out.jsonl")) == 4
    (bad,) = read("out.jsonl.errors.jsonl")
    assert (bad["place"], "symbolic links" in bad["reason"]) == ("crawl/round.txt", True)
    alone = run(folder / "round.txt", "-o", "alone.jsonl")
    assert (alone.exit_code, read("alone.jsonl")) == (1, [])


def test_a_page_too_long_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "LONGEST", 60)
    run(folder, "-o", "out.jsonl")
    assert [row["place"] for row in read("out.jsonl.errors.jsonl")] == [
        "crawl/x.example/a.html.gz", "crawl/x.example/b.txt"]  # fmt: skip


def test_reading_knows_how_far_it_is(folder: Path) -> None:
    Path("big.jsonl").write_bytes(jsonl.write({"text": TEXT}) * 20_000)
    paths = [Path("crawl/more.jsonl"), Path("big.jsonl"), Path("absent.jsonl")]
    reading = Reading(paths, Fields())
    assert reading.size == sum(path.stat().st_size for path in paths[:2])
    seen = [reading.done for _ in reading]
    assert seen == sorted(seen)
    assert 0.3 < seen[10_000] / reading.size < 0.7
    assert reading.done == reading.size


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def progress_of(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every 5,000 records take ten seconds."""
    reading = Reading([path], Fields())
    now = iter(range(0, 1000, 10))
    monkeypatch.setattr("cleaner.cli.progress.time.monotonic", lambda: next(now))
    records = iter(reading)
    with Progress(5_000) as progress:
        for number in range(1, 20_001):
            next(records)
            if number % 5_000 == 0:
                progress.show(reading, number, 3)


def test_progress_is_a_bar_on_a_terminal(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("big.jsonl").write_bytes(jsonl.write({"text": TEXT}) * 20_000)
    progress_of(Path("big.jsonl"), monkeypatch)
    (line,) = capsys.readouterr().err.splitlines()  # elsewhere a line in thirty seconds
    # Half of the rest took twenty seconds, and what an earlier run had done took none.
    assert re.fullmatch(r"cleaner: 7\d%, 15000 records, 3 bad, 333 a second, 0:1\d left", line)
    monkeypatch.setattr("sys.stderr", Terminal())
    progress_of(Path("big.jsonl"), monkeypatch)
    bar = cast(Terminal, sys.stderr).getvalue()
    assert re.search(r"\[#{17,18}-+\] +7\d% +15000 records, 3 bad, 333 a second, 0:1\d left", bar)
