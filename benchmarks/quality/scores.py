"""Scores of one cleaned page: words, snippets, and lines kept or dropped."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from benchmarks.quality.labels import CHROME, CONTENT
from benchmarks.quality.views import Document
from benchmarks.quality.words import squeeze, words

_LOOK_AHEAD = 400  # lines in which the source of an edited line is sought


class WordScore(NamedTuple):
    """Precision, recall and F1 of the words of a text, each from 0 to 1."""

    precision: float
    recall: float
    f1: float


class Share(NamedTuple):
    """How many snippets were found, of how many."""

    found: int
    total: int


class LineCounts(NamedTuple):
    """Scored lines by label and fate."""

    content_kept: int
    content_lost: int
    chrome_left: int
    chrome_dropped: int


@dataclass(frozen=True, slots=True)
class PageScore:
    """Scores of one page; `words` is None where the page has no gold text."""

    words: WordScore | None
    wanted: Share
    unwanted: Share
    lines: LineCounts


def score(document: Document, output: str) -> PageScore:
    """Score what a system made of a document.

    Args:
        document: What the system was given.
        output: The text it returned.
    """
    page = document.page
    return PageScore(
        words=None if page.gold is None else word_score(output, page.gold),
        wanted=snippets(output, page.wanted),
        unwanted=snippets(output, page.unwanted),
        lines=line_counts(document, output),
    )


def word_score(text: str, gold: str) -> WordScore:
    """Compare two texts as bags of words.

    >>> word_score("a b c d", "b c")
    WordScore(precision=0.5, recall=1.0, f1=0.6666666666666666)
    """
    found, wanted = Counter(words(text)), _gold_words(gold)
    if not found or not wanted:
        return WordScore(*[float(not found and not wanted)] * 3)
    common = (found & wanted).total()
    total, gold_total = found.total(), wanted.total()
    return WordScore(common / total, common / gold_total, 2 * common / (total + gold_total))


def snippets(text: str, wanted: Sequence[str]) -> Share:
    """Count the snippets that stand in a text, whatever their case.

    >>> snippets("Read MORE here", ["read more", "share"])
    Share(found=1, total=2)
    """
    lower = text.lower()
    return Share(sum(snippet.lower() in lower for snippet in wanted), len(wanted))


def line_counts(document: Document, output: str) -> LineCounts:
    """Count the scored lines of a document by label and by whether the output keeps them."""
    fates = Counter(zip(document.labels.soft, kept_lines(document.text, output), strict=True))
    return LineCounts(
        content_kept=fates[CONTENT, True],
        content_lost=fates[CONTENT, False],
        chrome_left=fates[CHROME, True],
        chrome_dropped=fates[CHROME, False],
    )


def kept_lines(text: str, output: str) -> list[bool]:
    """Tell which lines of a text survive in a cleaner's output.

    Lines are found in order.  An edited line counts as kept when at least .8 of its characters
    stay in one piece, and a line of more than 20 characters when it was joined with others.

    Args:
        text: What the cleaner was given.
        output: What it returned.

    Returns:
        One value for each line of ``text.split("\\n")``.

    >>> kept_lines("Home\\nThe cat sat.\\nHome", "The  cat sat.\\nHome")
    [False, True, True]
    """
    lines = [squeeze(line) for line in text.split("\n")]
    places: dict[str, list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        places[line].append(place)
    kept, start = [False] * len(lines), 0
    for line in filter(None, map(squeeze, output.split("\n"))):
        found = _place(line, lines, places, start)
        if found is not None:
            kept[found], start = True, found + 1
    return kept


def _place(
    line: str, lines: Sequence[str], places: Mapping[str, Sequence[int]], start: int
) -> int | None:
    """The first line, from `start` on, that an output line was made from."""
    if line in places:
        copies = places[line]
        nearest = bisect_left(copies, start)
        return copies[nearest] if nearest < len(copies) else None
    ahead = range(start, min(len(lines), start + _LOOK_AHEAD))
    return next((place for place in ahead if _edited(lines[place], line)), None)


def _edited(source: str, line: str) -> bool:
    trimmed = 0.8 * len(source) <= len(line) <= len(source) and line in source
    return trimmed or (len(source) > 20 and source in line)


@lru_cache(maxsize=4096)
def _gold_words(gold: str) -> Counter[str]:
    return Counter(words(gold))
