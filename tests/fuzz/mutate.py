"""Mutations of text: one small function each, from a page and a source of chance to a page."""

import re
from collections.abc import Callable, Sequence
from random import Random
from typing import Final

Mutation = Callable[[str, Random], str]

NEWLINES: Final = (
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "\n\r",
    "\v",
    "\f",
    "\x1c",
    "\x85",
    "\u2028",
    "\u2029",
)
STRANGE: Final = (
    "\0", "\x01", "\x1b[31m", "\x7f", "\x80", "\ufeff", "\ufffe", "\uffff", "\ufffd", "\ud800",
    "\udfff", "\ud83d", "\u200b", "\u200d", "\u2060", "\u202e", "\u2066", "\u2069", "\u00ad",
    "\u0301", "\u0345", "\u0e33", "\u1160", "\ufe0f", "\U000e0001", "\U0010ffff", "ﬃ", "İ", "ß",
    "ſ", "K", "٣", "Ⅷ", "½", "\t", "\u00a0", "\u3000", "\u1680", "•", "|", "»", "…", "“", "[", "©",
)  # fmt: skip
"""Characters and pieces that programs stumble over."""
_LONGEST: Final = 20_000
"""Characters up to which a page may grow by being repeated."""
_BREAK: Final = re.compile(r"(\r\n|\r|\n)")


def _slice(text: str, chance: Random, longest: int = 60) -> tuple[int, int]:
    start = chance.randrange(len(text) + 1)
    return start, min(len(text), start + chance.randint(0, longest))


def cut(text: str, chance: Random) -> str:
    """Take a piece out."""
    start, end = _slice(text, chance)
    return text[:start] + text[end:]


def again(text: str, chance: Random) -> str:
    """Write a piece once more somewhere else."""
    start, end = _slice(text, chance, 300)
    place = chance.randrange(len(text) + 1)
    return text[:place] + text[start:end] + text[place:]


def repeated(text: str, chance: Random) -> str:
    """Write a piece many times in its place."""
    start, end = _slice(text, chance, chance.choice((1, 3, 20, 80)))
    times = chance.choice((2, 2, 3, 5, 20, 100, 1000))
    return text[:start] + (text[start:end] * times)[:_LONGEST] + text[end:]


def strange(text: str, chance: Random) -> str:
    """Put in a strange character, once or many times."""
    place = chance.randrange(len(text) + 1)
    times = chance.choice((1, 1, 1, 2, 3, 30, 700))
    return text[:place] + chance.choice(STRANGE) * times + text[place:]


def sprinkled(text: str, chance: Random) -> str:
    """Put strange characters in many places."""
    pieces = list(text[:2000])
    for _ in range(chance.randint(1, 20)):
        pieces.insert(chance.randrange(len(pieces) + 1), chance.choice(STRANGE))
    return "".join(pieces) + text[2000:]


def random_characters(text: str, chance: Random) -> str:
    """Put in characters from anywhere in Unicode, surrogates as well."""
    place = chance.randrange(len(text) + 1)
    top = chance.choice((0x80, 0x100, 0x800, 0x3000, 0xFFFF, 0x10FFFF))
    noise = "".join(chr(chance.randint(0, top)) for _ in range(chance.choice((1, 5, 50))))
    return text[:place] + noise + text[place:]


def other_newlines(text: str, chance: Random) -> str:
    """End lines otherwise, all or each by itself."""
    if chance.random() < 0.5:
        return _BREAK.sub(chance.choice(NEWLINES), text)
    return _BREAK.sub(lambda _: chance.choice(NEWLINES), text)


def empty_lines(text: str, chance: Random) -> str:
    """Put in many empty lines."""
    place = chance.randrange(len(text) + 1)
    line = chance.choice(("\n", "\r\n", "\r", " \n", "\t\r\n"))
    return text[:place] + line * chance.choice((2, 2, 3, 10, 1000)) + text[place:]


def one_line(text: str, chance: Random) -> str:
    """Make a long line of all."""
    line = _BREAK.sub(chance.choice((" ", "", "|")), text)
    return (line * chance.choice((1, 1, 1, 3, 20)))[:_LONGEST]


def single_letters(text: str, chance: Random) -> str:
    """A line to every few characters of a piece."""
    start, end = _slice(text, chance, 200)
    step = chance.randint(1, 4)
    broken = "\n".join(text[at : at + step] for at in range(start, end, step))
    return text[:start] + broken + text[end:]


def moved_lines(text: str, chance: Random) -> str:
    """The lines in another order."""
    lines = text.split("\n")
    chance.shuffle(lines)
    return "\n".join(lines)


def other_case(text: str, chance: Random) -> str:
    """A piece in capitals, or in small letters."""
    start, end = _slice(text, chance, 400)
    piece = text[start:end]
    return text[:start] + chance.choice((piece.upper, piece.lower, piece.title))() + text[end:]


def misread(text: str, chance: Random) -> str:
    """UTF-8 read as something else, once or twice."""
    for _ in range(chance.randint(1, 2)):
        text = (
            text[:3000]
            .encode("utf-8", "surrogatepass")
            .decode(chance.choice(("latin-1", "cp1252", "cp1251", "cp437", "shift_jis")), "replace")
        )
    return text


def numbers(text: str, chance: Random) -> str:
    """Digits, and what stands between them."""
    place = chance.randrange(len(text) + 1)
    noise = "".join(chance.choices("0123456789.,:/-% ", k=chance.choice((2, 10, 200))))
    return text[:place] + noise + text[place:]


MUTATIONS: Final[Sequence[Mutation]] = (
    cut, again, repeated, strange, sprinkled, random_characters, other_newlines, empty_lines,
    one_line, single_letters, moved_lines, other_case, misread, numbers,
)  # fmt: skip


def mutated(text: str, chance: Random, mutations: Sequence[Mutation] = MUTATIONS) -> str:
    """Change a page in up to four ways.

    Args:
        text: the page.
        chance: decides which, and how.
        mutations: to choose from.
    """
    for mutation in chance.choices(mutations, k=chance.choice((0, 1, 1, 2, 2, 3, 4))):
        text = mutation(text, chance)
    return text
