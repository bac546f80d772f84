"""The command line: site memory, learned and used."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cleaner.cli import main

MENU = "Ferries\nThe estuary\nOur captains\n"


def story(number: int) -> str:
    word = "abcdefgh"[number] * 5
    return (
        f"Ferry {word} left the pier late on Monday, and the people of the {word} village waited "
        f"for it in the rain.\nNobody in the {word} office would say why it had been so late.\n"
    )


@pytest.fixture
def crawl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "crawl" / "www.harbour.example"
    folder.mkdir(parents=True)
    for n in range(7):
        (folder / f"{n}.txt").write_text(MENU + story(n), "utf-8")
    paragraphs = "".join(f"<p>{line}</p>" for line in (MENU + story(7)).splitlines())
    (folder / "7.html").write_text(f"<body>{paragraphs}</body>", "utf-8")
    return folder


def run(*args: str) -> Result:
    return CliRunner().invoke(main, args, catch_exceptions=False)


def test_learn_and_clean(crawl: Path) -> None:
    learned = run("sites", "learn", "crawl", "-o", "sites.parquet")
    assert learned.exit_code == 0
    assert "lines of 1 hosts, from 8 pages" in learned.stderr
    assert run("clean", "crawl", "--sites", "sites.parquet", "--output-dir", "out").exit_code == 0
    assert (Path("out") / "www.harbour.example" / "3.txt").read_text("utf-8") == story(3)
    explained = run("clean", "crawl", "--sites", "auto", "--format", "json", "--output-dir", "json")
    assert explained.exit_code == 0
    verdicts = (Path("json") / "www.harbour.example" / "7.json").read_text("utf-8")
    assert "The line stands on 8 of 8 pages of this site." in verdicts


def test_a_host_can_be_named(crawl: Path) -> None:
    plain = crawl.rename(crawl.parent / "pages")
    run("clean", str(plain), "--sites", "auto", "--output-dir", "none")
    assert MENU.split("\n")[1] in (Path("none") / "3.txt").read_text("utf-8")
    run("clean", str(plain), "--sites", "auto", "--host", "harbour.example", "--output-dir", "out")
    assert (Path("out") / "3.txt").read_text("utf-8") == story(3)


def test_what_cannot_be_is_said(crawl: Path) -> None:
    stdin = CliRunner().invoke(main, ["clean", "-", "--sites", "auto"], input="x")
    assert (stdin.exit_code, "twice" in stdin.stderr) == (2, True)
    absent = run("clean", "crawl", "--sites", "absent.parquet")
    assert (absent.exit_code, "there is no such file" in absent.stderr) == (2, True)
    Path("x.parquet").write_text("no memory")
    wrong = run("clean", "crawl", "--sites", "x.parquet")
    assert (wrong.exit_code, "cleaner sites learn" in wrong.stderr) == (2, True)
    lost = run("sites", "learn", "crawl", "absent", "-o", "sites.parquet")
    assert (lost.exit_code, "absent: there is no such" in lost.stderr) == (1, True)
    assert Path("sites.parquet").exists()
