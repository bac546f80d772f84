"""The public face: clean, clean_many, explain, Cleaner."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from cleaner.cleaned import Cleaned
from cleaner.decide import Decision, decide
from cleaner.describe import describe
from cleaner.emit import texts
from cleaner.parallel import clean_batches
from cleaner.rules.book import Rulebook
from cleaner.rules.load import builtin_rules
from cleaner.score.network import Network, load_network
from cleaner.settings import Settings
from cleaner.stages import rulebook
from cleaner.table.lines import read_lines
from cleaner.table.memory import reuse_blocks

BATCH_CHARACTERS = 800_000
"""Pages are cleaned together until their text is this long."""
BATCH_PAGES = 512


class Cleaner:
    """A cleaner with fixed settings; compiles its rules once, at the first page.

    Args:
        settings: what to keep and drop; the defaults suit a corpus of texts.

    >>> Cleaner(Settings(keep=frozenset({"legal"}))).clean("All rights reserved.")
    'All rights reserved.'
    """

    def __init__(self, settings: Settings = Settings()) -> None:
        self.settings = settings

    def __reduce__(self) -> tuple[type["Cleaner"], tuple[Settings]]:
        # Compiled rules stay behind: another process compiles its own faster than it reads them.
        return Cleaner, (self.settings,)

    @cached_property
    def book(self) -> Rulebook:
        """The rules, compiled; the user's first, for of two equals the first wins."""
        return rulebook((*self.settings.rules, *builtin_rules()))

    @cached_property
    def network(self) -> Network | None:
        """The learned score, or None when rules decide alone."""
        if self.settings.use == "rules":
            return None
        return load_network(self.settings.weights)

    def clean(self, text: str) -> str:
        """Take the chrome out of a page; see `clean`."""
        return self.clean_batch([text])[0]

    def clean_many(self, pages: Iterable[str], jobs: int = 1) -> Iterator[str]:
        """Clean many pages; see `clean_many`."""
        if jobs < 1:
            raise ValueError(f"jobs={jobs}: there must be one at least")
        if jobs > 1:
            yield from clean_batches(self, _batches(pages), jobs)
            return
        for batch in _batches(pages):
            yield from self.clean_batch(batch)

    def clean_batch(self, batch: Sequence[str]) -> list[str]:
        """Clean some pages together, all at once.

        Args:
            batch: a few hundred kilobytes of pages; memory grows with their size.
        """
        # A kind matters to the text only where one is to be kept.
        return list(texts(self._decide(batch, named=bool(self.settings.keep))))

    def explain(self, text: str) -> Cleaned:
        """Say what becomes of every line; see `explain`."""
        calibration = self.network.calibration if self.network else None
        return describe(text, self._decide([text], named=True), self.book, calibration)

    def _decide(self, batch: Sequence[str], *, named: bool) -> Decision:
        lines = read_lines(batch)
        return decide(lines, self.book, self.network, self.settings, named=named)


def _batches(pages: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for page in pages:
        batch.append(page)
        size += len(page)
        if size >= BATCH_CHARACTERS or len(batch) >= BATCH_PAGES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


reuse_blocks()
_DEFAULT = Cleaner()


def clean(text: str) -> str:
    r"""Take everything out of a page that is not the text a person came to read.

    Args:
        text: a page as text, one line for every heading, paragraph, menu entry, ….

    Returns:
        the lines that are content, as they were.

    >>> clean("Advertisement\n\nThe council kept the library open.\n\nShare this article")
    'The council kept the library open.'
    """
    return _DEFAULT.clean(text)


def clean_many(pages: Iterable[str], jobs: int = 1) -> Iterator[str]:
    r"""Clean many pages, in order, some at a time; much faster than one by one.

    Args:
        pages: texts; they are read as they are needed.
        jobs: how many processes work; more than one pays from some thousand pages on.

    Yields:
        the cleaned pages, in the same order.

    Raises:
        ValueError: jobs is less than one.

    >>> list(clean_many(["The bridge opened to traffic again.\nAdvertisement", ""]))
    ['The bridge opened to traffic again.', '']
    """
    return _DEFAULT.clean_many(pages, jobs)


def explain(text: str) -> Cleaned:
    r"""Clean a page and say what became of every line, and why.

    Args:
        text: a page as text.

    Returns:
        the cleaned text with a verdict for every line.

    >>> result = explain("The bridge opened to traffic again.\nAdvertisement")
    >>> [(v.keep, v.kind) for v in result.verdicts]
    [(True, 'content'), (False, 'advert')]
    """
    return _DEFAULT.explain(text)
