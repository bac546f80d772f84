"""One rule: what it looks for, where, what it says of a line, and why it exists."""

from enum import IntEnum
from typing import Final, Literal, NamedTuple, get_args

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
    """One rule; a tuple, as there are tens of thousands and data classes are slow to make.

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
