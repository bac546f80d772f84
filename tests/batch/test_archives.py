"""WARC files as crawlers write them, and as they lie about when a disk or a download has failed."""

import gzip
import zlib
from pathlib import Path

import pytest
from archives import archive

from cleaner import clean_html
from cleaner.formats.record import Bad, Fields, Record
from cleaner.formats.sources import Source

warcio = pytest.importorskip("warcio")
zstandard = pytest.importorskip("zstandard")
pytest.importorskip("fastwarc")

LINE = "The ferry will sail again from Monday, the harbour office said on the radio."
HTML = f"<html><body><p>{LINE}</p></body></html>".encode()
RUSSIAN = "<p>Паром снова выйдет в море с понедельника, сообщило управление порта.</p>"
JAPANESE = "<p>フェリーは月曜日に再び出航すると港湾事務所が発表した。</p>"


def read(folder: Path, name: str, data: bytes) -> tuple[list[Record], list[Bad]]:
    (folder / name).write_bytes(data)
    events = list(Source(folder / name, Fields()).events())
    records = [event for event in events if isinstance(event, Record)]
    return records, [event for event in events if isinstance(event, Bad)]


def chunked(body: bytes) -> bytes:
    parts = (body[:30], body[30:])
    return b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("headers", "body", "expected"),
    [
        ({"Content-Encoding": "gzip"}, gzip.compress(HTML), HTML),
        ({"content-encoding": "GZIP"}, gzip.compress(HTML), HTML),
        ({"Content-Encoding": "deflate"}, zlib.compress(HTML), HTML),
        ({"Content-Encoding": "zstd"}, zstandard.ZstdCompressor().compress(HTML), HTML),
        ({"Transfer-Encoding": "chunked"}, chunked(HTML), HTML),
        (
            {"Content-Encoding": "gzip", "Transfer-Encoding": "chunked"},
            chunked(gzip.compress(HTML)),
            HTML,
        ),
        # The headers of what came over the wire, the body as it was after.
        ({"Content-Encoding": "br"}, HTML, HTML),
        ({"Content-Encoding": "gzip", "Transfer-Encoding": "chunked"}, HTML, HTML),
    ],
)
def test_bodies_are_unpacked(
    tmp_path: Path, headers: dict[str, str], body: bytes, expected: bytes
) -> None:
    kind = {"Content-Type": "text/html"}
    (record,), bad = read(tmp_path, "a.warc", archive([(kind | headers, body)]))
    assert (record.content, bad) == (expected, [])
    assert clean_html(record.content) == LINE


def test_a_body_that_cannot_be_unpacked_is_named_and_the_next_is_read(tmp_path: Path) -> None:
    kind = {"Content-Type": "text/html"}
    broken = (kind | {"Content-Encoding": "gzip"}, b"\x1f\x8b" + b"\xff" * 50)
    records, (bad,) = read(tmp_path, "a.warc.gz", archive([broken, (kind, HTML)], packed=True))
    assert [record.content for record in records] == [HTML]
    assert "packed with gzip" in bad.reason


@pytest.mark.parametrize(
    ("kind", "body", "text"),
    [
        ("text/html; charset=windows-1251", RUSSIAN.encode("cp1251"), RUSSIAN),
        ("Text/HTML;charset=Shift_JIS", JAPANESE.encode("shift_jis"), JAPANESE),
        ('text/html; charset="koi8-r"', RUSSIAN.encode("koi8-r"), RUSSIAN),
        ("text/html; charset=iso-8859-1", "<p>“Fünf”</p>".encode("cp1252"), "<p>“Fünf”</p>"),
        ("text/html; charset=iso-8859-1", RUSSIAN.encode(), RUSSIAN),  # the server is wrong
        ("text/html; charset=no-such", RUSSIAN.encode(), RUSSIAN),
    ],
)
def test_the_encoding_that_the_server_names_counts(
    tmp_path: Path, kind: str, body: bytes, text: str
) -> None:
    (record,), _ = read(tmp_path, "a.warc", archive([({"Content-Type": kind}, body)]))
    assert clean_html(record.content) == clean_html(text)


@pytest.mark.parametrize("packing", ["", ".gz", ".zst"])
def test_an_archive_that_was_cut_off_says_so(tmp_path: Path, packing: str) -> None:
    pages = [({"Content-Type": "text/html"}, HTML + b"%d" % number) for number in range(60)]
    data = archive(pages, packed=packing == ".gz")
    if packing == ".zst":
        data = zstandard.ZstdCompressor().compress(data)
    whole, bad = read(tmp_path, f"a.warc{packing}", data)
    assert (len(whole), bad) == (60, [])
    for cut in (len(data) // 2, len(data) - 150, len(data) - 40, len(data) - 5):
        records, bad = read(tmp_path, f"cut.warc{packing}", data[:cut])
        assert bad, cut
        assert [record.content for record in records] == [body for _, body in pages[: len(records)]]
        if packing == ".gz":  # a member to a page: all before the cut one are whole
            assert len(records) >= 60 * cut // len(data) - 1
