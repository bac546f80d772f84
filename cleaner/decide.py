"""The decision: the only place where evidence becomes keep, trim or drop.

A page is judged again without the lines that went, until nothing more goes. So a cleaned page
comes out of a second cleaning as it went in: the last round has already judged exactly that page.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleaner.kinds import KINDS
from cleaner.rules.book import Rulebook
from cleaner.rules.match import Hits, locate, match, match_trims
from cleaner.rules.rule import Weight
from cleaner.score.network import Network
from cleaner.settings import Settings
from cleaner.stages import alone, collect
from cleaner.stages.evidence import Evidence
from cleaner.table.arrays import code_set, positions
from cleaner.table.codes import BAR, DASH, SPACE, SYMBOL, Index
from cleaner.table.facts import Facts
from cleaner.table.lines import Lines
from cleaner.table.tokens import Tokens

ROUNDS: Final = 8
"""After so many rounds a page is taken as it is; nearly all need two."""

SURE: Final = 0.9
"""The score that a line needs to stay when a likely rule takes it for a caption, date or byline.

Editors of corpora differ on these three, so the score that learned from them cannot be sure either:
the rule's word counts more than elsewhere."""
GUARDED: Final = 0.1
"""The score below which even a line that a guard speaks for goes."""
PROSE: Final = 0.35
"""The same for a finished paragraph: a lost one is worse than ten labels that stay."""

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


def decide(lines: Lines, book: Rulebook, network: Network | None, settings: Settings) -> Decision:
    """Judge every line of a table.

    Args:
        lines: the table.
        book: the compiled rules.
        network: the learned score, or None to go by rules alone.
        settings: what the user chose.
    """
    located = locate(lines, book.phrases)
    lines, trim = trimmed(lines, book, located)
    size = len(lines)
    hits = alone(Facts(lines), book, match(lines, book, located))
    words = network.words(lines) if network else None
    decision = Decision(
        lines,
        np.ones(size, np.bool_),
        np.full(size, _CONTENT),
        np.full(size, -1),
        trim,
        np.full(size, np.nan, np.float32),
        hits,
    )
    rows = np.arange(size)
    for _ in range(ROUNDS):
        if not rows.size:
            break
        part = lines.select(rows)
        facts = Facts(part)
        evidence = collect(facts, book, hits.among(rows, size))
        judged = None
        if network is not None and words is not None:
            judged = network.judge(words[:, rows], facts, evidence, book)
        verdicts = _judge(facts, evidence, judged, book, settings)
        decision.keep[rows] = verdicts.keep
        decision.kind[rows] = verdicts.kind
        decision.rule[rows] = verdicts.rule
        decision.score[rows] = verdicts.score
        changed = np.zeros(lines.pages, np.bool_)
        changed[part.page[~verdicts.keep]] = True
        rows = rows[verdicts.keep & changed[part.page]]
    return decision


def trimmed(lines: Lines, book: Rulebook, located: Hits) -> tuple[Lines, Index]:
    """Cut chrome off the ends of lines, again and again until none is left.

    Args:
        lines: the table.
        book: the compiled rules.
        located: where phrases stand in it.

    Returns:
        the table with `last` and `end` moved; int64 [lines], the rule that cut, -1 for none.
    """
    trim = np.full(len(lines), -1)
    while True:
        hits = match_trims(lines, book, located)
        if not hits.line.size:
            return lines, trim
        last, end = lines.last.copy(), lines.end.copy()
        last[hits.line] = hits.first
        end[hits.line] = [_cut(lines.tokens, int(first)) for first in hits.first]
        trim[hits.line] = hits.rule
        lines = replace(lines, last=last, end=end)


def _cut(tokens: Tokens, first: int) -> int:
    """Where to cut so that a token and the arrows or the bracket before it go."""
    at, floor = int(tokens.start[first]), int(tokens.end[first - 1])
    while at > floor:
        opens = tokens.data[at - 1 : at] in (b"[", b"(")
        if not opens and tokens.codes[at - 1] not in (SPACE, BAR, DASH, SYMBOL):
            break
        at -= 1
    return at


def _judge(
    facts: Facts,
    evidence: Evidence,
    judged: tuple[NDArray[np.float32], Index] | None,
    book: Rulebook,
    settings: Settings,
) -> _Verdicts:
    size = len(facts)
    against, against_rule, _ = _heaviest(evidence, book, size, content=False)
    favour, favour_rule, _ = _heaviest(evidence, book, size, content=True)
    by_rule = np.where(against_rule >= 0, book.kind[against_rule], _CONTENT)
    if judged is None:
        score = np.full(size, np.nan, np.float32)
        drop = (against >= Weight.LIKELY) & (against > favour)
        kind = by_rule
    else:
        score, kind = judged
        drop = score < 0.5
        kind = np.where(against == Weight.CERTAIN, by_rule, kind)
        if settings.use == "both":
            drop &= (score < GUARDED) | (favour < Weight.LIKELY)
            drop &= (score < PROSE) | ~facts.prose
            disputed = _DISPUTED[by_rule] & (against > favour)
            drop |= (against >= Weight.LIKELY) & disputed & (score < SURE)
            drop |= against == Weight.CERTAIN
            drop &= favour < Weight.CERTAIN
    if settings.drop:
        wanted = np.isin(by_rule, [KINDS.index(k) for k in settings.drop])
        drop |= wanted & (against >= Weight.LIKELY) & (favour < Weight.CERTAIN)
    if settings.keep:
        drop &= ~np.isin(kind, [KINDS.index(k) for k in settings.keep])
    rule = np.where(drop, against_rule, favour_rule)
    weight = np.where(drop, against, favour)
    return _Verdicts(
        ~drop,
        np.where(drop, kind, _CONTENT),
        np.where(weight >= Weight.LIKELY, rule, -1),
        score,
    )


def _heaviest(
    evidence: Evidence, book: Rulebook, size: int, *, content: bool
) -> tuple[Index, Index, Index]:
    """Per line the weight, rule and kind of the heaviest evidence for or against it; 0, -1, -1 for
    none."""
    wanted = positions((book.kind[evidence.rule] == _CONTENT) == content)
    weight, rule, kind = np.zeros(size, np.int64), np.full(size, -1), np.full(size, -1)
    line = evidence.line[wanted]
    # Lightest first: the last entry written for a line is its heaviest.
    weight[line] = evidence.weight[wanted]
    rule[line] = evidence.rule[wanted]
    kind[line] = book.kind[evidence.rule[wanted]]
    return weight, rule, kind
