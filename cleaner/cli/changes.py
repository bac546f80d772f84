"""What two cleanings of the same page do differently, grouped by the rule that makes the change."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Final, Literal

from cleaner.cleaned import Cleaned, Verdict
from cleaner.cli.console import printable
from cleaner.counts import with_trims

Effect = Literal["goes", "stays", "other kind", "other rule"]

SCORE: Final = "(the score)"
"""Where no rule made the change."""
_SIGNS: Final[Mapping[Effect, str]] = {
    "goes": "-",
    "stays": "+",
    "other kind": "~",
    "other rule": "~",
}
_WORDS: Final[Mapping[Effect, str]] = {
    "goes": "now go",
    "stays": "now stay",
    "other kind": "of another kind",
    "other rule": "by another rule",
}


@dataclass(frozen=True)
class Change:
    """A line, or the end of a line, that another cleaning judges in another way.

    Attributes:
        page: the name of its file.
        line: its number, from 1.
        text: what it says.
        effect: what is different.
        rule: the rule that made the change, or SCORE.
        before, after: what was said of it, such as "content by the score".
    """

    page: str
    line: int
    text: str
    effect: Effect
    rule: str
    before: str
    after: str


def changes_of(name: str, before: Sequence[Verdict], after: Cleaned) -> Iterator[Change]:
    """Compare two cleanings of a page.

    Args:
        name: of the page.
        before: its verdicts in the first.
        after: the second.
    """
    old = {(verdict.line, trim): verdict for verdict, trim in with_trims(before)}
    new = {(verdict.line, trim): verdict for verdict, trim in with_trims(after.verdicts)}
    for key in sorted(old.keys() | new.keys()):
        first, second = old.get(key), new.get(key)
        effect = _effect(first, second)
        known = second or first
        if effect is None or known is None:
            continue
        text = printable(after.original[known.start : known.end].strip())
        rule = _responsible(first, second)
        yield Change(name, key[0] + 1, text, effect, rule, _said(first), _said(second))


def grouped(changes: Sequence[Change]) -> dict[str, list[Change]]:
    """Changes by the rule that makes them, those that change most lines first.

    Args:
        changes: of all pages.
    """
    groups: defaultdict[str, list[Change]] = defaultdict(list)
    for change in changes:
        groups[change.rule].append(change)
    return dict(sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])))


def written(groups: Mapping[str, Sequence[Change]], examples: int) -> Iterator[str]:
    """Changes for people, line by line.

    Args:
        groups: changes by rule.
        examples: how many to show of each group.
    """
    for rule, changes in groups.items():
        yield f"{printable(rule)}: {_counted(changes)}"
        for change in changes[:examples]:
            yield f"  {_SIGNS[change.effect]} {change.page}:{change.line}: {change.text}"
            yield f"      was {change.before}, is {change.after}"
        if len(changes) > examples:
            yield f"    … and {len(changes) - examples} more"


def summary(changes: Sequence[Change], pages: int, lines: int) -> str:
    """All in one line.

    Args:
        changes: of all pages.
        pages, lines: how many were compared.

    >>> summary([], 2, 7)
    'nothing changed in 7 lines of 2 pages'
    """
    if not changes:
        return f"nothing changed in {lines} lines of {pages} pages"
    touched = len({change.page for change in changes})
    return (
        f"{len({(change.page, change.line) for change in changes})} of {lines} lines changed, "
        f"on {touched} of {pages} pages: {_counted(changes)}"
    )


def to_json(groups: Mapping[str, Sequence[Change]]) -> str:
    """Changes as JSON: an object with a list of changes for every rule.

    Args:
        groups: changes by rule.
    """
    listed = {rule: [asdict(change) for change in changes] for rule, changes in groups.items()}
    return json.dumps(listed, ensure_ascii=False, indent=1)


def _effect(before: Verdict | None, after: Verdict | None) -> Effect | None:
    if before is None or after is None:  # an end that only one of them cuts off
        return "goes" if before is None else "stays"
    if before.keep != after.keep:
        return "stays" if after.keep else "goes"
    if not after.keep and before.start != after.start:  # both cut, one of them more
        return "goes" if after.start < before.start else "stays"
    if before.kind != after.kind:
        return "other kind"
    return "other rule" if before.rule != after.rule else None


def _responsible(before: Verdict | None, after: Verdict | None) -> str:
    """The rule that came, or else the one that is gone."""
    return (after and after.rule) or (before and before.rule) or SCORE


def _said(verdict: Verdict | None) -> str:
    if verdict is None:
        return "not cut off"
    fate = "kept" if verdict.keep else "removed"
    return f"{fate} as {verdict.kind} by {printable(verdict.rule or 'the score')}"


def _counted(changes: Sequence[Change]) -> str:
    effects = Counter(change.effect for change in changes)
    return ", ".join(
        f"{effects[effect]} {words}" for effect, words in _WORDS.items() if effects[effect]
    )
