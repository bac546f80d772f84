"""WARC and WET: the archives of crawlers. HTML responses, and texts that somebody extracted."""

from typing import IO, Any, Final

from cleaner.extras import needed
from cleaner.formats.compressed import DAMAGED
from cleaner.formats.payload import PackedError, content_of
from cleaner.formats.record import LONGEST, Bad, Event, Events, Fields, Record, too_long

_HTML: Final = ("text/html", "application/xhtml+xml")
_ENDS: Final = (b"", b"\r\n\r\n", b"\n\n")
"""What the last bytes of a whole archive are; nothing, where it is empty."""


def read(file: IO[bytes], name: str, fields: Fields) -> Events:
    """The pages of an archive; whatever else it holds is passed over.

    Args:
        file: the archive, unpacked: fastwarc takes a packed one that was cut off for a whole one.
        name: what it is called.
        fields: how the fields of what comes out are to be called.

    Raises:
        MissingExtra: fastwarc is not installed.
    """
    fastwarc = needed("fastwarc.warc", "a WARC file", "corpora")
    kinds = fastwarc.WarcRecordType.response | fastwarc.WarcRecordType.conversion
    found, watched = 0, _Watched(file)
    try:
        for entry in fastwarc.ArchiveIterator(watched, record_types=kinds, parse_http=True):
            html = bool(entry.record_type == fastwarc.WarcRecordType.response)
            if html and (entry.http_content_type or "").lower() not in _HTML:
                continue
            found += 1
            yield _event(entry, f"{name}:{found}", fields, html=html)
    except Exception as error:  # fastwarc raises what its own code does
        yield Bad(name, f"is damaged after {found} pages: {error}")
        return
    if watched.damage:
        yield Bad(name, f"is damaged after {found} pages, the rest is lost: {watched.damage}")
    elif watched.end not in _ENDS and not watched.end.endswith(b"\n\n"):
        yield Bad(name, f"ends in the middle of a record, after {found} pages; the rest is lost")


def _event(entry: Any, place: str, fields: Fields, *, html: bool) -> Event:
    length = entry.content_length
    if length > LONGEST:
        return Bad(place, too_long(LONGEST))
    content = entry.reader.read()
    if len(content) < length:
        return Bad(place, f"is cut off: {len(content)} of {length} bytes are there")
    values = {
        "id": entry.record_id,
        fields.url: entry.headers.get("WARC-Target-URI"),
        "date": entry.headers.get("WARC-Date"),
        fields.text: None,
    }
    try:
        page = content_of(entry, content, LONGEST) if html else content.decode("utf-8", "replace")
    except PackedError as error:
        return Bad(place, str(error))
    return Record(place, page, html, values[fields.url], values, fields.text)


class _Watched:
    """A file that ends where it is damaged, so that all that stands before is read.

    Attributes:
        damage: what is wrong with it, once it has ended.
        end: the last bytes read: by them alone one sees that an archive was cut off.
    """

    def __init__(self, file: Any) -> None:
        self._file = file
        self._at = 0
        self.damage: Exception | None = None
        self.end = b""

    def read(self, size: int = -1) -> bytes:
        try:
            data = self._file.read1(size)
        except DAMAGED as error:
            self.damage, data = error, b""
        self._at += len(data)
        self.end = (self.end + data[-4:])[-4:]
        return data

    def tell(self) -> int:
        return self._at

    def seek(self, at: int, whence: int = 0) -> int:
        """Archives are read from their beginning to their end."""
        raise OSError("an archive is read in one go")
