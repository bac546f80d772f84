"""Tallies: what went from pages, in numbers."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from cleaner.cleaned import Cleaned, Outcome
from cleaner.decision import Decision
from cleaner.kinds import KINDS
from cleaner.outcome import outcome_of
from cleaner.rules.book import Rulebook
from cleaner.table.arrays import Index, positions
from cleaner.table.codes import utf8_size

_CONSENT: Final = KINDS.index("consent")


@dataclass(frozen=True)
class Tally:
    """What went from some pages.

    Attributes:
        outcomes: pages, by what they came to.
        kinds: lines that went and their bytes, by kind.
        rules: lines that went, by rule.
    """

    outcomes: Mapping[Outcome, int]
    kinds: Mapping[str, tuple[int, int]]
    rules: Mapping[str, int]


def tally(pages: Iterable[Cleaned]) -> Tally:
    """Count what went from pages whose verdicts are there."""
    outcomes, rules = Counter[Outcome](), Counter[str]()
    lines, sizes = Counter[str](), Counter[str]()
    for page in pages:
        outcomes[page.outcome] += 1
        for verdict in page.verdicts:
            if not verdict.keep:
                lines[verdict.kind] += 1
                sizes[verdict.kind] += utf8_size(page.original[verdict.start : verdict.end])
                rules.update([verdict.rule] if verdict.rule else [])
    return Tally(outcomes, {kind: (lines[kind], sizes[kind]) for kind in lines}, rules)


def tally_batch(
    decision: Decision, book: Rulebook, originals: Sequence[str], cleaned: Sequence[str]
) -> Tally:
    """Count what went from the pages of a batch: the same numbers, without the verdicts.

    Args:
        decision: what became of the lines.
        book: the rules that it names.
        originals: the text of every page.
        cleaned: what is left of it.
    """
    lines = decision.lines
    gone, cut = positions(~decision.keep), positions(decision.keep & (decision.trim >= 0))
    rows = np.concatenate([gone, cut])
    kind = np.concatenate([decision.kind[gone], book.kind[decision.trim[cut]]])
    start = np.concatenate([lines.start[gone], lines.end[cut]])
    end = lines.full_end[rows]
    banner = positions(kind == _CONSENT)
    consent = Counter[int]()
    spans = np.column_stack([lines.page[rows], start, end])[banner].tolist()
    for page, first, last in spans:
        consent[page] += len(lines.tokens.data[first:last].decode("utf-8", "surrogatepass"))
    errors = _errors(decision, book)
    pages = enumerate(zip(originals, cleaned, strict=True))
    return Tally(
        Counter(outcome_of(*page, consent[n], error=n in errors) for n, page in pages),
        _by_kind(kind, end - start),
        _by_rule(np.concatenate([decision.rule[gone], decision.trim[cut]]), book),
    )


def _by_kind(kind: Index, size: Index) -> dict[str, tuple[int, int]]:
    lines = np.bincount(kind, minlength=len(KINDS)).tolist()
    sizes = np.bincount(kind, size, len(KINDS)).astype(np.int64).tolist()
    return {KINDS[k]: (n, sizes[k]) for k, n in enumerate(lines) if n}


def _by_rule(rule: Index, book: Rulebook) -> dict[str, int]:
    lines = np.bincount(rule[rule >= 0])
    named = positions(lines)
    return {book.rules.id(n): lines[n].item() for n in named.tolist()}


def _errors(decision: Decision, book: Rulebook) -> set[int]:
    """The pages on which a rule saw the words of an error."""
    hits = decision.hits
    return set(decision.lines.page[hits.line[book.errors[hits.rule]]].tolist())
