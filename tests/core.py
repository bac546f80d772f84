"""Shortcuts into the core for unit tests: the steps of the decision that stand before it."""

from collections.abc import Sequence

from cleaner.rules.book import Rulebook
from cleaner.rules.locate import Hits, locate
from cleaner.rules.match import match
from cleaner.stages import alone, collect
from cleaner.stages.evidence import Evidence
from cleaner.table.arrays import Index
from cleaner.table.facts import Facts
from cleaner.table.lines import Lines
from cleaner.trim import trim


def find(lines: Lines, book: Rulebook) -> Hits:
    """The phrases that match."""
    return match(lines, book, locate(lines, book.phrases))


def cut(lines: Lines, book: Rulebook) -> tuple[Lines, Index]:
    """The lines without what is cut off their ends, and the rules that cut."""
    return trim(lines, book, locate(lines, book.phrases))


def evidence(lines: Lines, book: Rulebook) -> Evidence:
    """What phrases and stages say."""
    return collect(Facts(lines), book, alone(Facts(lines), book, find(lines, book)))


def phrases_of(book: Rulebook, hits: Hits) -> Sequence[tuple[int, str]]:
    """Row and phrase of every hit, sorted; the id where a rule has no phrase."""
    found = zip(hits.line.tolist(), hits.rule.tolist(), strict=True)
    return sorted((row, book.rules[rule].phrase or book.rules[rule].id) for row, rule in found)
