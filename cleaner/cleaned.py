"""A cleaned page: its text, a verdict for every line, and the way back to the original."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from cleaner.kinds import Kind
from cleaner.markup.metadata import Metadata

Outcome = Literal["article", "unchanged", "error page", "banner only", "nothing left", "empty"]
"""article: chrome went and text is left; unchanged: no chrome was found; error page: the page says
that there is none; banner only: there was hardly more than a consent banner; nothing left: all was
chrome; empty: there was nothing."""


@dataclass(frozen=True)
class Removed:
    """A stretch of the original that was taken out.

    Attributes:
        at: where it belongs in the cleaned text, in characters.
        text: what was taken out.
    """

    at: int
    text: str


@dataclass(frozen=True)
class Verdict:
    """What became of a line, or of the end of a line, and why.

    Attributes:
        line: the number of the line in the original, from 0, blank lines counted.
        start, end: the characters of the original that the verdict is about.
        keep: whether they stay.
        kind: what they are: "content", or a kind of chrome.
        rule: the id of the rule that decided, or None.
        reason: why, for people.
        score: the learned probability of being content, or None.
    """

    line: int
    start: int
    end: int
    keep: bool
    kind: Kind
    rule: str | None
    reason: str
    score: float | None


@dataclass(frozen=True)
class Cleaned:
    """The result of cleaning one page.

    Attributes:
        original: the page as it came in.
        text: the page without chrome.
        verdicts: one for every line that is not blank, and one more for an end that was cut off.
        removed: what was taken out, in order.
        outcome: what kind of result this is.
        confidence: an estimate of the word F1 of the result, 0 … 1.
        metadata: what an HTML page says of itself; None for text.
        markdown: the text as Markdown, where the settings ask for it.
    """

    original: str = field(repr=False)
    text: str
    verdicts: tuple[Verdict, ...] = field(repr=False)
    removed: tuple[Removed, ...] = field(repr=False)
    outcome: Outcome
    confidence: float | None = None
    metadata: Metadata | None = None
    markdown: str | None = field(default=None, repr=False)


def restore(text: str, removed: Sequence[Removed]) -> str:
    """Put back what was taken out.

    Args:
        text: a cleaned text.
        removed: what was taken out of it, in order.

    Returns:
        the original.

    >>> restore("One.\\n", [Removed(5, "Advertisement\\n")])
    'One.\\nAdvertisement\\n'
    """
    pieces, done = [], 0
    for piece in removed:
        pieces += [text[done : piece.at], piece.text]
        done = piece.at
    return "".join([*pieces, text[done:]])


def apply(original: str, removed: Sequence[Removed]) -> str:
    """Take out what cleaning has removed; the opposite of `restore`.

    Args:
        original: the page.
        removed: what to take out, in order.

    Returns:
        the cleaned text.

    Raises:
        ValueError: the page is not the one that the removals belong to.

    >>> apply("One.\\nAdvertisement\\n", [Removed(5, "Advertisement\\n")])
    'One.\\n'
    """
    pieces, done, shift = [], 0, 0
    for piece in removed:
        at = piece.at + shift
        if not original.startswith(piece.text, at):
            raise ValueError(f"the text has no {piece.text!r} at {at}: it is not the page cleaned")
        pieces.append(original[done:at])
        done = at + len(piece.text)
        shift += len(piece.text)
    return "".join([*pieces, original[done:]])
