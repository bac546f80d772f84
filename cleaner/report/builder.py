"""Collects pages, and packs them so that the file opens at once and reads bodies when asked."""

import gzip
import json
from base64 import b64encode
from typing import Final

from cleaner.cleaned import Cleaned
from cleaner.kinds import KINDS
from cleaner.report.document import document
from cleaner.report.figures import Figures, Group, figures
from cleaner.report.pages import Body, Reasons, Row, body, pairs, row

CHUNK: Final = 200_000
"""Characters of pages that are unpacked together: a few milliseconds of a browser's time."""


class Builder:
    """Takes pages one by one and makes the report of them.

    Args:
        title: what the report is about.

    >>> from cleaner import explain
    >>> builder = Builder("Two lines")
    >>> builder.add("page.txt", explain("The bridge opened to traffic again.\\nAdvertisement"))
    >>> builder.html().startswith("<!doctype html>")
    True
    """

    def __init__(self, title: str) -> None:
        self.title = title
        self.rows: list[Row] = []
        self._reasons = Reasons()
        self._failed: list[tuple[str, str]] = []
        self._bodies: list[Body] = []
        self._waiting = 0
        self._chunks: list[str] = []
        self._first: list[int] = []

    def add(self, name: str, cleaned: Cleaned) -> None:
        """Add a page.

        Args:
            name: of its file.
            cleaned: what became of it.
        """
        self.rows.append(row(name, cleaned, self._reasons))
        self._bodies.append(body(cleaned, self._reasons))
        self._waiting += len(cleaned.original)
        if self._waiting >= CHUNK:
            self._pack()

    def add_failed(self, name: str, reason: str) -> None:
        """Add an input that could not be read, and why."""
        self._failed.append((name, reason))

    def html(self) -> str:
        """The report, one file that needs nothing else."""
        self._pack()
        return document(self.title, packed(self._index()), self._chunks)

    def figures(self) -> Figures:
        """The numbers of the overview."""
        return figures(self.rows)

    def _pack(self) -> None:
        if self._bodies:
            self._first.append(len(self.rows) - len(self._bodies))
            self._chunks.append(packed(self._bodies))
        self._bodies, self._waiting = [], 0

    def _index(self) -> dict[str, object]:
        found = self.figures()
        return {
            "title": self.title,
            "kinds": KINDS,
            "reasons": [[r.rule, KINDS.index(r.kind), r.text] for r in self._reasons],
            "first": self._first,
            "failed": self._failed,
            "pages": [_listed(row) for row in self.rows],
            "total": _counts(found.total),
            "sites": {name: _counts(group) for name, group in found.sites.items()},
            "languages": {name: _counts(group) for name, group in found.languages.items()},
            "outcomes": found.outcomes,
            "keptShare": found.kept_share,
            "confidence": found.confidence,
            "mostCut": found.most_cut,
            "leastConfident": found.least_confident,
            "rules": found.rules,
        }


def packed(value: object) -> str:
    """A value as base64 of gzipped JSON: letters that no HTML can hide in.

    Args:
        value: what JSON can hold.
    """
    data = json.dumps(value, separators=(",", ":")).encode("ascii")
    return b64encode(gzip.compress(data, mtime=0)).decode("ascii")


def _listed(page: Row) -> dict[str, object]:
    return {
        "name": page.name,
        "site": page.site,
        "language": page.language,
        "outcome": page.outcome,
        "confidence": page.confidence,
        "lines": page.lines,
        "trimmed": page.trimmed,
        "size": page.size,
        "left": page.size_left,
        "removed": pairs(page.removed),
        "rules": list(page.rules.items()),
    }


def _counts(group: Group) -> dict[str, object]:
    return {
        "pages": group.pages,
        "lines": group.lines,
        "trimmed": group.trimmed,
        "size": group.size,
        "left": group.size_left,
        "removed": pairs(dict(group.removed.most_common())),
    }
