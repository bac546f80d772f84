"""Repeats: labels that stand many times on one page, such as the buttons of a card."""

from typing import Final

from cleaner.rules.rule import Weight
from cleaner.stages.evidence import Found, Stage, View, rows, structure
from cleaner.table.arrays import Flags
from cleaner.table.facts import Facts

LABELS: Final = structure(
    "repeated", "other", Weight.HINT, "A short label that stands three times or more on the page."
)


def find(view: View) -> list[Found]:
    """Short labels with three copies or more."""
    facts = view.facts
    return [(LABELS, rows((facts.copies >= 3) & facts.alone(_labels)))]


def _labels(facts: Facts) -> Flags:
    return (facts.words <= 6) & ~facts.prose


STAGE: Final = Stage((LABELS,), find)
