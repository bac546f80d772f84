"""One round of judging: from evidence and score to keep or drop, for every line of a table."""

from collections.abc import Set
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleaner.decision import CONTENT
from cleaner.kinds import KINDS, Kind
from cleaner.rules.book import Rulebook
from cleaner.rules.rule import CERTAIN, LIKELY
from cleaner.score.network import Network
from cleaner.settings import Settings
from cleaner.stages.evidence import Evidence
from cleaner.table.arrays import Index, code_set, positions
from cleaner.table.facts import Facts

SURE: Final = 0.9
"""The score that a line needs to stay when a likely rule takes it for a caption, date or byline.

Editors of corpora differ on these three, so the score that learned from them cannot be sure either:
the rule's word counts more than elsewhere."""
BACKED: Final = 0.05
"""How much more than elsewhere a line needs that a likely rule takes for chrome of another kind, if
it is no finished paragraph: of the lines below, one in two hundred is content in the corpora."""
GUARDED: Final = 0.1
"""The score below which even a line goes that a guard speaks for or that stands on a clean page."""
PROSE: Final = 0.3
"""The same for a finished paragraph: a lost one is worse than ten labels that stay."""
QUIET: Final = 0.25
"""The share of lines that the score may doubt on a page that is taken for clean …"""
SPOKEN: Final = 0.05
"""… and the share that a likely rule may take for chrome."""
DOUBT: Final = 0.1
"""The share of scores taken for wrong when a page as a whole is weighed against the page cut."""
FEW: Final = 3
"""On a page of so few lines there are no neighbours to go by: the score needs a rule beside it."""

_DISPUTED: Final = code_set(*(KINDS.index(k) for k in ("caption", "dateline", "author")))


@dataclass(frozen=True)
class Verdicts:
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


def judge(
    facts: Facts,
    evidence: Evidence,
    network: Network | None,
    own: NDArray[np.float32],
    alike: Index | None,
    book: Rulebook,
    settings: Settings,
    *,
    named: bool,
) -> Verdicts:
    """Judge every line of a table.

    Args:
        facts: the table.
        evidence: what rules and stages say about it.
        network: the learned score, or None to go by rules alone.
        own: float32 [H, lines], what the network says of single lines, see Network.alone.
        alike: int64 [lines], which lines of HTML pages are alike, see Elements; None for text.
        book: the compiled rules.
        settings: what the user chose.
        named: whether the kinds of what goes by the score are wanted as well.
    """
    weighed = _weigh(evidence, book, len(facts))
    kind = np.where(weighed.rule >= 0, book.kind[weighed.rule], CONTENT)
    ruled = _ruled(weighed, kind, settings)
    likely = (weighed.against >= LIKELY) & (weighed.against > weighed.favour)
    if network is None:
        score = np.full(len(facts), np.nan, np.float32)
        drop = ruled | likely
    else:
        judged = network.judge(own, facts, evidence, book, alike)
        score = judged.score
        drop = score < facts.spread(settings.threshold * _expected_f1(facts, score))
        if settings.use == "both":
            drop &= (score < GUARDED) | (weighed.favour < LIKELY)
            drop &= (score < PROSE) | ~facts.prose
            drop &= facts.spread(facts.page_sizes > FEW) | (weighed.against >= LIKELY)
            quiet = facts.spread(_quiet(facts, weighed, drop))
            drop &= (score < GUARDED) | ~quiet
            drop &= ~facts.spread(_better_whole(facts, score, drop))
            ruled |= likely & _DISPUTED[kind] & (score < SURE)
            drop |= likely & (score < settings.threshold + BACKED) & ~(quiet | facts.prose)
            drop = (drop | ruled) & (weighed.favour < CERTAIN)
        if named:
            by_score = positions(drop & ~ruled)
            kind[by_score] = network.kinds(judged, by_score)
    spared = drop & _of_kinds(kind, settings.keep)
    speaker = np.where(drop, weighed.rule, weighed.guard)
    weight = np.where(drop, weighed.against, weighed.favour)
    kind = np.where(drop, kind, CONTENT)
    # A rule is named when it said the same as what became of the line.
    agrees = (weight >= LIKELY) & (book.kind[speaker] == kind)
    return Verdicts(~drop | spared, kind, np.where(agrees, speaker, -1), score)


def _ruled(weighed: _Weighed, kind: Index, settings: Settings) -> NDArray[np.bool_]:
    """Lines that go by a rule's word alone."""
    ruled = _of_kinds(kind, settings.drop) & (weighed.against >= LIKELY)
    if settings.use != "score":
        ruled |= weighed.against == CERTAIN
    return ruled & (weighed.favour < CERTAIN)


def _expected_f1(facts: Facts, score: NDArray[np.float32]) -> NDArray[np.float64]:
    """float64 [pages]: the word F1 to expect of a cut at .5, were the scores right.

    The cut that is best for F1 lies at half of the F1 that it reaches: where a page leaves doubt,
    doubtful lines had better stay (Lipton, Elkan and Naryanaswamy 2014,
    https://arxiv.org/abs/1402.1892).
    """
    hoped = score * facts.words
    kept = score >= 0.5
    right = facts.page_sums(hoped * kept)
    both = facts.page_sums(hoped + facts.words * kept)
    return 2 * right / np.maximum(both, 1)


def _better_whole(
    facts: Facts, score: NDArray[np.float32], drop: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """bool [pages]: pages that are expected to be better as they are than cut, were DOUBT of the
    scores wrong: both word F1s are expectations, with every line content as often as its score
    says."""
    words = facts.words
    hoped = (DOUBT + (1 - 2 * DOUBT) * score) * words
    kept = ~drop
    all_hoped, all_words = facts.page_sums(hoped), facts.page_sums(words)
    cut_hoped, cut_words = facts.page_sums(hoped * kept), facts.page_sums(words * kept)
    # F1 = 2 right / (kept + gold), with the same gold in both.
    return all_hoped * (cut_words + all_hoped) >= cut_hoped * (all_words + all_hoped)


def _quiet(facts: Facts, weighed: _Weighed, doubted: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """bool [pages]: pages that seem clean: hardly a rule speaks and the score doubts few lines."""
    spoken = facts.page_sums(weighed.against >= LIKELY)
    quiet = spoken < SPOKEN * facts.page_sizes
    quiet &= (spoken == 0) | (facts.page_sums(doubted) < QUIET * facts.page_sizes)
    return quiet


def _of_kinds(kind: Index, wanted: Set[Kind]) -> NDArray[np.bool_]:
    return _table(frozenset(wanted))[kind]


@cache
def _table(wanted: frozenset[Kind]) -> NDArray[np.bool_]:
    return code_set(*(KINDS.index(name) for name in wanted))


def _weigh(evidence: Evidence, book: Rulebook, size: int) -> _Weighed:
    speaks_for = book.kind[evidence.rule] == CONTENT
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
