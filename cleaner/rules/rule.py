"""One rule: what it looks for, where, what it says of a line, and why it exists; and many."""

from bisect import bisect
from collections.abc import Iterator, Sequence
from enum import IntEnum
from itertools import accumulate, chain
from typing import Final, Literal, NamedTuple, get_args, overload

from cleaner.kinds import Kind

Where = Literal[
    "line",
    "start",
    "label",
    "end",
    "tail",
    "inside",
    "words",
    "heading",
    "trim",
    "structure",
    "site",
]

WHERES: Final[tuple[Where, ...]] = get_args(Where)


class Weight(IntEnum):
    """How much a rule's word counts.

    CERTAIN decides alone. LIKELY decides unless the learned score knows better. HINT only adds
    evidence for the learned score.
    """

    HINT = 1
    LIKELY = 2
    CERTAIN = 3


# The same as plain numbers, for comparisons with columns: looking up a member of an enumeration
# takes as long as comparing a short column.
LIKELY: Final = int(Weight.LIKELY)
CERTAIN: Final = int(Weight.CERTAIN)


class Rule(NamedTuple):
    """One rule.

    Attributes:
        id: unique and stable, such as "en.promo.newsletter:subscribe to our newsletter".
        kind: what a line is that the rule matches; "content" makes it speak for the line.
        where: where in the line the phrase stands; "label" for the start before a colon, a bar or a
            sign such as ©, "tail" for such a label anywhere that has only a few words after it;
            "structure" for rules that stages find by themselves, "site" for what they find in a
            site memory.
        weight: how much it counts.
        why: the reason, for people.
        phrase: the words it looks for; "#" stands for a number.
        max_words: the longest line that it may match, in tokens.
        unless: words or phrases that forbid it in a line.
    """

    id: str
    kind: Kind
    where: Where
    weight: Weight
    why: str
    phrase: str = ""
    max_words: int = 0
    unless: tuple[str, ...] = ()


class Group(NamedTuple):
    """Rules that differ in their phrases alone, as rule files hold them.

    Attributes:
        name: such as "en.promo.newsletter".
        kind, where, weight, why, max_words, unless: see Rule.
        phrases: the words that they look for.
    """

    name: str
    kind: Kind
    where: Where
    weight: Weight
    why: str
    phrases: tuple[str, ...]
    max_words: int = 0
    unless: tuple[str, ...] = ()

    def id(self, number: int) -> str:
        """What the rule with one of the phrases is called."""
        return f"{self.name}:{self.phrases[number]}"

    def rule(self, number: int) -> Rule:
        """The rule with one of the phrases."""
        return Rule(
            self.id(number), self.kind, self.where, self.weight, self.why, self.phrases[number],
            self.max_words, self.unless,
        )  # fmt: skip


class Rules(Sequence[Rule]):
    """All rules of some groups, and others after them; each is made when it is asked for, as few
    of tens of thousands ever are.

    >>> both = ("skip to content", "skip to navigation")
    >>> rules = Rules([Group("en.navigation.skip", "navigation", "line", Weight.CERTAIN, "", both)])
    >>> len(rules), rules[1].id
    (2, 'en.navigation.skip:skip to navigation')
    """

    def __init__(self, groups: Sequence[Group], others: Sequence[Rule] = ()) -> None:
        self.groups, self.others = groups, others
        self._first = list(accumulate((len(group.phrases) for group in groups), initial=0))

    def __len__(self) -> int:
        return self._first[-1] + len(self.others)

    @property
    def names(self) -> Iterator[str]:
        """What every group is called, and then each of the others."""
        return chain((g.name for g in self.groups), (rule.id for rule in self.others))

    def __iter__(self) -> Iterator[Rule]:
        made = (g.rule(n) for g in self.groups for n in range(len(g.phrases)))
        return chain(made, self.others)

    @overload
    def __getitem__(self, number: int) -> Rule: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Rule]: ...
    def __getitem__(self, number: int | slice) -> Rule | Sequence[Rule]:
        if isinstance(number, slice):
            return [self[n] for n in range(*number.indices(len(self)))]
        group, place = self._find(range(len(self))[number])
        return group.rule(place) if group else self.others[place]

    def id(self, number: int) -> str:
        """What a rule is called, in a fraction of the time that it takes to make it."""
        group, place = self._find(number)
        return group.id(place) if group else self.others[place].id

    def _find(self, number: int) -> tuple[Group | None, int]:
        """The group of a rule and its place there; None for the others."""
        group = bisect(self._first, number) - 1
        place = number - self._first[group]
        return (None if group == len(self.groups) else self.groups[group]), place
