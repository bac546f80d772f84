"""Files of one page: text, or HTML; a record with the name of the file."""

from pathlib import Path
from typing import IO, Final

from cleaner.formats.compressed import inner_suffix
from cleaner.formats.record import LONGEST, Bad, Event, Fields, Record, too_long
from cleaner.source import DecodeError, decode

_HTML: Final = (".html", ".htm", ".xhtml")
PAGES: Final = (".txt", *_HTML)
"""The suffixes of pages."""


def read(file: IO[bytes], path: Path, fields: Fields) -> Event:
    """The page that a file is.

    Args:
        file: the file, unpacked.
        path: its path; where it has a folder that is named like a host, that is where it is from.
        fields: how the fields of what comes out are to be called.
    """
    name = str(path)
    data = file.read(LONGEST + 1)
    if len(data) > LONGEST:
        return Bad(name, too_long(LONGEST))
    values = {"name": name, fields.text: None}
    if inner_suffix(path) in _HTML:
        return Record(name, data, True, name, values, fields.text)
    try:
        return Record(name, decode(data).text, False, name, values, fields.text)
    except DecodeError as error:
        return Bad(name, str(error))
