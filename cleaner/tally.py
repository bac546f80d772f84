"""Tallies: what went from every page of a batch, in numbers."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from cleaner.cleaned import Cleaned, Outcome
from cleaner.decision import Decision
from cleaner.kinds import KINDS
from cleaner.outcome import outcome_of
from cleaner.rules.book import Rulebook
from cleaner.table.arrays import Index, positions
from cleaner.table.codes import characters


@dataclass(frozen=True)
class Tally:
    """What went from a page.

    Attributes:
        outcome: what kind of result it came to.
        kinds: lines and characters that went, by kind.
        rules: lines that went, by rule.
    """

    outcome: Outcome
    kinds: Mapping[str, tuple[int, int]]
    rules: Mapping[str, int]


def tally(cleaned: Cleaned) -> Tally:
    """Count what went from a page whose verdicts are there."""
    gone = [verdict for verdict in cleaned.verdicts if not verdict.keep]
    kinds: dict[str, tuple[int, int]] = {}
    for verdict in gone:
        lines, characters = kinds.get(verdict.kind, (0, 0))
        kinds[verdict.kind] = lines + 1, characters + verdict.end - verdict.start
    rules = Counter(verdict.rule for verdict in gone if verdict.rule)
    return Tally(cleaned.outcome, kinds, rules)


def tallies(
    decision: Decision, book: Rulebook, originals: Sequence[str], cleaned: Sequence[str]
) -> list[Tally]:
    """Count what went from every page of a batch: the same numbers, without the verdicts.

    Args:
        decision: what became of the lines.
        book: the rules that it names.
        originals: the text of every page.
        cleaned: what is left of it.
    """
    lines, pages = decision.lines, len(originals)
    gone, cut = positions(~decision.keep), positions(decision.keep & (decision.trim >= 0))
    rows = np.concatenate([gone, cut])
    page = lines.page[rows]
    kind = np.concatenate([decision.kind[gone], book.kind[decision.trim[cut]]])
    start = np.concatenate([lines.start[gone], lines.end[cut]])
    size = _characters(lines.tokens.data, start, lines.full_end[rows])
    kinds = _by_kind(pages, page, kind, size)
    rules = _by_rule(pages, page, np.concatenate([decision.rule[gone], decision.trim[cut]]), book)
    errors = _errors(decision, book)
    return [
        Tally(
            outcome_of(original, cleaned[n], kinds[n].get("consent", (0, 0))[1], error=n in errors),
            kinds[n],
            rules[n],
        )
        for n, original in enumerate(originals)
    ]


def _characters(data: bytes, start: Index, end: Index) -> Index:
    """How many characters stand between some bytes of UTF-8."""
    if data.isascii():
        return end - start
    sums = characters(data)
    return sums[end] - sums[start]


def _by_kind(
    pages: int, page: Index, kind: Index, size: Index
) -> list[Mapping[str, tuple[int, int]]]:
    """Lines and characters of every kind, for each page."""
    shape = pages, len(KINDS)
    place = page * len(KINDS) + kind
    lines = np.bincount(place, minlength=pages * len(KINDS)).reshape(shape)
    characters = np.bincount(place, size, pages * len(KINDS)).astype(np.int64).reshape(shape)
    return [
        {KINDS[k]: (ls[k], cs[k]) for k in range(len(KINDS)) if ls[k]}
        for ls, cs in zip(lines.tolist(), characters.tolist(), strict=True)
    ]


def _by_rule(pages: int, page: Index, rule: Index, book: Rulebook) -> list[Mapping[str, int]]:
    """Lines that went by every rule, for each page."""
    named = positions(rule >= 0)
    place, lines = np.unique(page[named] * len(book.rules) + rule[named], return_counts=True)
    of, number = np.divmod(place, len(book.rules))
    called = {n: book.rules[n].id for n in np.unique(number).tolist()}
    found: list[dict[str, int]] = [{} for _ in range(pages)]
    for n, by, count in zip(of.tolist(), number.tolist(), lines.tolist(), strict=True):
        found[n][called[by]] = count
    return list(found)


def _errors(decision: Decision, book: Rulebook) -> set[int]:
    """The pages on which a rule saw the words of an error."""
    hits = decision.hits
    return set(decision.lines.page[hits.line[book.errors[hits.rule]]].tolist())
