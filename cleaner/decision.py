"""A decision: what becomes of every line of a table, as columns."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from cleaner.kinds import KINDS
from cleaner.rules.locate import Hits
from cleaner.sites.memory import Standing
from cleaner.table.arrays import Index, positions
from cleaner.table.lines import Lines

CONTENT: Final = KINDS.index("content")


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
    stay(decision, rows[np.bincount(part, votes)[part] >= 0])


def stay(decision: Decision, rows: Index) -> None:
    """Keep lines, whatever was said of them.

    Args:
        decision: the verdicts; they are changed.
        rows: int64 [n], the lines.
    """
    decision.keep[rows] = True
    decision.kind[rows] = CONTENT
    decision.rule[rows] = -1
