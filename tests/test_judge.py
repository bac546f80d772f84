"""One round of judging: when a likely rule and the score decide together."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from core import evidence

from cleaner.judge import BACKED, SURE, judge
from cleaner.rules.rule import LIKELY
from cleaner.settings import Settings
from cleaner.stages import rulebook
from cleaner.table.facts import Facts
from cleaner.table.lines import read_lines

PROSE = "The bridge over the river opened to traffic again on Monday morning, the council said."
PAGE = "\n".join(["The bridge is open", PROSE, "{}", PROSE.replace("Monday", "Friday"), PROSE])


class _Known:
    """A network that is known to give every line of prose .95, and the others a score."""

    def __init__(self, score: float) -> None:
        self._score = score

    def judge(self, own: object, facts: Facts, *rest: object) -> Any:
        score = np.where(facts.prose, 0.95, self._score).astype(np.float32)
        return SimpleNamespace(score=score)


def _stays(line: str, score: float, threshold: float = Settings().threshold) -> bool:
    book = rulebook()
    lines = read_lines([PAGE.format(line)])
    facts, found = Facts(lines), evidence(lines, book)
    own = np.zeros((1, len(lines)), np.float32)
    network: Any = _Known(score)
    verdicts = judge(
        facts, found, network, own, None, book, Settings(threshold=threshold), named=False
    )
    return bool(verdicts.keep[2])


@pytest.mark.parametrize(
    ("line", "bound"),
    [("Listen now", Settings().threshold + BACKED), ("(AAP: Jo Park)", SURE)],
)
def test_a_likely_rule_asks_for_a_higher_score(line: str, bound: float) -> None:
    assert not _stays(line, bound - 0.01)
    assert _stays(line, bound + 0.01)
    assert _stays("What the river brought", bound - 0.01)


def test_who_wants_nearly_all_content_keeps_what_likely_rules_speak_against() -> None:
    assert _stays("Listen now", 0.2, threshold=0.1)


def test_a_likely_rule_takes_no_finished_paragraph() -> None:
    line = "Related: the harbour office said on Monday that the ferry had sailed again at noon."
    assert _stays(line, 0.4)


def test_the_lines_that_likely_rules_speak_about_have_no_certain_rule() -> None:
    book = rulebook()
    lines = read_lines([PAGE.format("Listen now")])
    found = evidence(lines, book)
    assert found.weight[found.line == 2].max() == LIKELY
