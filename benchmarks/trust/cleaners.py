"""Cleaners for pages of the corpora, also with one guard turned into a hint."""

from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from pathlib import Path

from benchmarks.quality.systems import by_weights
from benchmarks.quality.views import Document
from cleaner import Cleaned, Cleaner, Settings
from cleaner.rules.book import Rulebook
from cleaner.rules.compile import compile_rules
from cleaner.rules.load import builtin_rules
from cleaner.rules.rule import Rule, Weight
from cleaner.stages import STRUCTURE


class Without(Cleaner):
    """A cleaner in which one rule of structure is no more than a hint.

    Args:
        settings: as of Cleaner.
        silent: the rule, or None for none.
    """

    def __init__(self, settings: Settings, silent: Rule | None) -> None:
        super().__init__(settings)
        self._silent = silent

    @cached_property
    def book(self) -> Rulebook:
        """The rules, compiled."""
        return _book(self._silent)


@cache
def _book(silent: Rule | None) -> Rulebook:
    structure = [r._replace(weight=Weight.HINT) if r == silent else r for r in STRUCTURE]
    return compile_rules(builtin_rules(), structure)


def explained(
    documents: Sequence[Document], weights_by_fold: Path | None, silent: Rule | None = None
) -> Iterator[Cleaned]:
    """What becomes of every page, in order.

    Args:
        documents: the pages.
        weights_by_fold: folder of a weights file for each fold, None for those of the package.
        silent: a rule that is to be a mere hint.
    """
    chosen: dict[int, Cleaner] = {}
    for weights, pages in by_weights(documents, weights_by_fold).items():
        chosen |= dict.fromkeys(pages, Without(Settings(weights=weights), silent))
    for page, document in enumerate(documents):
        yield chosen[page].explain(document.text)
