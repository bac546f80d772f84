"""WARC and WET: the archives of crawlers. HTML responses, and texts that somebody extracted."""

from typing import IO, Any, Final

from cleaner.formats.record import Bad, Events, Fields, Record
from cleaner.markup.errors import MissingExtra

_HTML: Final = ("text/html", "application/xhtml+xml")
_LONGEST: Final = 100_000_000


def read(file: IO[bytes], name: str, fields: Fields) -> Events:
    """The pages of an archive; whatever else it holds is passed over.

    Args:
        file: the archive; fastwarc unpacks it.
        name: what it is called.
        fields: how the fields of what comes out are to be called.

    Raises:
        MissingExtra: fastwarc is not installed.
    """
    fastwarc = _fastwarc()
    kinds = fastwarc.WarcRecordType.response | fastwarc.WarcRecordType.conversion
    found = 0
    try:
        for entry in fastwarc.ArchiveIterator(file, record_types=kinds, parse_http=True):
            html = bool(entry.record_type == fastwarc.WarcRecordType.response)
            if html and (entry.http_content_type or "") not in _HTML:
                continue
            found += 1
            place = f"{name}:{found}"
            if entry.content_length > _LONGEST:
                yield Bad(place, f"is longer than {_LONGEST // 1_000_000} MB; leave it out")
                continue
            content = entry.reader.read()
            values = {
                "id": entry.record_id,
                fields.url: entry.headers.get("WARC-Target-URI"),
                "date": entry.headers.get("WARC-Date"),
                fields.text: None,
            }
            body = content if html else content.decode("utf-8", "replace")
            yield Record(place, body, html, values[fields.url], values, fields.text)
    except Exception as error:  # fastwarc raises what its C++ part does
        yield Bad(name, f"is damaged after {found} pages: {error}")


def _fastwarc() -> Any:
    try:
        from fastwarc import warc
    except ImportError as error:
        raise MissingExtra("a WARC file", "corpora") from error
    return warc
