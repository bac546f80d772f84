"""Scrapy: an item pipeline that puts the cleaned text into every item.

    ITEM_PIPELINES = {"cleaner.integrations.scrapy.CleanerPipeline": 300}
    CLEANER_HTML_FIELD = "html"     # what is cleaned; the default
    CLEANER_TEXT_FIELD = "text"     # where the text goes; the default
    CLEANER_SETTINGS = {"keep": frozenset({"caption"})}

Pages are cleaned in a thread, so the crawl goes on meanwhile.
"""

from collections import Counter
from typing import TYPE_CHECKING, Any

from cleaner.cleaned import Cleaned
from cleaner.cleaner import Cleaner
from cleaner.settings import Settings

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class CleanerPipeline:
    """Cleans the HTML of items, and counts in the crawl's stats what went, by kind.

    Args:
        settings: how to clean.
        html, text: the fields with the HTML, and for the text.
        stats: the crawl's stats.
    """

    def __init__(self, settings: Settings, html: str, text: str, stats: Any) -> None:
        self._cleaner = Cleaner(settings)
        self._html, self._text, self._stats = html, text, stats

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> "CleanerPipeline":
        """Made by Scrapy, from its settings."""
        known = crawler.settings
        return cls(
            Settings(**known.getdict("CLEANER_SETTINGS")),
            known.get("CLEANER_HTML_FIELD", "html"),
            known.get("CLEANER_TEXT_FIELD", "text"),
            crawler.stats,
        )

    async def process_item(self, item: Any, spider: Any = None) -> Any:
        """Clean an item; one without HTML is passed on as it is."""
        from itemadapter import ItemAdapter
        from scrapy.utils.defer import maybe_deferred_to_future
        from twisted.internet.threads import deferToThread

        fields = ItemAdapter(item)
        if not (html := fields.get(self._html)):
            self._stats.inc_value("cleaner/without_html")
            return item
        work = deferToThread(self._cleaner.explain_html, html, fields.get("url"))
        cleaned: Cleaned = await maybe_deferred_to_future(work)
        fields[self._text] = cleaned.text
        self._stats.inc_value(f"cleaner/outcome/{cleaned.outcome}")
        for kind, lines in Counter(v.kind for v in cleaned.verdicts if not v.keep).items():
            self._stats.inc_value(f"cleaner/removed/{kind}", lines)
        return item
