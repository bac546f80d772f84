"""The pages that lose most: what limits the score, page by page."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.quality.labels import CONTENT
from benchmarks.quality.scores import WordScore, word_score
from benchmarks.quality.views import Document
from benchmarks.quality.words import words
from benchmarks.trust.cases import by_line
from cleaner import Cleaned


@dataclass(frozen=True)
class Loss:
    """A page and where its score went.

    Attributes:
        document: the page.
        score: of its words.
        best: the F1 of exactly its content lines.
        lost: words of content lines that went, by the kind that they were taken for.
        left: words of other lines that stay.
    """

    document: Document
    score: WordScore
    best: float
    lost: Counter[str]
    left: int

    @property
    def size(self) -> float:
        """How much F1 a perfect choice of lines would have gained."""
        return max(0, self.best - self.score.f1)


def losses(documents: Sequence[Document], explained: Iterable[Cleaned]) -> list[Loss]:
    """Score pages, those first that lose most.

    Args:
        documents: pages with gold texts.
        explained: what became of them.
    """
    found = [_loss(document, page) for document, page in zip(documents, explained, strict=True)]
    return sorted(found, key=lambda loss: (-loss.size, loss.document.page.key))


def tenth(found: Sequence[Loss]) -> float:
    """The share of the loss of all pages that the worst tenth of them carries.

    Args:
        found: the pages, those first that lose most.
    """
    sizes = [page.size for page in found]
    return sum(sizes[: max(1, len(sizes) // 10)]) / max(sum(sizes), 1e-9)


def _loss(document: Document, explained: Cleaned) -> Loss:
    gold = document.page.gold or ""
    lines = document.text.split("\n")
    lost, left = Counter[str](), 0
    for line, verdict in by_line(explained).items():
        content = document.labels.hard[line] == CONTENT
        if content and not verdict.keep:
            lost[verdict.kind] += len(words(lines[line]))
        elif verdict.keep and not content:
            left += len(words(lines[line]))
    best = word_score(document.oracle, gold).f1
    return Loss(document, word_score(explained.text, gold), best, lost, left)
