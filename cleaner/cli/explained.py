"""Reading a page for commands that say what became of every line."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cleaner.cleaned import Cleaned
from cleaner.cli.failures import Failed, system_reason
from cleaner.cli.run import bytes_of
from cleaner.source import Decoded, DecodeError, decode

if TYPE_CHECKING:
    from cleaner.api import Cleaner

HTML: Final = (".html", ".htm", ".xhtml")
"""How the names of files end that are read as HTML."""


@dataclass(frozen=True)
class Explained:
    """A page with its verdicts, and how it was read; HTML says by itself how it is to be read."""

    cleaned: Cleaned
    decoded: Decoded | None


def explain_page(source: str, encoding: str | None, cleaner: "Cleaner") -> Explained | Failed:
    """Read and clean a page.

    Args:
        source: its file, or "-" for stdin.
        encoding: the encoding that the user declared, or None.
        cleaner: what cleans.
    """
    is_html = source.lower().endswith(HTML)
    try:
        data = bytes_of(source)
        if is_html and encoding is None:
            return Explained(cleaner.explain_html(data), None)
        decoded = decode(data, encoding)
    except OSError as error:
        return Failed(source, system_reason(error))
    except DecodeError as error:
        return Failed(source, str(error))
    explain = cleaner.explain_html if is_html else cleaner.explain
    return Explained(explain(decoded.text), decoded)
