"""The numbers of a report's overview."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from cleaner.kinds import Kind
from cleaner.report.pages import Row

BINS: Final = 20
"""Bars of a distribution over 0 … 1."""
_PAGES: Final = 10
_RULES: Final = 25


@dataclass
class Group:
    """The pages of a site or of a language, or all pages.

    Attributes:
        pages, lines, trimmed: how many.
        removed: lines that went, by kind.
        size, size_left: characters before and after.
    """

    pages: int = 0
    lines: int = 0
    trimmed: int = 0
    removed: Counter[Kind] = field(default_factory=Counter)
    size: int = 0
    size_left: int = 0

    def add(self, row: Row) -> None:
        """Count a page."""
        self.pages += 1
        self.lines += row.lines
        self.trimmed += row.trimmed
        self.removed.update(row.removed)
        self.size += row.size
        self.size_left += row.size_left


@dataclass(frozen=True)
class Figures:
    """What the overview shows.

    Attributes:
        total: all pages.
        sites, languages: the pages of each, those with most pages first.
        outcomes: how many pages came to each.
        kept_share, confidence: int [BINS], pages by the share of characters that stays, and by
            confidence; pages without confidence are in none.
        most_cut, least_confident: numbers of pages; pages without lines are in neither.
        rules: number of the reason, verdicts, pages; those with most verdicts first.
    """

    total: Group
    sites: dict[str, Group]
    languages: dict[str, Group]
    outcomes: dict[str, int]
    kept_share: list[int]
    confidence: list[int]
    most_cut: list[int]
    least_confident: list[int]
    rules: list[tuple[int, int, int]]


def figures(rows: Sequence[Row]) -> Figures:
    """Count everything that the overview shows.

    Args:
        rows: all pages.
    """
    total = Group()
    for row in rows:
        total.add(row)
    sure = [row.confidence for row in rows if row.confidence is not None]
    filled = [number for number, row in enumerate(rows) if row.lines]
    doubtful = [number for number in filled if rows[number].confidence is not None]
    return Figures(
        total,
        _grouped(rows, lambda row: row.site),
        _grouped(rows, lambda row: row.language),
        dict(Counter(row.outcome for row in rows).most_common()),
        _histogram(row.kept_share for row in rows),
        _histogram(sure),
        sorted(filled, key=lambda number: rows[number].kept_share)[:_PAGES],
        sorted(doubtful, key=lambda number: rows[number].confidence or 0.0)[:_PAGES],
        _rules(rows),
    )


def _grouped(rows: Iterable[Row], key: Callable[[Row], str]) -> dict[str, Group]:
    groups: defaultdict[str, Group] = defaultdict(Group)
    for row in rows:
        groups[key(row)].add(row)
    return dict(sorted(groups.items(), key=lambda item: (-item[1].pages, item[0])))


def _histogram(shares: Iterable[float]) -> list[int]:
    counts = [0] * BINS
    for share in shares:
        counts[min(int(share * BINS), BINS - 1)] += 1
    return counts


def _rules(rows: Iterable[Row]) -> list[tuple[int, int, int]]:
    verdicts: Counter[int] = Counter()
    pages: Counter[int] = Counter()
    for row in rows:
        verdicts.update(row.rules)
        pages.update(row.rules.keys())
    return [(number, count, pages[number]) for number, count in verdicts.most_common(_RULES)]
