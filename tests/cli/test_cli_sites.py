"""The command line: site memory, learned and used."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cleaner.batch import chunks
from cleaner.batch.learning import Seen, Sketching, learned
from cleaner.cli import main
from cleaner.cli.commands.corpus import _version
from cleaner.formats.record import Bad, Fields, Item, Record

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


def test_pages_of_a_corpus_are_from_the_host_that_their_folder_names(crawl: Path) -> None:
    assert run("corpus", "crawl", "-o", "out.jsonl", "--sites", "auto").exit_code == 0
    assert [text.rstrip() for text in texts("out.jsonl")] == [story(n).rstrip() for n in range(8)]


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


def records(count: int) -> str:
    rows = [{"url": f"https://harbour.example/{n}", "text": MENU + story(n)} for n in range(count)]
    return "".join(json.dumps(row) + "\n" for row in rows)


def texts(path: str) -> list[str]:
    return [json.loads(line)["text"] for line in Path(path).read_text("utf-8").splitlines()]


def test_files_of_many_pages(crawl: Path) -> None:
    Path("in.jsonl").write_text(records(8) + "no record\n", "utf-8")
    learned = run("sites", "learn", "in.jsonl", "-o", "sites.parquet")
    assert "lines of 1 hosts, from 8 pages" in learned.stderr
    assert (learned.exit_code, "in.jsonl:9" in learned.stderr) == (1, True)
    Path("in.jsonl").write_text(records(8), "utf-8")
    for number, choice in enumerate(("sites.parquet", "auto")):
        out = f"out{number}.jsonl"
        assert run("corpus", "in.jsonl", "-o", out, "--sites", choice).exit_code == 0
        assert texts(out) == [story(n) for n in range(8)]


def test_another_name_of_the_address(crawl: Path) -> None:
    Path("in.jsonl").write_text(records(8).replace('"url"', '"link"'), "utf-8")
    command = ["corpus", "in.jsonl", "--sites", "auto"]
    unknown = run(*command, "-o", "unknown.jsonl")
    assert "no host has enough pages" in unknown.stderr
    assert "Our captains" in texts("unknown.jsonl")[0]
    known = run(*command, "-o", "out.jsonl", "--url-field", "link")
    assert "no host" not in known.stderr
    assert [text.rstrip() for text in texts("out.jsonl")] == [story(n).rstrip() for n in range(8)]


def test_a_run_does_not_go_on_with_another_memory(crawl: Path) -> None:
    Path("in.jsonl").write_text(records(8), "utf-8")
    run("sites", "learn", "crawl", "-o", "sites.parquet")
    before = _version("sites.parquet")
    run("sites", "learn", "crawl", "in.jsonl", "--host", "other.example", "-o", "sites.parquet")
    assert _version("sites.parquet") != before
    assert _version("auto") == "auto"


def test_jobs_do_not_change_what_is_learned(crawl: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "MOST", 2)
    Path("in.jsonl").write_text(records(8))
    for jobs in ("1", "2"):
        learned = run("sites", "learn", "crawl", "in.jsonl", "-o", jobs, "--jobs", jobs)
        assert "from 16 pages" in learned.stderr
    assert Path("1").read_bytes() == Path("2").read_bytes()


class Sleepy(Sketching):
    """Falls asleep over a page."""

    def do(self, items: Sequence[Item]) -> list[Seen | Bad]:
        if any(isinstance(item, Record) and item.content == "sleep" for item in items):
            time.sleep(60)
        return super().do(items)


def test_a_page_that_takes_too_long_is_left_out() -> None:
    texts = [MENU + story(0), "sleep", MENU + story(1)]
    records = [Record(text[-9:], text, False, "x.example", {}, "") for text in texts]
    learner, pages, (bad,) = learned(records, Sleepy(Fields()), 1, 0.5)
    assert (pages, bad.place) == (2, "sleep")
    assert "took more than 0.5 seconds" in bad.reason
    assert len(learner._samples["x.example"]) == 2


def test_learning_ends_at_once_when_it_is_interrupted(crawl: Path) -> None:
    os.mkfifo("endless.jsonl")
    command = [
        sys.executable,
        "-m",
        "cleaner",
        "sites",
        "learn",
        "endless.jsonl",
        "-o",
        "s.parquet",
    ]
    process = subprocess.Popen([*command, "--jobs", "2"], stderr=subprocess.PIPE, text=True,
                               start_new_session=True)  # fmt: skip
    with open("endless.jsonl", "w") as pipe:
        pipe.write(records(8) * 200)
        pipe.flush()
        time.sleep(0.7)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all processes
        _, said = process.communicate(timeout=30)
    assert (process.returncode, said) == (130, "cleaner: interrupted\n")
    until = time.monotonic() + 10
    while alive := living(process.pid):
        assert time.monotonic() < until, alive
        time.sleep(0.1)
    assert not Path("s.parquet").exists()


def living(group: int) -> list[int]:
    """The processes of a group that have not ended."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _, its_group, *_ = path.read_text().rpartition(") ")[2].split()
            found += [int(path.parent.name)] if int(its_group) == group and state != "Z" else []
    return found
