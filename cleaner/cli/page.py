"""A page as it is read from its file, or from stdin."""

import gzip
import sys
import zlib
from dataclasses import dataclass

from cleaner.cli.failures import Failed, system_reason
from cleaner.cli.names import STDIN
from cleaner.formats.record import LONGEST, too_long
from cleaner.source import Decoded, DecodeError, decode


@dataclass(frozen=True)
class Page:
    """A page that was read.

    Attributes:
        content: its text, or the bytes of HTML.
        size: how many bytes it was.
        decoded: how the text was read, None where the bytes of HTML will say it.
    """

    content: str | bytes
    size: int
    decoded: Decoded | None = None


def read(source: str, encoding: str | None, *, html: bool) -> Page | Failed:
    """Read a page; one whose name ends in .gz is unpacked.

    Args:
        source: its file, or "-" for stdin.
        encoding: the encoding that the user declared, or None.
        html: whether it is HTML.
    """
    try:
        data = _bytes_of(source)
        if len(data) > LONGEST:
            return Failed(source, too_long(LONGEST))
        if html and encoding is None:
            return Page(data, len(data))
        decoded = decode(data, encoding)
        return Page(decoded.text, len(data), decoded)
    except (gzip.BadGzipFile, EOFError, zlib.error):
        return Failed(source, "is damaged or no gzip file; pack it again, or leave it out")
    except OSError as error:
        return Failed(source, system_reason(error))
    except DecodeError as error:
        return Failed(source, str(error))


def _bytes_of(source: str) -> bytes:
    """The bytes of a page, and one more than there may be where there are too many."""
    if source == STDIN:
        return sys.stdin.buffer.read(LONGEST + 1)
    with gzip.open(source) if source.endswith(".gz") else open(source, "rb") as file:
        return file.read(LONGEST + 1)


def encoding_note(decoded: Decoded | None) -> str | None:
    """What a person should know about how a page was read, if anything.

    >>> encoding_note(Decoded("café", "cp1252", "detected"))
    'read as cp1252, which was detected; if that is wrong, name the right one with --encoding'
    """
    if decoded is None:
        return None
    if decoded.how == "detected":
        return (
            f"read as {decoded.encoding}, which was detected; "
            "if that is wrong, name the right one with --encoding"
        )
    if decoded.broken:
        characters = "a character" if decoded.broken == 1 else f"{decoded.broken} characters"
        return f"{characters} could not be read as {decoded.encoding}: U+FFFD stands there now"
    return None
