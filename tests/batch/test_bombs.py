"""Packed files that grow without end, and records that nest without end."""

import gzip
import io
import tracemalloc
from pathlib import Path

import pytest

from cleaner.formats import jsonl, pages, warc
from cleaner.formats.compressed import unpacked
from cleaner.formats.record import Bad, Fields, Line, Record
from cleaner.formats.sources import Source

zstandard = pytest.importorskip("zstandard")

PAGE = jsonl.write({"text": "The ferry will sail again from Monday, the harbour office said."})
ZEROS = 100_000_000


def bomb(packing: str, data: bytes) -> bytes:
    if packing == ".gz":
        return gzip.compress(data, 9)
    packed: bytes = zstandard.ZstdCompressor(19).compress(data)
    return packed


@pytest.fixture(scope="module", params=[".gz", ".zst"])
def packed(request: pytest.FixtureRequest) -> tuple[str, bytes]:
    """A line that becomes 100 MB of nothing, between two good ones."""
    packing: str = request.param
    parts = (PAGE, bytes(ZEROS) + b"\n", PAGE)
    return packing, b"".join(bomb(packing, part) for part in parts)


def test_memory_does_not_grow_with_what_a_bomb_unpacks_to(packed: tuple[str, bytes]) -> None:
    packing, data = packed
    tracemalloc.start()
    file, size = unpacked(io.BytesIO(data), f"x{packing}"), 0
    while piece := file.read(1 << 16):
        size += len(piece)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size == ZEROS + 1 + 2 * len(PAGE)
    assert peak < 40_000_000


def test_a_bomb_between_records_is_named_and_the_others_are_read(
    packed: tuple[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jsonl, "LONGEST", 1_000_000)
    packing, data = packed
    path = tmp_path / f"a.jsonl{packing}"
    path.write_bytes(data)
    found = list(Source(path, Fields()).items())
    assert [type(item) for item in found] == [Line, Bad, Line]
    assert isinstance(found[1], Bad)
    assert "is longer than 1 MB" in found[1].reason


def test_a_page_that_is_a_bomb_is_named(
    packed: tuple[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "LONGEST", 1_000_000)
    packing, data = packed
    path = tmp_path / f"a.html{packing}"
    path.write_bytes(data)
    (found,) = Source(path, Fields()).events()
    assert isinstance(found, Bad)
    assert "is longer than 1 MB" in found.reason


def test_many_small_frames_take_no_longer_than_one(tmp_path: Path) -> None:
    frame = zstandard.ZstdCompressor().compress(b"x")
    assert unpacked(io.BytesIO(frame * 50_000), "x.zst").read() == b"x" * 50_000


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_a_body_that_is_a_bomb_is_named_and_the_next_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, coding: str
) -> None:
    pytest.importorskip("warcio")
    pytest.importorskip("fastwarc")
    from archives import archive
    from batch.test_archives import HTML

    monkeypatch.setattr(warc, "LONGEST", 1_000_000)
    kind = {"Content-Type": "text/html"}
    body = bomb(".gz" if coding == "gzip" else ".zst", bytes(50_000_000))
    data = archive([(kind | {"Content-Encoding": coding}, body), (kind, HTML)])
    (tmp_path / "a.warc").write_bytes(data)
    bad, good = Source(tmp_path / "a.warc", Fields()).events()
    assert isinstance(bad, Bad)
    assert "is longer than 1 MB unpacked" in bad.reason
    assert isinstance(good, Record)
    assert good.content == HTML


@pytest.mark.parametrize(
    "line",
    [
        b'{"text": "a", "x": ' + b"[" * 200_000,
        b'{"text": "a", "x": ' + b'{"a":' * 200_000,
        b'{"text": "a", "x": ' + b"[" * 200_000 + b"]" * 200_000 + b"}",
        b'{"text": "a", "x": ' + b"1" * 200_000 + b"}",
        b'{"text": "a\xff"}',
        b'{"text": "a}',
    ],
)
def test_json_that_nests_without_end_is_bad_and_no_failure(line: bytes) -> None:
    assert isinstance(jsonl.parse(Line("f:1", line), Fields()), Bad)
