"""Tallies: what went from every page of a batch, in numbers."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from cleaner.cleaned import Cleaned, Outcome
from cleaner.decision import Decision
from cleaner.kinds import KINDS
from cleaner.outcome import ERRORS, outcome_of
from cleaner.rules.book import Rulebook
from cleaner.table.arrays import positions


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
        _add(kinds, verdict.kind, verdict.end - verdict.start)
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
    lines = decision.lines
    gone, cut = positions(~decision.keep), positions(decision.keep & (decision.trim >= 0))
    rule = np.concatenate([decision.rule[gone], decision.trim[cut]])
    kind = np.concatenate([decision.kind[gone], book.kind[decision.trim[cut]]])
    rows = np.concatenate([gone, cut])
    start = np.concatenate([lines.start[gone], lines.end[cut]])
    data = lines.tokens.data
    kinds: list[dict[str, tuple[int, int]]] = [{} for _ in originals]
    rules = [Counter[str]() for _ in originals]
    columns = lines.page[rows], kind, rule, start, lines.full_end[rows]
    for page, of, by, first, end in zip(*(column.tolist() for column in columns), strict=True):
        _add(kinds[page], KINDS[of], len(data[first:end].decode("utf-8", "surrogatepass")))
        if by >= 0:
            rules[page][book.rules[by].id] += 1
    errors = _errors(decision, book)
    return [
        Tally(
            outcome_of(
                original, cleaned[page], kinds[page].get("consent", (0, 0))[1], error=page in errors
            ),
            kinds[page],
            rules[page],
        )
        for page, original in enumerate(originals)
    ]


def _add(kinds: dict[str, tuple[int, int]], kind: str, characters: int) -> None:
    lines, known = kinds.get(kind, (0, 0))
    kinds[kind] = lines + 1, known + characters


def _errors(decision: Decision, book: Rulebook) -> set[int]:
    """The pages on which a rule saw the words of an error."""
    hits = decision.hits
    rules = [rule for rule in np.unique(hits.rule) if ERRORS in book.rules[rule].id]
    return set(decision.lines.page[hits.line[np.isin(hits.rule, rules)]].tolist())
