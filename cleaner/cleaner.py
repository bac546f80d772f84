"""The cleaner: rules and weights, ready to clean pages with fixed settings."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np

from cleaner.batches import clean_batches, in_batches
from cleaner.cleaned import Cleaned
from cleaner.decide import decide
from cleaner.decision import Decision, keep_whole
from cleaner.describe import describe
from cleaner.emit import texts
from cleaner.emit_html import markdown
from cleaner.markup.metadata import read_metadata
from cleaner.markup.other import extract
from cleaner.markup.page import HtmlPage, lay_out, read_page
from cleaner.markup.parse import parse
from cleaner.rules.book import Rulebook
from cleaner.score.network import Network, load_network
from cleaner.score.weights import HTML, TEXT
from cleaner.settings import Settings
from cleaner.stages import rulebook
from cleaner.table.arrays import running
from cleaner.table.lines import read_lines
from cleaner.table.malloc import reuse_blocks
from cleaner.tally import Tally, tally_batch

reuse_blocks()

BATCH_CHARACTERS = 1_000_000
"""Pages are cleaned together until their text is this long."""
BATCH_HTML = 4_000_000
"""The same for HTML."""


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
        # Compiled rules stay behind: another process finds or compiles them faster than it is sent.
        return Cleaner, (self.settings,)

    @cached_property
    def book(self) -> Rulebook:
        """The rules, compiled."""
        return rulebook(self.settings.rules)

    @cached_property
    def network(self) -> Network | None:
        """The learned score, or None when rules decide alone."""
        if self.settings.use == "rules":
            return None
        return load_network(self.settings.weights or TEXT, html=False)

    @cached_property
    def html_network(self) -> Network | None:
        """The learned score of HTML pages, or None when rules decide alone."""
        if self.settings.use == "rules":
            return None
        return load_network(self.settings.html_weights or HTML, html=True)

    def clean(self, text: str, url: str | None = None) -> str:
        """Take the chrome out of a page; see `clean`. Site memory looks the host of `url` up."""
        return self.clean_batch([text], [url])[0]

    def clean_many(
        self, pages: Iterable[str], jobs: int = 1, urls: Iterable[str | None] | None = None
    ) -> Iterator[str]:
        """Clean many pages; see `clean_many`.

        Args:
            pages: the pages.
            jobs: how many processes work.
            urls: where each page comes from, in the same order: site memory looks the hosts up.

        Raises:
            ValueError: jobs is less than one, or there are fewer urls than pages.
        """
        yield from clean_batches(self.clean_batch, in_batches(pages, urls, BATCH_CHARACTERS), jobs)

    def clean_batch(self, batch: Sequence[str], urls: Sequence[str | None] = ()) -> list[str]:
        """Clean some pages together, all at once.

        Args:
            batch: a few hundred kilobytes of pages; memory grows with their size.
            urls: where each page comes from, for site memory; empty where nobody knows.
        """
        # A kind matters to the text only where one is to be kept.
        return list(texts(self._decide(batch, urls, named=bool(self.settings.keep))))

    def explain(self, text: str, url: str | None = None) -> Cleaned:
        """Say what becomes of every line; see `explain`. Site memory looks the host of `url` up."""
        calibration = self.network.calibration if self.network else None
        return describe(text, self._decide([text], [url], named=True), self.book, calibration)

    def clean_html(self, html: str | bytes, url: str | None = None) -> str:
        """Take the chrome out of an HTML page; see `clean_html`."""
        return self.clean_html_batch([html], [url])[0]

    def clean_html_many(
        self, pages: Iterable[str | bytes], jobs: int = 1, urls: Iterable[str | None] | None = None
    ) -> Iterator[str]:
        """Clean many HTML pages; see `clean_html_many`, and `Cleaner.clean_many` for urls."""
        yield from clean_batches(self.clean_html_batch, in_batches(pages, urls, BATCH_HTML), jobs)

    def clean_html_batch(
        self, batch: Sequence[str | bytes], urls: Sequence[str | None] = ()
    ) -> list[str]:
        """Clean some HTML pages together, all at once.

        Args:
            batch: some megabytes of pages; memory grows with their size.
            urls: where each page comes from, for site memory; empty where nobody knows.
        """
        if self.settings.engine == "trafilatura":
            return self.clean_batch([extract(html) for html in batch], urls)
        pages = [read_page(html) for html in batch]
        decision = self._decide_html(pages, urls, named=bool(self.settings.keep))
        return self._written(decision, pages)

    def count_batch(
        self, batch: Sequence[str], urls: Sequence[str | None] = ()
    ) -> tuple[list[str], Tally]:
        """Clean some pages together as clean_batch does, and count what went from them."""
        decision = self._decide(batch, urls, named=True)
        cleaned = list(texts(decision))
        return cleaned, tally_batch(decision, self.book, batch, cleaned)

    def count_html_batch(
        self, batch: Sequence[str | bytes], urls: Sequence[str | None] = ()
    ) -> tuple[list[str], Tally]:
        """Clean some HTML pages together as clean_html_batch does, and count what went."""
        if self.settings.engine == "trafilatura":
            return self.count_batch([extract(html) for html in batch], urls)
        pages = [read_page(html) for html in batch]
        decision = self._decide_html(pages, urls, named=True)
        originals = [page.text for page in pages]
        counted = tally_batch(decision, self.book, originals, list(texts(decision)))
        return self._written(decision, pages), counted

    def explain_html(self, html: str | bytes, url: str | None = None) -> Cleaned:
        """Say what becomes of every line of an HTML page; see `explain_html`."""
        if self.settings.engine == "trafilatura":
            return self.explain(extract(html, url), url)
        document = parse(html)
        metadata = read_metadata(document, url)
        page = lay_out(document)
        decision = self._decide_html([page], [url], named=True)
        calibration = self.html_network.calibration if self.html_network else None
        cleaned = describe(page.text, decision, self.book, calibration)
        markdown = None if self.settings.output == "text" else self._written(decision, [page])[0]
        return replace(cleaned, metadata=metadata, markdown=markdown)

    def _written(self, decision: Decision, pages: Sequence[HtmlPage]) -> list[str]:
        if self.settings.output == "text":
            return list(texts(decision))
        links = self.settings.output == "markdown with links"
        return list(markdown(decision, pages, links=links))

    def _decide_html(
        self, pages: Sequence[HtmlPage], urls: Sequence[str | None], *, named: bool
    ) -> Decision:
        lines = read_lines([page.text for page in pages])
        first = running(np.array([page.markup.element.size for page in pages]))
        rows = first[lines.page] + lines.number
        network = self.html_network
        elements = network.elements([page.markup for page in pages], rows) if network else None
        decision = decide(
            lines, self.book, network, self.settings, urls, named=named, elements=elements
        )
        whole = np.concatenate([page.wholes() for page in pages])[rows] if pages else rows
        keep_whole(decision, whole)
        return decision

    def _decide(self, batch: Sequence[str], urls: Sequence[str | None], *, named: bool) -> Decision:
        lines = read_lines(batch)
        return decide(lines, self.book, self.network, self.settings, urls, named=named)
