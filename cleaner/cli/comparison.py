"""Cleans pages in two ways, or once where the other results are saved, and compares."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from cleaner.cleaned import Verdict
from cleaner.cleaner import Cleaner
from cleaner.cli.changes import Change, changes_of
from cleaner.cli.console import shown
from cleaner.cli.explainer import Explainer
from cleaner.cli.failures import Failed
from cleaner.cli.inputs import Input
from cleaner.cli.names import STDIN
from cleaner.cli.results import Saved, key_of


@dataclass
class Comparison:
    """What is different on the pages so far.

    Attributes:
        now: cleans as it is now.
        saved: what it is compared with; None for the default settings.
        changes: of all pages.
        pages, lines: how many were compared.
    """

    now: Explainer
    saved: Saved | None
    changes: list[Change] = field(default_factory=list)
    pages: int = 0
    lines: int = 0

    @cached_property
    def _default(self) -> Explainer:
        return replace(self.now, cleaner=Cleaner())

    def add(self, page: Input) -> Failed | None:
        """Compare a page; says what went wrong if it could not be."""
        now = self.now.explain(page.path)
        if isinstance(now, Failed):
            return now
        before = self._before(page.path, now.cleaned.original)
        if isinstance(before, Failed):
            return before
        self.pages += 1
        self.lines += len({verdict.line for verdict in now.cleaned.verdicts})
        name = "stdin" if page.path == STDIN else shown(page.path)
        self.changes += changes_of(name, before, now.cleaned)
        return None

    def _before(self, path: str, original: str) -> Sequence[Verdict] | Failed:
        if self.saved is not None:
            missing = Failed(
                path, "is not among the saved results; clean it as before, and save it"
            )
            return self.saved.get(key_of(original), missing)
        if path == STDIN:  # which can be read once only
            return self._default.cleaner.explain(original).verdicts
        page = self._default.explain(path)
        return page if isinstance(page, Failed) else page.cleaned.verdicts
