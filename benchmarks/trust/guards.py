"""What every guard saves and costs: pages cleaned with it, and as if it were a mere hint."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.quality.labels import CHROME, CONTENT
from benchmarks.quality.views import Document
from benchmarks.trust.cases import Case
from benchmarks.trust.cleaners import Without, explained
from benchmarks.trust.written import verdicts
from cleaner import Cleaner, Settings
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
    weights_by_fold: Path | None,
    progress: Callable[[str], None],
) -> Iterator[tuple[Rule, Worth]]:
    """Clean pages once with all guards, and once more without each.

    Args:
        surviving: pages whose content must survive.
        going: pages whose chrome must go.
        documents: pages of the corpora with a label for every line.
        weights_by_fold: folder of a weights file for each fold, for the pages of the corpora.
        progress: is told which guard is silent.
    """

    def kept(silent: Rule | None) -> tuple[Kept, Kept, Kept]:
        cleaner = Without(Settings(), silent)
        return (
            _of_cases(surviving, cleaner, content=True),
            _of_cases(going, cleaner, content=False),
            _of_documents(documents, weights_by_fold, silent),
        )

    survive, go, corpora = kept(None)
    for guard in GUARDS:
        progress(guard.id)
        less = kept(guard)
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
        if verdict.keep and ("content" in line.kinds) == content
    )


def _of_documents(documents: Sequence[Document], folder: Path | None, silent: Rule | None) -> Kept:
    """The lines of the corpora that stay."""
    pages = enumerate(explained(documents, folder, silent))
    return frozenset(
        (number, verdict.line)
        for number, page in pages
        for verdict in page.verdicts
        if verdict.keep
    )
