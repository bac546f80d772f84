"""What every guard saves and costs: pages cleaned with it, and as if it were a mere hint."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.quality.labels import CHROME, CONTENT
from benchmarks.quality.views import Document
from benchmarks.trust.cases import Case, by_line
from benchmarks.trust.cleaners import Without, explained
from benchmarks.trust.corpus import CONTENT as CONTENT_ALONE
from benchmarks.trust.written import verdicts
from cleaner import Cleaned, Cleaner, Settings
from cleaner.rules.rule import Rule, Weight
from cleaner.stages import STRUCTURE

GUARDS: Final[tuple[Rule, ...]] = tuple(
    rule for rule in STRUCTURE if rule.kind == "content" and rule.weight > Weight.HINT
)
"""What can keep a line that the score would take."""


@dataclass(frozen=True)
class Worth:
    """Lines that stay because of a guard.

    Attributes:
        survive: lines of texts that must survive.
        go: lines of chrome that must go.
        content, chrome: lines of the corpora.
    """

    survive: int
    go: int
    content: int
    chrome: int


Kept = frozenset[tuple[int, int]]
"""Lines that stay, by the number of the page and of the line."""


def worth(
    surviving: Sequence[Case],
    going: Sequence[Case],
    documents: Sequence[Document],
    cleaned: Sequence[Cleaned],
    weights_by_fold: Path | None,
) -> Iterator[tuple[Rule, Worth]]:
    """Clean pages once more without each guard.

    Args:
        surviving: pages whose content must survive.
        going: pages whose chrome must go.
        documents: pages of the corpora with a label for every line.
        cleaned: what becomes of these with all guards.
        weights_by_fold: folder of a weights file for each fold, for the pages of the corpora.
    """

    def kept(silent: Rule | None, pages: Iterable[Cleaned]) -> tuple[Kept, Kept, Kept]:
        cleaner = Without(Settings(), silent)
        return (
            _of_cases(surviving, cleaner, content=True),
            _of_cases(going, cleaner, content=False),
            _of_pages(pages),
        )

    survive, go, corpora = kept(None, cleaned)
    for guard in GUARDS:
        less = kept(guard, explained(documents, weights_by_fold, guard))
        labels = [documents[page].labels.soft[line] for page, line in corpora - less[2]]
        yield (
            guard,
            Worth(
                survive=len(survive - less[0]),
                go=len(go - less[1]),
                content=labels.count(CONTENT),
                chrome=labels.count(CHROME),
            ),
        )


def _of_cases(cases: Sequence[Case], cleaner: Cleaner, *, content: bool) -> Kept:
    """The lines of content, or of chrome, that stay."""
    return frozenset(
        (page, line.at)
        for page, case in enumerate(cases)
        for line, verdict in verdicts(case, cleaner.explain)
        if verdict.keep and (line.kinds == CONTENT_ALONE) == content
    )


def _of_pages(pages: Iterable[Cleaned]) -> Kept:
    """The lines of the corpora that stay."""
    return frozenset(
        (number, line)
        for number, page in enumerate(pages)
        for line, verdict in by_line(page).items()
        if verdict.keep
    )
