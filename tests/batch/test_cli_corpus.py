"""Runs over corpora: formats, bad records, stuck pages, killed runs, and the way back."""

import gzip
import io
import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, cast

import pytest
from click.testing import CliRunner, Result

from cleaner import Cleaner, clean, clean_html
from cleaner.batch import chunks
from cleaner.batch.cleaning import Cleaning, Done
from cleaner.batch.pool import Pool
from cleaner.cli import main
from cleaner.formats import jsonl
from cleaner.formats.record import Bad, Event, Fields, Item, Line, Record
from cleaner.formats.sources import Source
from cleaner.tally import Tally

pyarrow = pytest.importorskip("pyarrow")
zstandard = pytest.importorskip("zstandard")


def page(number: int) -> str:
    word = "".join("abcdefghij"[int(digit)] for digit in str(number)) * 3
    return (
        f"Skip to content\nThe {word} ferry will sail again from Monday, the harbour office said, "
        f"and the people of {word} village are glad of it.\nShare on Facebook\n"
    )


def rows(count: int) -> list[dict[str, Any]]:
    return [{"id": n, "text": page(n), "tags": ["é", n], "url": f"https://x.example/{n}"}
            for n in range(count)]  # fmt: skip


def lines(values: Iterable[dict[str, Any]]) -> bytes:
    return b"".join(map(jsonl.write, values))


def parse(item: Item) -> Event:
    assert isinstance(item, Line)
    return jsonl.parse(item, Fields())


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(main, ["corpus", *map(str, args)], catch_exceptions=False)


def read(path: Path) -> list[dict[str, Any]]:
    data = path.read_bytes()
    if path.suffix == ".gz":
        data = gzip.decompress(data)
    if path.suffix == ".zst":
        data = zstandard.ZstdDecompressor().stream_reader(data, read_across_frames=True).read()
    return [json.loads(line) for line in data.splitlines()]


@pytest.mark.parametrize("packing", ["", ".gz", ".zst"])
def test_all_other_fields_stay(tmp_path: Path, packing: str) -> None:
    data = lines(rows(30))
    if packing == ".gz":
        data = gzip.compress(data[:1000]) + gzip.compress(data[1000:])
    if packing == ".zst":
        pack = zstandard.ZstdCompressor().compress
        data = pack(data[:1000]) + pack(data[1000:])
    source, out = tmp_path / f"in.jsonl{packing}", tmp_path / f"out.jsonl{packing}"
    source.write_bytes(data)
    result = run(source, "-o", out)
    assert (result.exit_code, "30 pages cleaned" in result.stderr) == (0, True)
    assert read(out) == [{**row, "text": clean(row["text"])} for row in rows(30)]
    assert list(read(out)[0]) == ["id", "text", "tags", "url"]
    assert {path.name for path in tmp_path.iterdir()} == {source.name, out.name}


def test_html_and_names_of_fields(tmp_path: Path) -> None:
    html = f"<nav><a href=/>Home</a></nav><p>{page(3).splitlines()[1]}</p>"
    values = [{"n": 1, "raw": html, "body": "old"}, {"n": 2, "body": page(2)}]
    (tmp_path / "in.jsonl").write_bytes(lines(values))
    out = tmp_path / "out.jsonl"
    run(tmp_path / "in.jsonl", "-o", out, "--html-field", "raw", "--text-field", "body")
    assert read(out) == [{"n": 1, "body": clean_html(html)}, {"n": 2, "body": clean(page(2))}]


def test_parquet_is_read_by_rows(tmp_path: Path) -> None:
    import pyarrow.parquet

    pyarrow.parquet.write_table(
        pyarrow.Table.from_pylist([{**row, "tags": ["é"]} for row in rows(600)]),
        tmp_path / "in.parquet",
        row_group_size=100,
    )
    run(tmp_path / "in.parquet", "-o", tmp_path / "out.jsonl")
    assert [row["id"] for row in read(tmp_path / "out.jsonl")] == list(range(600))
    whole = (tmp_path / "in.parquet").read_bytes()
    (tmp_path / "cut.parquet").write_bytes(whole[: len(whole) // 2])
    (bad,) = Source(tmp_path / "cut.parquet", Fields()).events()
    assert isinstance(bad, Bad)
    assert "is damaged, or no Parquet file" in bad.reason


def test_archives_of_another_tool_are_read(tmp_path: Path) -> None:
    warcio = pytest.importorskip("warcio")
    pytest.importorskip("fastwarc")
    from warcio.statusandheaders import StatusAndHeaders

    html = f"<nav><a href=/>Home</a></nav><p>{page(3).splitlines()[1]}</p>".encode()
    with open(tmp_path / "a.warc.gz", "wb") as file:
        writer = warcio.WARCWriter(file, gzip=True)
        for kind, body in (("text/html; charset=utf-8", html), ("image/png", b"PNG")):
            headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(
                    "https://x.example/3",
                    "response",
                    payload=io.BytesIO(body),
                    http_headers=headers,
                )
            )
    with open(tmp_path / "a.warc.wet", "wb") as file:
        writer = warcio.WARCWriter(file, gzip=False)
        payload = io.BytesIO(page(4).encode())
        writer.write_record(
            writer.create_warc_record(
                "https://x.example/4",
                "conversion",
                payload=payload,
                warc_content_type="text/plain",
            )
        )
    assert (
        run(tmp_path / "a.warc.gz", tmp_path / "a.warc.wet", "-o", tmp_path / "o.jsonl").exit_code
        == 0
    )
    found = read(tmp_path / "o.jsonl")
    assert [row["url"] for row in found] == ["https://x.example/3", "https://x.example/4"]
    assert [row["text"] for row in found] == [clean_html(html), clean(page(4))]


def test_a_row_of_parquet_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    import pyarrow.parquet

    offsets = pyarrow.py_buffer(b"".join(n.to_bytes(4, "little") for n in (0, 3, 6)))
    texts = pyarrow.Array.from_buffers(
        pyarrow.string(), 2, [None, offsets, pyarrow.py_buffer(b"a\xffbxyz")]
    )
    times = pyarrow.array([1, 1_234_567_891], pyarrow.timestamp("ns"))
    table = pyarrow.table({"text": texts, "time": times, "raw": [b"\x01\xff"] * 2})
    pyarrow.parquet.write_table(table, tmp_path / "in.parquet")
    bad, record = Source(tmp_path / "in.parquet", Fields()).events()
    assert isinstance(bad, Bad)
    assert (bad.place.rpartition(":")[2], "utf-8" in bad.reason) == ("1", True)
    assert isinstance(record, Record)
    written = json.loads(jsonl.write(record.values))
    assert written == {"text": "xyz", "time": "1970-01-01 00:00:01.234567891", "raw": "Af8="}


def test_blank_html_gives_way_to_text() -> None:
    data = lines([{"html": "", "text": page(1)}, {"html": " \n", "text": page(2)}, {"html": ""}])
    found = list(map(parse, jsonl.read(io.BytesIO(data), "f")))
    assert [event.html for event in found if isinstance(event, Record)] == [False, False, True]
    assert isinstance(found[0], Record)
    assert found[0].content == page(1)


def test_bad_records_are_named_and_never_fatal(tmp_path: Path) -> None:
    data = lines(rows(2)) + b"{]\n[1]\n{}\n\n\xff\n" + lines(rows(1))
    (tmp_path / "in.jsonl").write_bytes(data)
    result = run(tmp_path / "in.jsonl", "-o", tmp_path / "out.jsonl")
    assert result.exit_code == 1
    assert len(read(tmp_path / "out.jsonl")) == 3
    bad = read(tmp_path / "out.jsonl.errors.jsonl")
    assert [row["place"].rpartition(":")[2] for row in bad] == ["3", "4", "5", "7"]
    assert "--text-field" in bad[2]["reason"]
    strict = run(tmp_path / "in.jsonl", "-o", tmp_path / "strict.jsonl", "--strict")
    assert (strict.exit_code, ":3: is no JSON" in strict.stderr) == (1, True)
    assert not (tmp_path / "strict.jsonl").exists()


@pytest.mark.parametrize("packing", [".gz", ".zst"])
def test_what_stands_before_damage_is_read(tmp_path: Path, packing: str) -> None:
    pack = gzip.compress if packing == ".gz" else zstandard.ZstdCompressor().compress
    data = pack(lines(rows(5))) + pack(lines(rows(900)))[:-200] + b"\0" * 50
    (tmp_path / f"in.jsonl{packing}").write_bytes(data)
    (tmp_path / "next.jsonl").write_bytes(lines(rows(2)))
    result = run(
        tmp_path / f"in.jsonl{packing}", tmp_path / "next.jsonl", "-o", tmp_path / "o.jsonl"
    )
    assert result.exit_code == 1
    assert len(read(tmp_path / "o.jsonl")) >= 7
    assert "damaged" in read(tmp_path / "o.jsonl.errors.jsonl")[-1]["reason"]


def test_a_line_too_long_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "LONGEST", 1_000)
    long = jsonl.write({"text": "x" * 5_000})
    found = list(jsonl.read(io.BytesIO(lines(rows(1)) + long + lines(rows(1))), "f"))
    assert [type(item) for item in found] == [Line, Bad, Line]


class Sleeper:
    """Sleeps on some pages, dies on others, and fails on others."""

    def count_batch(
        self, batch: Sequence[str], urls: Sequence[str | None] = ()
    ) -> tuple[list[str], Tally]:
        if "sleep" in batch:
            time.sleep(60)
        if "die" in batch:
            os.kill(os.getpid(), signal.SIGKILL)
        if "fail" in batch:
            raise ZeroDivisionError
        return [text.upper() for text in batch], Tally({"article": len(batch)}, {}, {})

    def clean_batch(self, batch: Sequence[str]) -> list[str]:
        """The first page of all warms up."""
        return list(batch)

    def count_html_batch(self, batch: Sequence[str], urls: Sequence[str | None] = ()) -> list[str]:
        """No HTML comes."""
        return list(batch)


def _text(outcome: Done | Bad) -> str | None:
    return json.loads(outcome.lines)["text"] if isinstance(outcome, Done) else None


def test_stuck_and_deadly_pages_are_stopped_alone() -> None:
    texts = ["a", "sleep", "b", "die", "c", "fail", "d"]
    chunk = [
        Record(f"f:{n}", text, False, None, {"text": text}, "text") for n, text in enumerate(texts)
    ]
    with Pool(Cleaning(cast(Cleaner, Sleeper()), Fields()), 2, 0.5) as pool:
        found = next(iter(pool.run([chunk])))
    assert [_text(outcome) for outcome in found] == [
        "A",
        None,
        "B",
        None,
        "C",
        None,
        "D",
    ]
    reasons = [outcome.reason for outcome in found if isinstance(outcome, Bad)]
    assert "took more than 0.5 seconds" in reasons[0]
    assert "ended its process" in reasons[1]
    assert "ZeroDivisionError" in reasons[2]


def test_a_run_that_ends_waits_for_no_page() -> None:
    chunk = [Record(f"f:{n}", "sleep", False, None, {}, "text") for n in range(9)]
    began = time.monotonic()
    pool = Pool(Cleaning(cast(Cleaner, Sleeper()), Fields()), 2, 30.0)
    waiting = pool.run([chunk, chunk, chunk])
    pool._threads.submit(next, waiting)
    time.sleep(1)
    pool.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert time.monotonic() - began < 20
    assert not any(worker._process.is_alive() for worker in pool._workers)


def _command(folder: Path, *more: str) -> list[str]:
    program = "import cleaner.batch.chunks as c; c.MOST = 25; from cleaner.cli import main; main()"
    source, out, gone = (folder / n for n in ("in.jsonl.gz", "out.jsonl.gz", "gone.jsonl.zst"))
    files = [str(source), "-o", str(out), "--removed", str(gone)]
    return [sys.executable, "-c", program, "corpus", *files, *more]


def test_killed_runs_go_on_to_the_same_bytes(tmp_path: Path) -> None:
    data = gzip.compress(lines(rows(700)) + b"bad\n" + lines(rows(300)), mtime=0)
    (tmp_path / "in.jsonl.gz").write_bytes(data)
    assert subprocess.run(_command(tmp_path), stderr=subprocess.DEVNULL).returncode == 1
    names = ("out.jsonl.gz", "gone.jsonl.zst", "out.jsonl.gz.errors.jsonl")
    expected = {name: (tmp_path / name).read_bytes() for name in names}
    for name in names:
        (tmp_path / name).unlink()
    rng, killed = random.Random(3), 0
    note = tmp_path / "out.jsonl.gz.run"
    for _ in range(40):
        process = subprocess.Popen(_command(tmp_path, "--resume"), stderr=subprocess.DEVNULL)
        before = note.read_bytes() if note.exists() else b""
        while process.poll() is None and killed < 4:
            if note.exists() and note.read_bytes() != before:
                time.sleep(rng.random() / 20)
                process.kill()
                killed += 1
                break
            time.sleep(0.005)
        process.wait()
        if (tmp_path / "out.jsonl.gz").exists():
            break
    assert killed >= 2
    assert {name: (tmp_path / name).read_bytes() for name in names} == expected
    assert not note.exists()


@pytest.mark.parametrize("renamed", [1, 2, 3])
def test_a_run_killed_while_its_files_get_their_names_goes_on(tmp_path: Path, renamed: int) -> None:
    (tmp_path / "in.jsonl.gz").write_bytes(gzip.compress(lines(rows(60)) + b"bad\n", mtime=0))
    names = ("out.jsonl.gz", "out.jsonl.gz.errors.jsonl", "gone.jsonl.zst")
    assert subprocess.run(_command(tmp_path), stderr=subprocess.DEVNULL).returncode == 1
    expected = {name: (tmp_path / name).read_bytes() for name in names}
    for name in names:
        (tmp_path / name).unlink()
    killer = (
        "import os, cleaner.batch.ledger as l; real = os.replace; seen = []\n"
        "def replace(old, new):\n"
        "    real(old, new)\n"
        f"    seen.extend([new] if str(old).endswith('.part') else [])\n"
        f"    len(seen) == {renamed} and os.kill(os.getpid(), 9)\n"
        "l.os.replace = replace\n"
    )
    python, option, program, *more = _command(tmp_path)
    killed = subprocess.run([python, option, killer + program, *more], stderr=subprocess.DEVNULL)
    assert killed.returncode == -signal.SIGKILL
    again = subprocess.run(_command(tmp_path, "--resume"), stderr=subprocess.DEVNULL)
    assert again.returncode == 1
    assert {name: (tmp_path / name).read_bytes() for name in names} == expected
    assert {path.name for path in tmp_path.iterdir()} == {"in.jsonl.gz", *names}


def test_a_full_disk_is_named_and_the_run_goes_on(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl.gz").write_bytes(gzip.compress(lines(rows(900))))
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))  # noqa: E731
    plain = [part.replace("out.jsonl.gz", "out.jsonl") for part in _command(tmp_path)]
    full = subprocess.run(plain, preexec_fn=limit, capture_output=True, text=True)
    assert full.returncode == 1
    assert "--resume" in full.stderr
    assert subprocess.run([*plain, "--resume"]).returncode == 0
    assert len(read(tmp_path / "out.jsonl")) == 900


def test_another_run_does_not_go_on_from_this_one(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines(rows(3)) + b"bad\n")
    out = tmp_path / "out.jsonl"
    assert run(tmp_path / "in.jsonl", "-o", out, "--strict").exit_code == 1
    (tmp_path / "out.jsonl.run").write_text(json.dumps(
        {"run": {}, "events": 1, "totals": {}, "sizes": {}}))  # fmt: skip
    assert "go on with --resume" in run(tmp_path / "in.jsonl", "-o", out).stderr
    other = run(tmp_path / "in.jsonl", "-o", out, "--resume", "--keep", "caption")
    assert (other.exit_code, "other inputs or settings" in other.stderr) == (2, True)


def test_jobs_do_not_change_the_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "MOST", 10)
    (tmp_path / "in.jsonl").write_bytes(lines(rows(100)))
    for jobs in ("1", "3"):
        run(tmp_path / "in.jsonl", "-o", tmp_path / f"{jobs}.jsonl", "--jobs", jobs)
    assert (tmp_path / "1.jsonl").read_bytes() == (tmp_path / "3.jsonl").read_bytes()


def test_what_was_taken_out_can_be_put_back(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines(rows(40)))
    result = run(
        tmp_path / "in.jsonl", "-o", tmp_path / "o.jsonl", "--removed", tmp_path / "g.jsonl"
    )
    assert "lines that went, by kind:" in result.stderr
    args = ["restore", str(tmp_path / "o.jsonl"), str(tmp_path / "g.jsonl"), "-o",
            str(tmp_path / "back.jsonl")]  # fmt: skip
    assert CliRunner().invoke(main, args).exit_code == 0
    assert (tmp_path / "back.jsonl").read_bytes() == (tmp_path / "in.jsonl").read_bytes()
    (tmp_path / "g.jsonl").write_bytes(b"{}\n")
    wrong = CliRunner().invoke(main, [*args[:-1], str(tmp_path / "b2.jsonl")])
    assert (wrong.exit_code, "do not belong together" in wrong.stderr) == (2, True)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("a.csv", "-o", "o.jsonl"), "no known format"),
        (("a.jsonl", "-o", "o.csv"), "must end in .jsonl"),
        (("a.parquet.gz", "-o", "o.jsonl"), "no known format"),
        (("a.jsonl", "-o", "a.jsonl"), "is an input"),
        (("a.jsonl", "-o", "o.jsonl", "--removed", "./o.jsonl"), "or another output"),
        (("a.jsonl", "-o", "o.jsonl", "--errors", "a.jsonl"), "is an input"),
        (("a.jsonl", "-o", "o.jsonl", "--encoding", "utf-8"), "leave out"),
        (("a.jsonl", "absent.jsonl", "-o", "o.jsonl"), "no such file"),
        (("a.jsonl", "-o", "o.jsonl", "--removed", "g.parquet"), "must end in .jsonl"),
    ],
)
def test_wrong_use_is_refused(tmp_path: Path, args: tuple[str, ...], said: str,
                              monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    for name in ("a.jsonl", "a.csv", "a.parquet.gz"):
        Path(name).write_bytes(lines(rows(1)))
    result = run(*args)
    assert result.exit_code in (1, 2)
    assert not Path("o.jsonl").exists()
    assert said in result.stderr
