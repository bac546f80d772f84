"""Scores of one extracted page, as the benchmark that it comes from defines them."""

from collections.abc import Sequence
from typing import NamedTuple

from benchmarks.quality.corpora import Page
from benchmarks.quality.scores import Share, WordScore, snippets, word_score
from benchmarks.quality.words import squeeze


class PageScore(NamedTuple):
    """Scores of one page.

    Attributes:
        words: Of words where the page has a gold text, else of its segments.
        wanted: Snippets found out of those that should be.
        unwanted: Snippets found out of those that should not be.
    """

    words: WordScore
    wanted: Share
    unwanted: Share


def score(page: Page, text: str) -> PageScore:
    """Score the text that a system extracted from a page.

    Args:
        page: The page, with a gold text or with segments.
        text: What the system returned.
    """
    if page.gold is not None:
        found = snippets(text, page.wanted), snippets(text, page.unwanted)
        return PageScore(word_score(text, page.gold), *found)
    wanted, unwanted = segments(text, page.wanted), segments(text, page.unwanted)
    return PageScore(segment_score(wanted, unwanted), wanted, unwanted)


def segments(text: str, wanted: Sequence[str]) -> Share:
    r"""Count the segments that stand in a text, case and words as they are.

    >>> segments("The  ferry\nstops.", ["ferry stops", "Ferry"])
    Share(found=1, total=2)
    """
    squeezed = squeeze(text)
    return Share(sum(squeeze(segment) in squeezed for segment in wanted), len(wanted))


def segment_score(wanted: Share, unwanted: Share) -> WordScore:
    """Precision, recall and F1 of the segments of any number of pages.

    >>> segment_score(Share(2, 4), Share(1, 3)).recall
    0.5
    """
    found = wanted.found + unwanted.found
    return WordScore(
        wanted.found / max(1, found),
        wanted.found / max(1, wanted.total),
        2 * wanted.found / max(1, found + wanted.total),
    )
