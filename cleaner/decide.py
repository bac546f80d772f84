"""Deciding: from a table of lines to what becomes of each, round by round.

A page is judged again without the lines that went, until nothing more goes. So a cleaned page
comes out of a second cleaning as it went in: the last round has already judged exactly that page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleaner.decision import CONTENT, Decision, stay
from cleaner.judge import judge
from cleaner.rules.book import Rulebook
from cleaner.rules.locate import locate
from cleaner.rules.match import match
from cleaner.score.network import Elements, Network
from cleaner.settings import Settings
from cleaner.stages import alone, collect
from cleaner.table.arrays import Index, positions
from cleaner.table.facts import Facts
from cleaner.table.lines import Lines
from cleaner.trim import trim

ROUNDS: Final = 5
"""After so many rounds a page is left to the rules; nearly all need two or three."""


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
        np.full(size, CONTENT),
        np.full(size, -1),
        trims,
        np.full(size, np.nan, np.float32),
        hits,
        standing,
    )

    rounds = _Rounds(decision, facts, book, own, elements, settings, named)
    restless = rounds.judge(np.arange(size), network)
    if not elements:
        _settle(rounds, restless, network)
    return decision


@dataclass(frozen=True)
class _Rounds:
    """Judges lines round by round, and writes down what became of them.

    Attributes:
        decision: the verdicts; they are changed.
        facts: the whole table.
        own: float32 [H, lines], what the network says of single lines.
        book, elements, settings, named: see decide.
    """

    decision: Decision
    facts: Facts
    book: Rulebook
    own: NDArray[np.float32]
    elements: Elements | None
    settings: Settings
    named: bool

    def judge(self, rows: Index, network: Network | None) -> Index:
        """Judge rows until nothing more goes, or so many times.

        Args:
            rows: int64 [n], ascending.
            network: the learned score, or None to go by rules alone.

        Returns:
            the rows that are left of pages where something still went at last.
        """
        lines = self.decision.lines
        for _ in range(1 if self.elements else ROUNDS):
            if not rows.size:
                break
            whole = rows.size == len(lines)
            facts = self.facts if whole else self.facts.select(rows)
            hits = self.decision.hits if whole else self.decision.hits.among(rows, len(lines))
            evidence = collect(facts, self.book, hits)
            alike = self.elements.alike[rows] if self.elements else None
            verdicts = judge(
                facts,
                evidence,
                network,
                self.own.take(rows, axis=1),
                alike,
                self.book,
                self.settings,
                named=self.named,
            )
            self.decision.keep[rows] = verdicts.keep
            self.decision.kind[rows] = verdicts.kind
            self.decision.rule[rows] = verdicts.rule
            self.decision.score[rows] = verdicts.score
            changed = facts.page_sums(~verdicts.keep) > 0
            rows = rows[verdicts.keep & facts.spread(changed)]
        return rows


def _settle(rounds: _Rounds, restless: Index, network: Network | None) -> None:
    """Decide about pages that crumble from their edges round by round.

    They are left to the rules. On what the rules leave of a page the score may come to rest, as in
    a second cleaning, and then it counts. Where not even the rules come to rest, the page stays.

    Args:
        rounds: what judges them.
        restless: int64 [n], lines of these pages.
        network: the learned score, or None where rules have decided alone.
    """
    decision = rounds.decision
    lines, keep = decision.lines, decision.keep
    if network is not None and restless.size:
        rows = _of_same_pages(lines, restless)
        restless = rounds.judge(rows, None)
        calm = rows[~np.isin(rows, _of_same_pages(lines, restless))]
        shorter = np.isin(lines.page[calm], lines.page[calm[~keep[calm]]])
        rows = calm[shorter & keep[calm]]
        by_rules = [column[rows] for column in decision.verdicts]
        still = np.isin(rows, _of_same_pages(lines, rounds.judge(rows, network)))
        for column, before in zip(decision.verdicts, by_rules, strict=True):
            column[rows[still]] = before[still]
    stay(decision, _of_same_pages(lines, restless))


def _of_same_pages(lines: Lines, rows: Index) -> Index:
    return positions(np.isin(lines.page, lines.page[rows]))
