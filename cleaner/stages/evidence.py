"""What a stage is, what it may look at, and its evidence: which rule says something about which
line, as columns."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleaner.kinds import KINDS, Kind
from cleaner.rules.book import Rulebook
from cleaner.rules.locate import Hits
from cleaner.rules.rule import Rule, Weight, Where
from cleaner.sites.memory import Standing
from cleaner.table.arrays import Flags, Index, positions, rare
from cleaner.table.facts import Facts
from cleaner.table.lines import Lines

NAME: Final = rb"[A-Z\x80-\xff][\w.'\x80-\xff-]*"
"""A word with a capital, as a part of a pattern; a word in another script counts as one."""

Found = tuple[Rule, Index]
"""A rule of a stage and the rows that it found."""


@dataclass(frozen=True)
class View:
    """What a stage may look at.

    Attributes:
        facts: the table of lines.
        hits: the phrases that matched, of all kinds, lightest first.
        book: the rules that hits.rule numbers.
        standing: on how many pages of its site every line stands; None where nobody knows, and
            when lines are seen among their neighbours.
    """

    facts: Facts
    hits: Hits
    book: Rulebook
    standing: Standing | None = None
    _flags: dict[Callable[["View"], Flags], Flags] = field(
        default_factory=dict, init=False, repr=False
    )

    def once(self, see: Callable[["View"], Flags]) -> Flags:
        """What several stages look for: it is looked for once.

        Args:
            see: finds it, bool [lines]; nobody is to change what it gives back.
        """
        if see not in self._flags:
            self._flags[see] = see(self)
        return self._flags[see]

    @cached_property
    def kind(self) -> Index:
        """int64 [hits], index into KINDS of each hit's rule."""
        return self.book.kind[self.hits.rule]

    @cached_property
    def weight(self) -> Index:
        """int64 [hits], the weight of each hit's rule."""
        return self.book.weight[self.hits.rule]

    @cached_property
    def heaviest(self) -> NDArray[np.int8]:
        """int8 [kinds, lines], the heaviest weight of all phrases of a kind; 0 for none."""
        table = np.zeros((len(KINDS), len(self.facts)), np.int8)
        table[self.kind, self.hits.line] = self.weight
        return table

    def placed(self, kind: int, where: Where) -> Index:
        """int64 [n]: the hits of a kind whose phrases are looked for in one place of a line.

        Args:
            kind: index into KINDS.
            where: the place, such as "start".
        """
        return positions((self.kind == kind) & self.book.stands(self.hits.rule, where))

    def flagged(self, kind: int, at_least: int = 1) -> Flags:
        """bool [lines]: the lines about which a phrase of one kind speaks.

        Args:
            kind: index into KINDS.
            at_least: the lightest weight that counts, as a number.
        """
        return self.heaviest[kind] >= at_least

    def spoken_of(self, at_least: int) -> Flags:
        """bool [lines]: the lines about which any phrase speaks.

        Args:
            at_least: the lightest weight that counts, as a number.
        """
        flags = np.zeros(len(self.facts), np.bool_)
        flags[self.hits.line[self.weight >= at_least]] = True
        return flags


Finder = Callable[[View], Iterable[Found]]


@dataclass(frozen=True)
class Stage:
    """One kind of chrome, or one guard: the rules that it finds by structure.

    Attributes:
        rules: the rules that `find` may report; they say what kind a line is.
        find: looks at a view and reports rows.
        alone: whether every line is judged by itself, so that its neighbours do not matter.
    """

    rules: tuple[Rule, ...]
    find: Finder
    alone: bool = False


@dataclass(frozen=True)
class Evidence:
    """Evidence about lines, lightest first.

    Attributes:
        line: int64 [evidence], the row.
        rule: int64 [evidence], the number of the rule in the rulebook.
        weight: int64 [evidence], its weight.
    """

    line: Index
    rule: Index
    weight: Index


def structure(name: str, kind: Kind, weight: Weight, why: str) -> Rule:
    """A rule that a stage finds by structure.

    Args:
        name: what to call it; its id is any.<kind>.<name>.
        kind: what the line is then.
        weight: how much it counts.
        why: the reason, for people.

    >>> structure("runs", "icons", Weight.LIKELY, "Runs of icon names.").id
    'any.icons.runs'
    """
    return Rule(f"any.{kind}.{name}", kind, "structure", weight, why)


def from_memory(name: str, kind: Kind, weight: Weight, why: str) -> Rule:
    """The same for a rule that goes by a site memory, of which the learned score knows nothing.

    Args:
        name: what to call it.
        kind: what the line is then.
        weight: how much it counts.
        why: the reason, for people.
    """
    return structure(name, kind, weight, why)._replace(where="site")


def matching(lines: Lines, row: Index, pattern: re.Pattern[bytes]) -> Index:
    """The rows whose whole line matches a pattern.

    Args:
        lines: the table.
        row: int64 [n], the few rows to look at.
        pattern: what the bytes of a line must match.
    """
    data = lines.tokens.data
    found = [pattern.fullmatch(data, lines.start[r], lines.end[r]) for r in row.tolist()]
    return row[np.array([match is not None for match in found], np.bool_)]


def holding(lines: Lines, sign: int) -> Index:
    """The rows that hold a byte that few of them hold, ascending.

    Args:
        lines: the table.
        sign: the byte.
    """
    row = lines.row_at(rare(np.frombuffer(lines.tokens.data, np.uint8) == sign))
    return np.unique(row[row >= 0])


def between(lines: Lines, opens: Flags, closes: Flags) -> Index:
    """The rows that begin with one of some bytes and end in one of others, ascending.

    Args:
        lines: the table.
        opens, closes: bool [256], which bytes these are.
    """
    raw = np.frombuffer(lines.tokens.data, np.uint8)
    return positions(opens[raw[lines.start]] & closes[raw[lines.end - 1]])


def few(facts: Facts, flags: Flags, most: int) -> Flags:
    """The flags of pages that have no more than so many of them, bool [lines].

    Args:
        facts: the table.
        flags: bool [lines].
        most: how many a page may have.
    """
    if not flags.any():
        return flags
    return flags & facts.spread(facts.page_sums(flags) <= most)


def rows(flags: NDArray[np.bool_]) -> Index:
    """The rows of a flag column."""
    return positions(flags)
