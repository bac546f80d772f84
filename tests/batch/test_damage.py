"""Files that are damaged, or hold more than there is room for: each ends as the README says."""

import gzip
import io
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cleaner.cli import main
from cleaner.formats import jsonl
from cleaner.formats.compressed import unpacked
from cleaner.formats.record import Bad, Fields
from cleaner.formats.sources import Source

pa = pytest.importorskip("pyarrow")
zstandard = pytest.importorskip("zstandard")
from pyarrow import parquet  # noqa: E402

STORY = "The ferry will sail again from Monday, the harbour office said on the radio today.\n"
NEXT = jsonl.write({"id": "next", "text": STORY})


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(main, ["corpus", *map(str, args)], catch_exceptions=False)


def outcome(folder: Path, damaged: Path) -> tuple[int, list[object], list[str]]:
    """The exit code, the records, and what is said of the bad ones; another input follows."""
    (folder / "next.jsonl").write_bytes(NEXT)
    out = folder / "out.jsonl"
    code = run(damaged, folder / "next.jsonl", "-o", out).exit_code
    bad = map(json.loads, (folder / "out.jsonl.errors.jsonl").read_bytes().splitlines())
    records = map(json.loads, out.read_bytes().splitlines())
    return code, [record["id"] for record in records], [one["reason"] for one in bad]


def test_a_damaged_member_of_gzip(tmp_path: Path) -> None:
    members = [gzip.compress(jsonl.write({"id": n, "text": STORY})) for n in range(9)]
    middle = bytearray(members[5])
    middle[len(middle) // 2] ^= 0xFF
    (tmp_path / "in.jsonl.gz").write_bytes(b"".join([*members[:5], middle, *members[6:]]))
    code, found, reasons = outcome(tmp_path, tmp_path / "in.jsonl.gz")
    assert (code, found) == (1, [0, 1, 2, 3, 4, "next"])
    # Only at the end of a member its checksum says that it was damaged.
    assert "is no JSON" in reasons[0]
    assert "is damaged after 6 records, the rest is lost" in reasons[1]


def test_parquet_that_was_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "in.parquet"
    parquet.write_table(pa.table({"id": range(90), "text": [STORY] * 90}), path)
    path.write_bytes(path.read_bytes()[:-100])
    # What stands at its end says where all else is.
    code, found, (reason,) = outcome(tmp_path, path)
    assert (code, found) == (1, ["next"])
    assert "is damaged, or no Parquet file" in reason


def test_parquet_with_a_damaged_group_of_rows(tmp_path: Path) -> None:
    path = tmp_path / "in.parquet"
    table = pa.table({"id": range(900), "text": [f"{n} {STORY}" for n in range(900)]})
    parquet.write_table(table, path, row_group_size=300, compression="gzip")
    column = parquet.ParquetFile(path).metadata.row_group(1).column(1)
    middle = column.dictionary_page_offset + column.total_compressed_size // 2
    data = bytearray(path.read_bytes())
    data[middle : middle + 60] = b"\xff" * 60
    path.write_bytes(data)
    code, found, (reason,) = outcome(tmp_path, path)
    assert (code, found) == (1, [*range(300), *range(600, 900), "next"])
    assert "is damaged, rows 301 to 600 are lost" in reason


def test_a_value_too_long_in_a_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleaner.formats.record.LONGEST", 200)
    parquet.write_table(
        pa.table({"id": [1, 2], "text": [STORY * 4, STORY]}), tmp_path / "a.parquet"
    )
    bad, record = Source(tmp_path / "a.parquet", Fields()).events()
    assert (isinstance(bad, Bad), isinstance(record, Bad)) == (True, False)


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc how much memory was needed")
@pytest.mark.parametrize("packing", ["", ".gz", ".zst"])
def test_a_record_of_200_megabytes(tmp_path: Path, packing: str) -> None:
    long = b'{"text": "' + b"x" * 200_000_000 + b'"}\n'
    pack = {"": bytes, ".gz": lambda data: gzip.compress(data, 1),
            ".zst": zstandard.ZstdCompressor(1).compress}[packing]  # fmt: skip
    path = tmp_path / f"in.jsonl{packing}"
    path.write_bytes(pack(NEXT + long + NEXT))
    program = (
        "import sys; from pathlib import Path\n"
        "from cleaner.formats.record import Fields; from cleaner.formats.sources import Source\n"
        "for item in Source(Path(sys.argv[1]), Fields()).items():\n"
        "    print(getattr(item, 'reason', 0))\n"
        "(most,) = (line for line in open('/proc/self/status') if line.startswith('VmHWM'))\n"
        "print(most.split()[1])"
    )
    said = subprocess.check_output([sys.executable, "-c", program, path], text=True)
    first, bad, last, kilobytes = said.splitlines()
    assert (first, bad, last) == ("0", "is longer than 100 MB; split it, or leave it out", "0")
    assert int(kilobytes) < 400_000


@pytest.mark.parametrize("packing", [".gz", ".zst"])
def test_long_lines_are_read_in_linear_time(packing: str) -> None:
    pack = gzip.compress if packing == ".gz" else zstandard.ZstdCompressor().compress

    def seconds(size: int) -> float:
        file = unpacked(io.BytesIO(pack(b"x" * size)), f"a{packing}")
        began = time.process_time()
        while file.readline(1_000_000):
            pass
        return time.process_time() - began

    assert seconds(40_000_000) < 8 * seconds(10_000_000) + 1
