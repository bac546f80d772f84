"""The pages that lose most: what limits the score, page by page."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.quality.labels import CONTENT
from benchmarks.quality.scores import WordScore, word_score
from benchmarks.quality.systems import Explained
from benchmarks.quality.views import Document
from benchmarks.quality.words import words


@dataclass(frozen=True)
class Loss:
    """A page and where its score went.

    Attributes:
        document: the page.
        score: of its words.
        best: the F1 of exactly its content lines: no choice of lines does better.
        lost: words of content lines that went, by the kind that they were taken for.
        left: words of other lines that stay.
    """

    document: Document
    score: WordScore
    best: float
    lost: Counter[str]
    left: int


def losses(documents: Sequence[Document], explained: Iterable[Explained]) -> list[Loss]:
    """Score pages, the worst first.

    Args:
        documents: pages with gold texts.
        explained: what became of them.
    """
    found = [_loss(document, page) for document, page in zip(documents, explained, strict=True)]
    return sorted(found, key=lambda loss: (loss.score.f1, loss.document.page.key))


def tenth(found: Sequence[Loss]) -> float:
    """The share of the loss of all pages that the worst tenth of them carries.

    Args:
        found: the pages, the worst first.
    """
    loss = [1 - page.score.f1 for page in found]
    return sum(loss[: len(loss) // 10]) / max(sum(loss), 1e-9)


def _loss(document: Document, explained: Explained) -> Loss:
    gold = document.page.gold or ""
    lines = document.text.split("\n")
    kept = {verdict.line for verdict in explained.verdicts if verdict.keep}
    lost = Counter[str]()
    for verdict in explained.verdicts:
        if verdict.line not in kept and document.labels.hard[verdict.line] == CONTENT:
            lost[verdict.kind] += len(words(lines[verdict.line]))
    left = sum(len(words(lines[n])) for n in kept if document.labels.hard[n] != CONTENT)
    text = "\n".join(lines[n] for n in sorted(kept))
    best = word_score(document.oracle, gold).f1
    return Loss(document, word_score(text, gold), best, lost, left)
