"""Guards for texts of many short lines that answer each other: dialogue, and questions."""

from typing import Final

import numpy as np

from cleaner.rules.rule import LIKELY, Weight
from cleaner.stages.evidence import Found, Stage, View, rows, structure
from cleaner.table.arrays import Flags, Index, code_set, positions
from cleaner.table.codes import COLON, STOP
from cleaner.table.facts import Facts
from cleaner.table.hashes import Hashes
from cleaner.table.twins import copies, twins

DIALOGUE: Final = structure(
    "dialogue",
    "content",
    Weight.LIKELY,
    "Two names or more take turns at the beginning of lines: a play, an interview or a chat.",
)
QUESTIONS: Final = structure(
    "questions",
    "content",
    Weight.LIKELY,
    "Three or more questions with a line or two between: questions and their answers.",
)
_NAME: Final = 4
"""The most words of a speaker's name."""
_TURNS: Final = 4
"""Fewer turns are no dialogue."""
_ASKED: Final = 3
"""Fewer questions are no list of them."""
_QUESTION: Final = 25
"""The most words of a question."""
_APART: Final = 3
"""The most lines from one turn or question to the next."""
_MARKS: Final = (b"?", "？".encode(), "؟".encode(), "か。".encode())
_FINAL: Final = code_set(*(mark[-1] for mark in _MARKS))


def find(view: View) -> list[Found]:
    """Dialogue, and questions with answers."""
    free = _unmarked(view)
    return [
        (DIALOGUE, rows(_dialogue(view.facts, free))),
        (QUESTIONS, rows(_questions(view.facts, free))),
    ]


def _unmarked(view: View) -> Flags:
    """Lines that no phrase takes for chrome."""
    free = np.ones(len(view.facts), np.bool_)
    free[view.hits.line[(view.weight >= LIKELY) & (view.kind > 0)]] = False
    return free


def _dialogue(facts: Facts, free: Flags) -> Flags:
    """Turns of speakers that come back, and what stands between two turns."""
    out = np.zeros(len(facts), np.bool_)
    name = facts.alone(_speakers) * free
    if np.count_nonzero(name) < _TURNS:
        return out
    turn = (name != 0) & (copies(twins(name, facts.lines.page), name.size) >= 2)
    for run in _runs(facts, turn, _TURNS):
        _names, times = np.unique(name[run], return_counts=True)
        changes = np.count_nonzero(name[run[1:]] != name[run[:-1]])
        if np.count_nonzero(times >= 2) >= 2 and 2 * changes >= run.size:
            out[run[0] : run[-1] + 1] = True
    return out & (free | turn)


def _speakers(facts: Facts) -> Hashes:
    """What stands before a colon near the beginning of a line, 0 for nothing."""
    lines, tokens = facts.lines, facts.lines.tokens
    name = np.zeros(len(facts), np.uint64)
    for words in range(_NAME, 0, -1):
        row = positions(facts.words > words)
        last = lines.first[row] + words
        spoken = tokens.codes[tokens.end[last - 1]] == COLON
        row, last = row[spoken], last[spoken]
        name[row] = tokens.running[last] - tokens.running[lines.first[row]]
    return name


def _questions(facts: Facts, free: Flags) -> Flags:
    """Questions that follow each other with an answer between, and the answers."""
    asked = facts.alone(_asking) & free
    if np.count_nonzero(asked) < _ASKED:
        return np.zeros(len(facts), np.bool_)
    # A question right after another is no answer to it.
    asked[1:] &= ~asked[:-1] | ~facts.same_page
    filled = _filled(facts, asked, free, _ASKED)
    # The answer to the last question stands after it.
    filled[1:] |= (filled & asked)[:-1] & free[1:] & facts.same_page
    return filled


def _asking(facts: Facts) -> Flags:
    """Lines that end in a question mark, unless they are long."""
    asked = np.zeros(len(facts), np.bool_)
    lines, data = facts.lines, facts.lines.tokens.data
    final = np.frombuffer(data, np.uint8)[lines.end - 1]
    likely = _FINAL[final] & (facts.closing == STOP) & (facts.words <= _QUESTION)
    for row in positions(likely).tolist():
        asked[row] = data.endswith(_MARKS, lines.start[row], lines.end[row])
    return asked


def _filled(facts: Facts, flags: Flags, free: Flags, least: int) -> Flags:
    """Runs of at least so many flagged lines, with what stands between them."""
    out = np.zeros(len(facts), np.bool_)
    for run in _runs(facts, flags, least):
        out[run[0] : run[-1] + 1] = True
    return out & (free | flags)


def _runs(facts: Facts, flags: Flags, least: int) -> list[Index]:
    """The flagged rows of every run of at least so many, _APART at most from one to the next."""
    at = positions(flags)
    if at.size < least:
        return []
    page = facts.lines.page[at]
    apart = positions((at[1:] - at[:-1] > _APART) | (page[1:] != page[:-1])) + 1
    return [run for run in np.split(at, apart) if run.size >= least]


STAGE: Final = Stage((DIALOGUE, QUESTIONS), find)
