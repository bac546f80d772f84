"""What must hold for every input, checked on batches."""

import re
import time
from collections.abc import Sequence
from typing import Final

from fuzz.inputs import Kind, Page
from invariants import check_verdicts, check_way_back

from cleaner import Cleaner
from cleaner.emit import texts
from cleaner.markup.page import read_page

_BREAK: Final = re.compile(r"\r\n|\r|\n")


def clean(cleaner: Cleaner, kind: Kind, batch: Sequence[Page]) -> list[str]:
    """Clean a batch of text or of HTML."""
    if kind == "html":
        return cleaner.clean_html_batch(batch)
    return cleaner.clean_batch([str(page) for page in batch])


def check(cleaner: Cleaner, kind: Kind, batch: Sequence[Page], explained: int) -> float:
    """Fail when a page breaks a promise.

    Args:
        cleaner: what cleans.
        kind: what the pages are.
        batch: the pages.
        explained: how many of them, from the first on, are also explained one by one, so that the
            way back and the verdicts can be checked.

    Returns:
        the seconds of processor time that it took to clean the batch.
    """
    begin = time.process_time()
    if kind == "html":
        pages = [read_page(html) for html in batch]
        originals = [page.text for page in pages]
        cleaned = list(texts(cleaner._decide_html(pages, (), named=False)))
        took = time.process_time() - begin
    else:
        originals = [str(page) for page in batch]
        cleaned = cleaner.clean_batch(originals)
        took = time.process_time() - begin
        # Of HTML the cleaned text is no HTML, and nothing is promised of it.
        assert cleaner.clean_batch(cleaned) == cleaned, "a cleaned page must stay as it is"
    for original, text in zip(originals, cleaned, strict=True):
        check_part(original, text)
    for page, text in zip(batch[:explained], cleaned, strict=False):
        result = cleaner.explain_html(page) if kind == "html" else cleaner.explain(str(page))
        assert result.text == text, "a page must come out of a batch as it does alone"
        check_way_back(result)
        check_verdicts(result)
    return took


def check_part(original: str, text: str) -> None:
    """The lines of a cleaned text are lines of its page, or begin them, in order."""
    lines = iter(_BREAK.split(original))
    for line in _BREAK.split(text) if text else ():
        assert any(whole.startswith(line) for whole in lines), f"no line of the page: {line!r}"
