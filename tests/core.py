"""Shortcuts into the core for unit tests: the steps of the decision that stand before it."""

from collections.abc import Sequence

from cleaner.rules.book import Rulebook
from cleaner.rules.match import Hits, locate, match, match_trims
from cleaner.stages import alone, collect
from cleaner.stages.evidence import Evidence
from cleaner.table.facts import Facts
from cleaner.table.lines import Lines


def find(lines: Lines, book: Rulebook) -> Hits:
    """The phrases that match."""
    return match(lines, book, locate(lines, book.phrases))


def find_trims(lines: Lines, book: Rulebook) -> Hits:
    """The phrases that are to be cut off."""
    return match_trims(lines, book, locate(lines, book.phrases))


def evidence(lines: Lines, book: Rulebook) -> Evidence:
    """What phrases and stages say."""
    return collect(Facts(lines), book, alone(Facts(lines), book, find(lines, book)))


def phrases_of(book: Rulebook, hits: Hits) -> Sequence[tuple[int, str]]:
    """Row and phrase of every hit, sorted; the id where a rule has no phrase."""
    found = zip(hits.line.tolist(), hits.rule.tolist(), strict=True)
    return sorted((row, book.rules[rule].phrase or book.rules[rule].id) for row, rule in found)
