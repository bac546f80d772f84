"""Reading a page for commands that say what became of every line."""

from dataclasses import dataclass

from cleaner.cleaned import Cleaned
from cleaner.cleaner import Cleaner
from cleaner.cli.failures import Failed
from cleaner.cli.names import InputFormat, holds_html
from cleaner.cli.page import read
from cleaner.source import Decoded


@dataclass(frozen=True)
class Explained:
    """A page with its verdicts, and how it was read; None where HTML says that by itself."""

    cleaned: Cleaned
    decoded: Decoded | None


@dataclass(frozen=True)
class Explainer:
    """Reads and cleans pages.

    Attributes:
        cleaner: what cleans.
        input_format: what the pages are; auto goes by their names.
        encoding: the encoding that the user declared, or None.
    """

    cleaner: Cleaner
    input_format: InputFormat = "auto"
    encoding: str | None = None

    def explain(self, source: str) -> Explained | Failed:
        """Read and clean a page.

        Args:
            source: its file, or "-" for stdin.
        """
        html = holds_html(source, self.input_format)
        page = read(source, self.encoding, html=html)
        if isinstance(page, Failed):
            return page
        if html:
            return Explained(self.cleaner.explain_html(page.content), page.decoded)
        return Explained(self.cleaner.explain(str(page.content)), page.decoded)
