"""The decision: the only place where evidence becomes keep, trim or drop.

A page is judged again without the lines that went, until nothing more goes. So a cleaned page
comes out of a second cleaning as it went in: the last round has already judged exactly that page.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from cleaner.judge import judge
from cleaner.kinds import KINDS
from cleaner.rules.book import Rulebook
from cleaner.rules.match import Hits, locate, match
from cleaner.score.network import Elements, Network
from cleaner.settings import Settings
from cleaner.sites.memory import Standing
from cleaner.stages import alone, collect
from cleaner.table.arrays import Index, positions
from cleaner.table.facts import Facts
from cleaner.table.lines import Lines
from cleaner.trim import trim

ROUNDS: Final = 5
"""After so many rounds a page is left to the rules; nearly all need two or three."""

_CONTENT: Final = KINDS.index("content")


@dataclass(frozen=True)
class Decision:
    """What becomes of every line of a table.

    Attributes:
        lines: the table, trimmed lines ending where their kept text ends.
        keep: bool [lines].
        kind: int64 [lines], index into KINDS; what a removed line is.
        rule: int64 [lines], the rule that decided, -1 for none.
        trim: int64 [lines], the rule that cut the line's end off, -1 for none.
        score: float32 [lines], the learned probability of content; NaN without a score.
        hits: all phrases that matched.
        standing: what site memory knows of the lines; None without one.
    """

    lines: Lines
    keep: NDArray[np.bool_]
    kind: Index
    rule: Index
    trim: Index
    score: NDArray[np.float32]
    hits: Hits
    standing: Standing | None = None

    @property
    def verdicts(self) -> tuple[NDArray[Any], ...]:
        """The columns that a round fills in."""
        return self.keep, self.kind, self.rule, self.score


def decide(
    lines: Lines,
    book: Rulebook,
    network: Network | None,
    settings: Settings,
    places: Sequence[str | None] = (),
    *,
    named: bool = True,
    elements: Elements | None = None,
) -> Decision:
    """Judge every line of a table.

    Args:
        lines: the table.
        book: the compiled rules.
        network: the learned score, or None to go by rules alone.
        settings: what the user chose.
        places: where every page comes from, for site memory; empty where nobody said.
        named: whether the kinds of what goes by the score are wanted as well.
        elements: what the network says of the elements around every line of HTML pages, see
            Network.elements. Such pages are judged once: their cleaned text is no HTML and does
            not come again.
    """
    located = locate(lines, book.phrases)
    trims = np.full(len(lines), -1)
    if settings.use != "score":
        lines, trims = trim(lines, book, located, settings.keep)
    size = len(lines)
    facts = Facts(lines)
    standing = settings.sites.standing(lines, places) if settings.sites and places else None
    hits = alone(facts, book, match(lines, book, located), standing)
    own = network.alone(facts) if network else np.zeros((0, size), np.float32)
    if elements:
        own = own + elements.around
    decision = Decision(
        lines,
        np.ones(size, np.bool_),
        np.full(size, _CONTENT),
        np.full(size, -1),
        trims,
        np.full(size, np.nan, np.float32),
        hits,
        standing,
    )

    def rounds(rows: Index, network: Network | None) -> Index:
        most = 1 if elements else ROUNDS
        return _rounds(decision, facts, rows, book, network, own, elements, settings, named, most)

    restless = rounds(np.arange(size), network)
    if not elements:
        _settle(decision, restless, network, rounds)
    return decision


def keep_whole(decision: Decision, whole: Index) -> None:
    """Keep all lines of what is mostly kept and makes no sense in parts.

    Args:
        decision: the verdicts; they are changed.
        whole: int64 [lines], what each line is a part of, -1 for nothing.
    """
    lines = decision.lines
    rows = positions(whole >= 0)
    if not rows.size:
        return
    _, part = np.unique(np.stack([lines.page[rows], whole[rows]]), axis=1, return_inverse=True)
    votes = np.where(decision.keep[rows], 1, -1) * (lines.words[rows] + 1)
    _stay(decision, rows[np.bincount(part, votes)[part] >= 0])


def _stay(decision: Decision, rows: Index) -> None:
    """Keep lines that no rule speaks for."""
    decision.keep[rows] = True
    decision.kind[rows] = _CONTENT
    decision.rule[rows] = -1


def _settle(
    decision: Decision,
    restless: Index,
    network: Network | None,
    rounds: Callable[[Index, Network | None], Index],
) -> None:
    """Decide about pages that crumble from their edges round by round.

    They are left to the rules. On what the rules leave of a page the score may come to rest, as in
    a second cleaning, and then it counts. Where not even the rules come to rest, the page stays.

    Args:
        decision: the verdicts; they are changed.
        restless: int64 [n], lines of these pages.
        network: the learned score, or None where rules have decided alone.
        rounds: judges some lines, and returns those of pages that have not come to rest.
    """
    lines, keep = decision.lines, decision.keep
    if network is not None and restless.size:
        rows = _of_same_pages(lines, restless)
        restless = rounds(rows, None)
        calm = rows[~np.isin(rows, _of_same_pages(lines, restless))]
        shorter = np.isin(lines.page[calm], lines.page[calm[~keep[calm]]])
        rows = calm[shorter & keep[calm]]
        by_rules = [column[rows] for column in decision.verdicts]
        still = np.isin(rows, _of_same_pages(lines, rounds(rows, network)))
        for column, before in zip(decision.verdicts, by_rules, strict=True):
            column[rows[still]] = before[still]
    _stay(decision, _of_same_pages(lines, restless))


def _of_same_pages(lines: Lines, rows: Index) -> Index:
    return positions(np.isin(lines.page, lines.page[rows]))


def _rounds(
    decision: Decision,
    all_facts: Facts,
    rows: Index,
    book: Rulebook,
    network: Network | None,
    own: NDArray[np.float32],
    elements: Elements | None,
    settings: Settings,
    named: bool,
    rounds: int,
) -> Index:
    """Judge rows until nothing more goes, or so many times; returns the rows of pages where
    something still did."""
    lines = decision.lines
    for _ in range(rounds):
        if not rows.size:
            break
        whole = rows.size == len(lines)
        facts = all_facts if whole else all_facts.select(rows)
        hits = decision.hits if whole else decision.hits.among(rows, len(lines))
        evidence = collect(facts, book, hits)
        alike = elements.alike[rows] if elements else None
        verdicts = judge(
            facts, evidence, network, own.take(rows, axis=1), alike, book, settings, named=named
        )
        decision.keep[rows] = verdicts.keep
        decision.kind[rows] = verdicts.kind
        decision.rule[rows] = verdicts.rule
        decision.score[rows] = verdicts.score
        changed = facts.page_sums(~verdicts.keep) > 0
        rows = rows[verdicts.keep & facts.spread(changed)]
    return rows
