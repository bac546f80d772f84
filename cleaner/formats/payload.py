"""The body of an HTTP response as crawlers store it: chunked, packed, in some encoding."""

import codecs
import io
from collections.abc import Callable
from typing import Any, Final

from cleaner.formats.record import too_long

# What pages call Latin-1 is this, https://encoding.spec.whatwg.org/#names-and-labels
_WESTERN: Final = {"iso8859-1": "cp1252", "ascii": "cp1252"}
_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BLOCK: Final = 1 << 16
_SNIFFED: Final = 1024


class PackedError(ValueError):
    """A body that cannot be unpacked; the message says why."""


def content_of(entry: Any, body: bytes, longest: int) -> str | bytes:
    """A page out of the body of a response.

    Args:
        entry: the response, as fastwarc reads it.
        body: its body, as stored.
        longest: how many bytes it may have when unpacked.

    Returns:
        text, where the response names an encoding that decides; bytes otherwise.

    Raises:
        PackedError: it cannot be unpacked, or is too long.
    """
    headers = entry.http_headers
    codings = _named(headers.get("Content-Encoding")) + _named(headers.get("Transfer-Encoding"))
    for coding in reversed(codings):
        body = _undone(coding, body, longest)
    return _decoded(body, entry.http_charset)


def _named(header: str | None) -> list[str]:
    return [name.strip().lower() for name in (header or "").split(",")]


def _undone(coding: str, body: bytes, longest: int) -> bytes:
    from fastwarc import stream_io

    readers: dict[str, Callable[[io.BytesIO], Any]] = {
        "chunked": stream_io.ChunkedReader,
        "gzip": stream_io.GzipReader,
        "x-gzip": stream_io.GzipReader,
        "deflate": lambda file: stream_io.GzipReader(file, zlib=True),
        "br": stream_io.BrotliReader,
        "zstd": stream_io.ZstdReader,
    }
    # Many crawlers store the plain body and leave the headers as they were.
    if coding not in readers or (coding != "chunked" and _is_markup(body)):
        return body
    try:
        return _read(readers[coding](io.BytesIO(body)), longest)
    except PackedError:
        raise
    except Exception as error:  # fastwarc raises what its own code does
        if _is_markup(body):
            return body
        raise PackedError(f"says that it is packed with {coding}, but is not: {error}") from error


def _read(reader: Any, longest: int) -> bytes:
    pieces, size = list[bytes](), 0
    while piece := reader.read(_BLOCK):
        size += len(piece)
        if size > longest:
            raise PackedError(too_long(longest, "unpacked"))
        pieces.append(piece)
    return b"".join(pieces)


def _is_markup(body: bytes) -> bool:
    return body[:_SNIFFED].lstrip().startswith(b"<")


def _decoded(body: bytes, charset: str | None) -> str | bytes:
    if charset is None or body.startswith(_MARKS):
        return body
    try:
        name = codecs.lookup(charset.strip("\"' ")).name
        return body.decode(_WESTERN.get(name, name), "replace") if not _is_utf8(body) else body
    except LookupError:  # a name that nobody knows, or of what is no encoding
        return body


def _is_utf8(body: bytes) -> bool:
    """Then that is what it is, whatever the server says."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
