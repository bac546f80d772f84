"""Files that are packed, by their names: .gz and .zst."""

import gzip
import io
import zlib
from pathlib import Path
from typing import IO, Any, Final, cast

from cleaner.extras import needed

PACKED: Final = (".gz", ".zst")
_BLOCK: Final = 512
"""Bytes that are unpacked at a time. Few, for five hundred can become sixteen million."""


class DamagedError(ValueError):
    """A packed file that cannot be unpacked to its end."""


DAMAGED: Final = (DamagedError, gzip.BadGzipFile, EOFError, zlib.error)
"""What reading a damaged file raises."""


def inner_suffix(path: str | Path) -> str:
    """The suffix of a file under its packing, in lower case.

    >>> inner_suffix("crawl.JSONL.zst"), inner_suffix("crawl.warc.gz"), inner_suffix("a.parquet")
    ('.jsonl', '.warc', '.parquet')
    """
    path = Path(path)
    return Path(path.stem if path.suffix.lower() in PACKED else path.name).suffix.lower()


def unpacked(file: IO[bytes], name: str) -> IO[bytes]:
    """A file as it was before packing.

    Args:
        file: the packed file.
        name: what it is called.

    Raises:
        MissingExtra: zstandard is not installed.
    """
    if name.lower().endswith(".gz"):
        # As it is: one more buffer around it would lose what stands right before damage.
        return cast(IO[bytes], gzip.GzipFile(fileobj=file))
    if name.lower().endswith(".zst"):
        return io.BufferedReader(_Zst(file))
    return file


def packed(data: bytes, name: str) -> bytes:
    """Data packed as the name of its file says: a member or frame of its own, the same every time.

    Args:
        data: what to pack.
        name: the file that it is appended to.

    >>> gzip.decompress(packed(b"one", "x.gz") + packed(b"two", "x.gz"))
    b'onetwo'
    """
    if name.lower().endswith(".gz"):
        return gzip.compress(data, 6, mtime=0)
    if name.lower().endswith(".zst"):
        frame: bytes = _zstandard().ZstdCompressor(3).compress(data)
        return frame
    return data


class _Zst(io.RawIOBase):
    """The content of all frames of a file; it says when the last one ends too early."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._zstandard = _zstandard()
        self._frame: Any = None
        self._ready = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._ready:
            packed_data = self._file.read(_BLOCK)
            if not packed_data:
                if self._frame is not None:
                    raise DamagedError("it ends in the middle of a frame")
                return 0
            self._ready = memoryview(self._unpack(packed_data))
        size = min(len(buffer), len(self._ready))
        # Without a copy of the rest, which would take time as the square of its length.
        buffer[:size], self._ready = self._ready[:size], self._ready[size:]
        return size

    def _unpack(self, data: bytes) -> bytes:
        pieces = []
        while data:
            if self._frame is None:
                self._frame = self._zstandard.ZstdDecompressor().decompressobj()
            try:
                pieces.append(self._frame.decompress(data))
            except self._zstandard.ZstdError as error:
                raise DamagedError(str(error)) from error
            data = b""
            if self._frame.eof:
                data, self._frame = self._frame.unused_data, None
        return b"".join(pieces)


def _zstandard() -> Any:
    return needed("zstandard", "a .zst file", "corpora")
