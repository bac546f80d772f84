"""Tables as outputs: what their columns hold, and runs that are killed on the way."""

import datetime
import gzip
import random
import resource
import signal
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cleaner import clean, clean_html
from cleaner.cli import main
from cleaner.formats import jsonl, tables

pa = pytest.importorskip("pyarrow")
pytest.importorskip("zstandard")
from pyarrow import parquet  # noqa: E402

DAY = datetime.datetime(2024, 2, 29, 23, 59, 58, 123456)


def page(number: int) -> str:
    word = "".join("abcdefghij"[int(digit)] for digit in str(number)) * 3
    return (
        f"Skip to content\nThe {word} ferry will sail again from Monday, the harbour office said, "
        f"and the people of {word} village are glad of it.\nShare on Facebook\n"
    )


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(main, [*map(str, args)], catch_exceptions=False)


def typed(count: int) -> Any:
    """A table of most types that there are."""
    numbers = range(count)
    columns = {
        "id": pa.array(numbers, pa.uint16()),
        "text": pa.array(map(page, numbers), pa.large_string()),
        "raw": pa.array([bytes([n % 256, 255]) for n in numbers], pa.binary()),
        "at": pa.array([DAY] * count, pa.timestamp("us", "Europe/Athens")),
        "fine": pa.array([1_234_567_891_234_567_891] * count, pa.timestamp("ns")),
        "day": pa.array([DAY.date()] * count, pa.date32()),
        "hour": pa.array([DAY.time()] * count, pa.time64("us")),
        "price": pa.array([Decimal("12.50")] * count, pa.decimal128(9, 2)),
        "score": pa.array([0.1, None, float("inf")] * (count // 3), pa.float32()),
        "host": pa.array(["é", None, "b"] * (count // 3)).dictionary_encode(),
        "tags": pa.array([["x", None], [], None] * (count // 3), pa.list_(pa.string())),
        "seen": pa.array([[DAY.date(), None]] * count, pa.list_(pa.date32())),
        "more": pa.array([{"n": 1, "b": b"\xff"}] * count,
                         pa.struct([("n", pa.int8()), ("b", pa.binary())])),
        "map": pa.array([[("k", 1), ("l", None)]] * count, pa.map_(pa.string(), pa.int32())),
    }  # fmt: skip
    return pa.table(columns).replace_schema_metadata({b"who": b"a test"})


def test_the_schema_and_the_values_of_all_other_columns_stay(tmp_path: Path) -> None:
    table = typed(60)
    parquet.write_table(table, tmp_path / "in.parquet")
    assert run("corpus", tmp_path / "in.parquet", "-o", tmp_path / "o.parquet").exit_code == 0
    found = parquet.read_table(tmp_path / "o.parquet")
    written = parquet.read_schema(tmp_path / "in.parquet")
    assert found.schema.equals(written, check_metadata=True)
    assert found.column("text").to_pylist() == [clean(page(n)) for n in range(60)]
    assert found.drop(["text"]).equals(table.drop(["text"]))
    assert {path.name for path in tmp_path.iterdir()} == {"in.parquet", "o.parquet"}


def test_text_takes_the_place_of_html(tmp_path: Path) -> None:
    html = f"<nav><a href=/>Home</a></nav><p>{page(3).splitlines()[1]}</p>"
    source = pa.table({"a": [1, 2], "html": [html.encode(), None], "body": ["old", page(2)]})
    parquet.write_table(source.append_column("z", pa.array([None, True])), tmp_path / "in.parquet")
    run("corpus", tmp_path / "in.parquet", "-o", tmp_path / "o.parquet", "--text-field", "body")
    found = parquet.read_table(tmp_path / "o.parquet")
    assert found.schema == pa.schema(
        {"a": pa.int64(), "body": pa.string(), "z": pa.bool_()}
    )  # fmt: skip
    assert found.column("body").to_pylist() == [clean_html(html), clean(page(2))]


def test_values_of_json_say_what_their_columns_hold(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"text": page(0), "n": 1, "x": 1, "tags": [], "mixed": "a", "o": {"k": [1]}, "no": None},
        {"text": page(1), "n": 2**63 - 1, "x": 2.5, "tags": [["é"]], "mixed": 7, "half": "\ud800!"},
    ]
    (tmp_path / "in.jsonl").write_bytes(b"".join(map(jsonl.write, rows)))
    assert run("corpus", tmp_path / "in.jsonl", "-o", tmp_path / "o.parquet").exit_code == 0
    found = parquet.read_table(tmp_path / "o.parquet")
    nested = pa.list_(pa.list_(pa.string()))
    assert found.schema == pa.schema(
        {"text": pa.string(), "n": pa.int64(), "x": pa.float64(), "tags": nested,
         "mixed": pa.string(), "o": pa.string(), "no": pa.string(), "half": pa.string()}
    )  # fmt: skip
    assert found.drop(["text"]).to_pylist() == [
        {"n": 1, "x": 1.0, "tags": [], "mixed": '"a"', "o": '{"k": [1]}', "no": None, "half": None},
        {"n": 2**63 - 1, "x": 2.5, "tags": [["é"]], "mixed": "7", "o": None, "no": None,
         "half": "\ufffd!"},
    ]  # fmt: skip


def test_groups_of_rows_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "ROWS", 7)
    rows = [{"text": page(n)} for n in range(20)]
    (tmp_path / "in.jsonl").write_bytes(b"".join(map(jsonl.write, rows)))
    run("corpus", tmp_path / "in.jsonl", "-o", tmp_path / "o.parquet")
    meta = parquet.ParquetFile(tmp_path / "o.parquet").metadata
    assert [meta.row_group(n).num_rows for n in range(meta.num_row_groups)] == [7, 7, 6]


def test_inputs_without_a_record_make_an_empty_table(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(b"")
    assert run("corpus", tmp_path / "in.jsonl", "-o", tmp_path / "o.parquet").exit_code == 0
    assert parquet.read_table(tmp_path / "o.parquet").num_rows == 0


def test_inputs_that_make_no_table_are_refused(tmp_path: Path) -> None:
    for name, values in (("a", [1]), ("b", ["x"])):
        parquet.write_table(
            pa.table({"text": [page(1)], "v": values}), tmp_path / f"{name}.parquet"
        )
    (tmp_path / "c.jsonl").write_bytes(jsonl.write({"text": page(1)}))
    names = [tmp_path / name for name in ("a.parquet", "b.parquet", "c.jsonl")]
    for inputs, said in ((names[:2], "different columns"), (names[::2], "or none")):
        result = run("corpus", *inputs, "-o", tmp_path / "o.parquet")
        assert (result.exit_code, said in result.stderr) == (2, True)


def test_what_was_taken_out_of_a_table_can_be_put_back(tmp_path: Path) -> None:
    table = typed(30)
    parquet.write_table(table, tmp_path / "in.parquet")
    gone = tmp_path / "gone.jsonl.zst"
    run("corpus", tmp_path / "in.parquet", "-o", tmp_path / "o.parquet", "--removed", gone)
    assert run("restore", tmp_path / "o.parquet", gone, "-o", tmp_path / "b.parquet").exit_code == 0
    assert parquet.read_table(tmp_path / "b.parquet").equals(table)


@pytest.mark.slow
@pytest.mark.parametrize("suffix", [".jsonl.zst", ".jsonl.gz", ".parquet"])
def test_ten_kills_at_random_moments_change_no_byte(tmp_path: Path, suffix: str) -> None:
    expected, folder = _uninterrupted(tmp_path, 6_000, suffix)
    command = [*_program(), *_arguments(tmp_path, suffix), "--resume"]
    rng, kills = random.Random(11), 0
    note = folder / f"out{suffix}.run"
    while kills < 10:
        before = note.read_bytes() if note.exists() else b""
        process = subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL)
        while process.poll() is None and not (note.exists() and note.read_bytes() != before):
            time.sleep(0.002)
        time.sleep(rng.random() / 20)
        process.kill()
        assert process.wait() == -signal.SIGKILL, "the run was over too soon for ten kills"
        kills += 1
    assert subprocess.run(command, cwd=folder).returncode == 1
    assert _files(folder) == expected


@pytest.mark.parametrize(
    "moment",
    [
        "replace .run.new 3",  # a chunk is noted
        "fsync .parquet.new 1",  # the table is written, and has no name yet
        "replace .parquet.new 1",
        "replace .part 1",  # the errors file has its name
        "unlink .run 1",  # only the journal is left
    ],
)
def test_a_killed_run_makes_the_same_table(
    uninterrupted: tuple[Path, dict[str, bytes]], tmp_path: Path, moment: str
) -> None:
    folder, expected = uninterrupted
    arguments = _arguments(folder, ".parquet")
    killed = subprocess.run([*_program(_KILLER.format(*moment.split())), *arguments], cwd=tmp_path)
    assert killed.returncode == -signal.SIGKILL
    assert _files(tmp_path) != expected
    again = subprocess.run([*_program(), *arguments, "--resume"], cwd=tmp_path)
    assert again.returncode == (2 if moment.startswith("unlink") else 1)  # 2: finished already
    assert _files(tmp_path) == expected


def test_a_disk_that_is_full_when_the_table_is_made_is_named(
    uninterrupted: tuple[Path, dict[str, bytes]], tmp_path: Path
) -> None:
    folder, expected = uninterrupted
    arguments = _arguments(folder, ".parquet")
    before = _KILLER.format("fsync", ".parquet.new", 1)
    subprocess.run([*_program(before), *arguments], cwd=tmp_path)
    (tmp_path / "out.parquet.new").unlink()
    journal = (tmp_path / "out.parquet.part").read_bytes()
    again = [*_program(), *arguments, "--resume"]
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500))  # noqa: E731
    full = subprocess.run(again, cwd=tmp_path, preexec_fn=limit, capture_output=True, text=True)
    assert full.returncode == 1
    assert "out.parquet: the file is too large here" in full.stderr
    assert "what is done goes on with --resume" in full.stderr
    assert not (tmp_path / "out.parquet.new").exists()
    assert (tmp_path / "out.parquet.part").read_bytes() == journal
    subprocess.run(again, cwd=tmp_path)
    assert _files(tmp_path) == expected


@pytest.fixture(scope="module")
def uninterrupted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """A folder with an input, and what a run writes that nobody kills."""
    folder = tmp_path_factory.mktemp("uninterrupted")
    return folder, _uninterrupted(folder, 120, ".parquet")[0]


_KILLER = """
import os, pathlib, signal
name, ending, times = "{0}", "{1}", {2}
real, unlink = getattr(os, name), pathlib.Path.unlink
def after(call):
    def wrapped(what, *more, **named):
        global times
        what_name = os.readlink(f"/proc/self/fd/{{what}}") if isinstance(what, int) else str(what)
        result = call(what, *more, **named)
        times -= what_name.endswith(ending)
        if times == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return result
    return wrapped
if name == "unlink":
    pathlib.Path.unlink = after(unlink)
else:
    setattr(os, name, after(real))
"""


def _program(before: str = "") -> list[str]:
    small = "import cleaner.batch.chunks as c; c.MOST = 10; from cleaner.cli import main; main()"
    return [sys.executable, "-c", before + small, "corpus"]


def _arguments(folder: Path, suffix: str) -> list[str]:
    source = "in.parquet" if suffix == ".parquet" else "in.jsonl.gz"
    return [str(folder / source), "--jobs", "2", "-o", f"out{suffix}"]


def _uninterrupted(folder: Path, count: int, suffix: str) -> tuple[dict[str, bytes], Path]:
    """What a run writes that nobody kills, and an empty folder to do it again in."""
    for name in ("whole", "killed"):
        (folder / name).mkdir()
    _write_input(folder, count, suffix)
    command = [*_program(), *_arguments(folder, suffix)]
    assert subprocess.run(command, cwd=folder / "whole").returncode == 1
    return _files(folder / "whole"), folder / "killed"


def _write_input(folder: Path, count: int, suffix: str) -> None:
    """Records, two of which are bad."""
    bad = (count // 2, count - 1)
    if suffix == ".parquet":
        texts = pa.array([None if n in bad else page(n) for n in range(count)])
        table = typed(count).set_column(1, "text", texts)
        parquet.write_table(table, folder / "in.parquet", row_group_size=90)
        return
    rows = [b"bad\n" if n in bad else jsonl.write({"id": n, "text": page(n)}) for n in range(count)]
    (folder / "in.jsonl.gz").write_bytes(gzip.compress(b"".join(rows), mtime=0))


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}
