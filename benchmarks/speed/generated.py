"""Pages made up for measuring: articles with what a site puts around them, in nine languages.

The words mean nothing. What counts for speed is as on real pages: how long words, lines and pages
are, how often words return, how much is chrome, and how many bytes a letter takes.
"""

import random
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, count, islice
from pathlib import Path
from typing import Final, Literal

Style = Literal["long", "short"]

LANGUAGES: Final = ("en", "de", "fr", "es", "ru", "el", "ar", "zh", "ja")
LATIN: Final = LANGUAGES[:4]
OTHER_SCRIPTS: Final = LANGUAGES[4:]

SIZES: Final = (2_000, 8_000)
"""Bytes of the smallest and the largest page."""

_RARE = 6_000  # words of a language beyond its common ones
_DRAWN = 50_000  # words of a language that are drawn at once: a stretch of it is a text
_FIELD = re.compile(r"\{(\w+)\}")


def pages(style: Style, languages: Sequence[str] = LATIN, seed: int = 0) -> Iterator[str]:
    """Pages without end, the same in every run.

    Args:
        style: "long": paragraphs with some chrome around, as half-extracted articles have;
            "short": menus, lists and teasers with some paragraphs, as whole pages have.
        languages: keys of languages.toml, taken in turn.
        seed: another one gives other pages.

    >>> first, second = islice(pages("long"), 2)
    >>> first == next(pages("long")) != second
    True
    """
    for number in count():
        language = languages[number % len(languages)]
        yield _page(random.Random(f"{seed} {style} {number}"), _speech(language), style)


def batch(number: int, style: Style, languages: Sequence[str] = LATIN) -> list[str]:
    """The first of those pages.

    Args:
        number: how many.
        style, languages: as for `pages`.
    """
    return list(islice(pages(style, languages), number))


def one_page(size: int, style: Style, languages: Sequence[str] = LATIN) -> str:
    """One page out of many, as long as needed.

    Args:
        size: its length in bytes of UTF-8; what is left of a character that is cut goes.
        style, languages: as for `pages`.
    """
    parts, length = [], 0
    for page in pages(style, languages):
        if length >= size:
            break
        parts.append(page.encode())
        length += len(parts[-1]) + 1
    return b"\n".join(parts)[:size].decode("utf-8", "ignore")


@dataclass(frozen=True)
class _Speech:
    """A language: words as frequent as they are in texts, and the lines of its sites."""

    words: tuple[str, ...]
    space: str
    stop: str
    chrome: tuple[str, ...]
    menu: tuple[str, ...]


@cache
def _speech(language: str) -> _Speech:
    file = Path(__file__).with_name("languages.toml")
    entry = tomllib.loads(file.read_text("utf-8"))[language]
    chance = random.Random(language)
    common, syllables = entry["common"].split(), entry["syllables"].split()
    rare = ("".join(chance.choices(syllables, k=chance.choice((2, 2, 3)))) for _ in range(_RARE))
    words = [*common, *rare]
    # Zipf's law: the tenth word is a tenth as frequent as the first.
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(words))))
    drawn = chance.choices(words, cum_weights=weights, k=_DRAWN)
    menu = entry["menu"].replace("\n", "").split("|")
    return _Speech(tuple(drawn), entry["space"], entry["stop"], tuple(entry["chrome"]), tuple(menu))


def _page(chance: random.Random, speech: _Speech, style: Style) -> str:
    size = chance.randint(*SIZES)
    lines, length = [], 0
    for line in (_article if style == "long" else _listing)(chance, speech):
        lines.append(line)
        length += len(line.encode()) + 1
        if length >= size:
            break
    end = chance.randint(6, 14)
    lines += [_chrome(chance, speech) for _ in range(end)]
    return chance.choice(("\n", "\n\n") if style == "long" else ("\n",)).join(lines)


def _article(chance: random.Random, speech: _Speech) -> Iterator[str]:
    yield from chance.sample(speech.menu, chance.randint(0, 6))
    yield _title(chance, speech)
    for _ in range(chance.randint(1, 4)):
        yield _chrome(chance, speech)
    while True:
        yield _paragraph(chance, speech, chance.randint(1, 4))
        if chance.random() < 0.12:
            yield _chrome(chance, speech)
        elif chance.random() < 0.08:
            yield _title(chance, speech)


def _listing(chance: random.Random, speech: _Speech) -> Iterator[str]:
    yield from chance.sample(speech.menu, chance.randint(8, len(speech.menu)))
    while True:
        yield _title(chance, speech)
        for _ in range(chance.randint(1, 4)):
            yield _chrome(chance, speech)
        for _ in range(chance.randint(0, 5)):
            yield speech.space.join(_words(chance, speech, chance.randint(1, 3)))
        if chance.random() < 0.3:
            yield _paragraph(chance, speech, chance.randint(1, 2))


def _words(chance: random.Random, speech: _Speech, number: int) -> list[str]:
    """A stretch of the language's words, the first with a capital."""
    start = chance.randrange(_DRAWN - number)
    first, *others = speech.words[start : start + number]
    return [first[:1].upper() + first[1:], *others]


def _paragraph(chance: random.Random, speech: _Speech, sentences: int) -> str:
    made = [_sentence(chance, speech) for _ in range(sentences)]
    return speech.space.join(made)


def _sentence(chance: random.Random, speech: _Speech) -> str:
    words = _words(chance, speech, chance.randint(8, 24))
    comma = "," if speech.space else "，"
    match chance.randrange(6):
        case 0:
            words[3] = str(chance.randint(2, 2024))
        case 1:
            words[4:6] = _words(chance, speech, 2)
        case 2:
            words[2], words[6] = f"“{words[2]}", f"{words[6]}”"
    words[len(words) // 2] += comma
    return speech.space.join(words) + speech.stop


def _title(chance: random.Random, speech: _Speech) -> str:
    return speech.space.join(_words(chance, speech, chance.randint(4, 10)))


def _chrome(chance: random.Random, speech: _Speech) -> str:
    def fill(field: re.Match[str]) -> str:
        match field[1]:
            case "number":
                return str(chance.randint(1, 30))
            case "word":
                return _words(chance, speech, 1)[0]
            case "name":
                return " ".join(_words(chance, speech, 1)[0] for _ in range(2))
            case "title":
                return _title(chance, speech)
        raise KeyError(field[1])

    return _FIELD.sub(fill, chance.choice(speech.chrome))
