"""The decision: the only place where evidence becomes keep, trim or drop.

A page is judged again without the lines that went, until nothing more goes. So a cleaned page
comes out of a second cleaning as it went in: the last round has already judged exactly that page.
"""

from collections.abc import Set
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleaner.kinds import KINDS, Kind
from cleaner.rules.book import Rulebook
from cleaner.rules.match import Hits, locate, match
from cleaner.rules.rule import Weight
from cleaner.score.network import Network
from cleaner.settings import Settings
from cleaner.stages import alone, collect
from cleaner.stages.evidence import Evidence
from cleaner.table.arrays import Index, code_set, positions
from cleaner.table.facts import Facts
from cleaner.table.lines import Lines
from cleaner.trim import trim

ROUNDS: Final = 8
"""After so many rounds a page is left to the rules alone; nearly all need two or three."""

SURE: Final = 0.9
"""The score that a line needs to stay when a likely rule takes it for a caption, date or byline.

Editors of corpora differ on these three, so the score that learned from them cannot be sure either:
the rule's word counts more than elsewhere."""
GUARDED: Final = 0.1
"""The score below which even a line that a guard speaks for goes."""
PROSE: Final = 0.35
"""The same for a finished paragraph: a lost one is worse than ten labels that stay."""
QUIET: Final = 0.25
"""The share of lines that the score may doubt on a page that is taken for clean …"""
SPOKEN: Final = 0.05
"""… and the share that a likely rule may take for chrome."""
FEW: Final = 3
"""On a page of so few lines there are no neighbours to go by: the score needs a rule beside it."""

_CONTENT: Final = KINDS.index("content")
_DISPUTED: Final = code_set(*(KINDS.index(k) for k in ("caption", "dateline", "author")))


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
    """

    lines: Lines
    keep: NDArray[np.bool_]
    kind: Index
    rule: Index
    trim: Index
    score: NDArray[np.float32]
    hits: Hits


@dataclass(frozen=True)
class _Verdicts:
    """The verdicts of one round, columns as in Decision."""

    keep: NDArray[np.bool_]
    kind: Index
    rule: Index
    score: NDArray[np.float32]


@dataclass(frozen=True)
class _Weighed:
    """The heaviest evidence for every line.

    Attributes:
        against, rule: int64 [lines], its weight and the rule that says chrome; 0 and -1 for none.
        favour, guard: int64 [lines], the same for content.
    """

    against: Index
    rule: Index
    favour: Index
    guard: Index


def decide(lines: Lines, book: Rulebook, network: Network | None, settings: Settings) -> Decision:
    """Judge every line of a table.

    Args:
        lines: the table.
        book: the compiled rules.
        network: the learned score, or None to go by rules alone.
        settings: what the user chose.
    """
    located = locate(lines, book.phrases)
    trims = np.full(len(lines), -1)
    if settings.use != "score":
        lines, trims = trim(lines, book, located, settings.keep)
    size = len(lines)
    facts = Facts(lines)
    hits = alone(facts, book, match(lines, book, located))
    own = network.alone(facts) if network else np.zeros((0, size), np.float32)
    decision = Decision(
        lines,
        np.ones(size, np.bool_),
        np.full(size, _CONTENT),
        np.full(size, -1),
        trims,
        np.full(size, np.nan, np.float32),
        hits,
    )
    restless = _rounds(decision, facts, np.arange(size), book, network, own, settings)
    if restless.size and network is not None:
        # A page that crumbles from its edges round by round is left to the rules.
        rows = positions(np.isin(lines.page, lines.page[restless]))
        _rounds(decision, facts, rows, book, None, own, settings)
    return decision


def _rounds(
    decision: Decision,
    all_facts: Facts,
    rows: Index,
    book: Rulebook,
    network: Network | None,
    own: NDArray[np.float32],
    settings: Settings,
) -> Index:
    """Judge rows until nothing more goes; returns the rows of pages where something still did."""
    lines = decision.lines
    for _ in range(ROUNDS):
        if not rows.size:
            break
        whole = rows.size == len(lines)
        facts = all_facts if whole else Facts(lines.select(rows))
        hits = decision.hits if whole else decision.hits.among(rows, len(lines))
        evidence = collect(facts, book, hits)
        verdicts = _judge(facts, evidence, network, own[:, rows], book, settings)
        decision.keep[rows] = verdicts.keep
        decision.kind[rows] = verdicts.kind
        decision.rule[rows] = verdicts.rule
        decision.score[rows] = verdicts.score
        changed = np.zeros(lines.pages, np.bool_)
        page = facts.lines.page
        changed[page[~verdicts.keep]] = True
        rows = rows[verdicts.keep & changed[page]]
    return rows


def _judge(
    facts: Facts,
    evidence: Evidence,
    network: Network | None,
    own: NDArray[np.float32],
    book: Rulebook,
    settings: Settings,
) -> _Verdicts:
    weighed = _weigh(evidence, book, len(facts))
    kind = np.where(weighed.rule >= 0, book.kind[weighed.rule], _CONTENT)
    ruled = _ruled(weighed, kind, settings)
    if network is None:
        score = np.full(len(facts), np.nan, np.float32)
        drop = ruled | ((weighed.against >= Weight.LIKELY) & (weighed.against > weighed.favour))
    else:
        judged = network.judge(own, facts, evidence, book)
        score = judged.score
        drop = score < 0.5
        if settings.use == "both":
            drop &= (score < GUARDED) | (weighed.favour < Weight.LIKELY)
            drop &= (score < PROSE) | ~facts.prose
            few = facts.page_stop - facts.page_start <= FEW
            drop &= ~few | (weighed.against >= Weight.LIKELY)
            drop &= (score < GUARDED) | ~_quiet(facts, weighed, score < 0.5)
            ruled |= _disputed(weighed, kind) & (score < SURE)
            drop = (drop | ruled) & (weighed.favour < Weight.CERTAIN)
        by_score = positions(drop & ~ruled)
        kind[by_score] = network.kinds(judged, by_score)
    spared = drop & _of_kinds(kind, settings.keep)
    named = np.where(drop, weighed.rule, weighed.guard)
    weight = np.where(drop, weighed.against, weighed.favour)
    kind = np.where(drop, kind, _CONTENT)
    # A rule is named when it said the same as what became of the line.
    agrees = (weight >= Weight.LIKELY) & (book.kind[named] == kind)
    return _Verdicts(~drop | spared, kind, np.where(agrees, named, -1), score)


def _ruled(weighed: _Weighed, kind: Index, settings: Settings) -> NDArray[np.bool_]:
    """Lines that go by a rule's word alone."""
    ruled = _of_kinds(kind, settings.drop) & (weighed.against >= Weight.LIKELY)
    if settings.use != "score":
        ruled |= weighed.against == Weight.CERTAIN
    return ruled & (weighed.favour < Weight.CERTAIN)


def _quiet(facts: Facts, weighed: _Weighed, doubted: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Lines of pages that seem clean: hardly a rule speaks and the score doubts few lines."""
    page = facts.lines.page
    lines = facts.page_rows[1:] - facts.page_rows[:-1]
    spoken = np.bincount(page, weighed.against >= Weight.LIKELY, lines.size)
    quiet = spoken < SPOKEN * lines
    quiet &= np.bincount(page, doubted, lines.size) < QUIET * lines
    return quiet[page]


def _disputed(weighed: _Weighed, kind: Index) -> NDArray[np.bool_]:
    likely = (weighed.against >= Weight.LIKELY) & (weighed.against > weighed.favour)
    return likely & _DISPUTED[kind]


def _of_kinds(kind: Index, wanted: Set[Kind]) -> NDArray[np.bool_]:
    return code_set(*(KINDS.index(name) for name in wanted))[kind]


def _weigh(evidence: Evidence, book: Rulebook, size: int) -> _Weighed:
    speaks_for = book.kind[evidence.rule] == _CONTENT
    against, rule = _heaviest(evidence, positions(~speaks_for), size)
    favour, guard = _heaviest(evidence, positions(speaks_for), size)
    return _Weighed(against, rule, favour, guard)


def _heaviest(evidence: Evidence, entries: Index, size: int) -> tuple[Index, Index]:
    weight, rule = np.zeros(size, np.int64), np.full(size, -1)
    line = evidence.line[entries]
    # Lightest first: the last entry written for a line is its heaviest.
    weight[line] = evidence.weight[entries]
    rule[line] = evidence.rule[entries]
    return weight, rule
