"""Counts: what became of the lines of a page, in numbers for people."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from cleaner.cleaned import Cleaned, Verdict
from cleaner.kinds import Kind


@dataclass(frozen=True)
class Counts:
    """What became of the lines of a page.

    Attributes:
        kept: how many lines stay.
        removed: how many went, by kind.
        trimmed: how many lost their end.
    """

    kept: int
    removed: Mapping[Kind, int] = field(default_factory=dict)
    trimmed: int = 0

    def __str__(self) -> str:
        """For people.

        >>> print(Counts(4, {"advert": 2, "legal": 1}, 1))
        3 of 7 lines removed (advert 2, legal 1), 1 trimmed
        """
        gone = sum(self.removed.values())
        by_kind = ", ".join(f"{kind} {number}" for kind, number in self.removed.items())
        return (
            f"{gone} of {self.kept + gone} lines removed"
            + (f" ({by_kind})" if gone else "")
            + (f", {self.trimmed} trimmed" if self.trimmed else "")
        )


def with_trims(verdicts: Iterable[Verdict]) -> Iterator[tuple[Verdict, bool]]:
    """Every verdict, and whether it is about an end that was cut off a kept line."""
    line = -1
    for verdict in verdicts:
        yield verdict, verdict.line == line
        line = verdict.line


def count(cleaned: Cleaned) -> Counts:
    """Count what became of the lines of a page, the most frequent kind first.

    Args:
        cleaned: a cleaned page.
    """
    marked = list(with_trims(cleaned.verdicts))
    removed = Counter(
        verdict.kind for verdict, trim in marked if not (trim or verdict.keep)
    ).most_common()
    return Counts(
        sum(verdict.keep for verdict, _ in marked), dict(removed), sum(trim for _, trim in marked)
    )
