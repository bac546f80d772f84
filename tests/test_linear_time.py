"""Time grows as the page does, whatever stands on it."""

import time
from collections import Counter
from collections.abc import Callable
from functools import cache

import pytest
from core import find

from cleaner import clean, explain
from cleaner.rules.load import builtin_rules
from cleaner.rules.locate import Hits, locate
from cleaner.stages import ORDER, alone, rulebook
from cleaner.stages.evidence import Stage, View
from cleaner.table.facts import Facts
from cleaner.table.lines import Lines, read_lines
from cleaner.trim import trim

pytestmark = pytest.mark.alone

PROSE = "The bridge over the river opened to traffic again on Monday morning, the council said."

SMALL, LARGE = 5_000, 40_000
LEEWAY = 4
"""How much more than the size the time may grow; a quadratic step grows far more."""

HOSTILE: dict[str, Callable[[int], str]] = {
    "one long line": lambda n: "word " * n,
    "one long word": lambda n: "w" * (5 * n),
    "one long number": lambda n: "1,1" * (2 * n),
    "spaces": lambda n: " " * (5 * n),
    "brackets": lambda n: "[" * (5 * n),
    "bars": lambda n: "a | " * n,
    "combining marks": lambda n: "a" + "\u0301" * (3 * n),
    "lone surrogates": lambda n: "\ud800" * (2 * n),
    "zero width": lambda n: "a\u200b\u202e" * n,
    "empty lines": lambda n: "\n" * (5 * n),
    "old line ends": lambda n: "\r" * (5 * n),
    "mixed line ends": lambda n: "a\rb\r\n" * n,
    "short lines": lambda n: "a\n" * (2 * n),
    "the same label": lambda n: "Share this article\n" * n,
    "headings": lambda n: "Top stories\n" * n,
    "headings with followers": lambda n: ("Top stories\n" + "A river\n" * 9) * (n // 10),
    "labels to be cut off": lambda n: PROSE + " Read more." * n,
    "lines to be cut": lambda n: f"{PROSE} Read more »\n" * (n // 10),
    "a phrase again and again": lambda n: "our newsletter " * n,
    "half a phrase again and again": lambda n: "subscribe to our " * n,
    "numbered lines": lambda n: "\n".join(f"{number} one two three" for number in range(1, n // 4)),
    "icons": lambda n: "icon" * n,
    "playing times": lambda n: "0:00\n" * n,
    "temperatures": lambda n: "28 C\n" * n,
    "language bars": lambda n: "العربيةespрусdefr\n" * (n // 4),
    "characters": lambda n: "相关阅读" * n,
    "lines of characters": lambda n: "相关阅读\n" * n,
    "headlines printed twice": lambda n: "".join(
        f"A town without a street {number}\nA town without a street {number} FEATURE\n"
        for number in range(n // 10)
    ),
    "bios": lambda n: (
        f"{PROSE}\nWritten by\nJo Park is a freelance journalist. {PROSE}\n" * (n // 20)
    ),
    "paragraphs": lambda n: f"{PROSE}\n\n" * (n // 10),
}


def _seconds(work: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(3):
        begin = time.process_time()
        work()
        best = min(best, time.process_time() - begin)
    return best


def _grows_as(small: float, large: float, times: float) -> bool:
    # Below some milliseconds it is the fixed costs that are measured.
    return large < LEEWAY * times * max(small, 0.006)


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_as_the_page_does(name: str) -> None:
    small, large = HOSTILE[name](SMALL), HOSTILE[name](LARGE)
    assert _grows_as(_seconds(lambda: clean(small)), _seconds(lambda: clean(large)), LARGE / SMALL)


BOOK = rulebook()
SIZES = (5_000, 10_000, 20_000)


@cache
def _seen(name: str, size: int) -> tuple[Lines, Hits]:
    """A page, and what is known of its lines each by itself."""
    lines = read_lines([HOSTILE[name](size)])
    return lines, alone(Facts(lines), BOOK, find(lines, BOOK))


@pytest.mark.parametrize("stage", ORDER, ids=lambda stage: stage.rules[0].id)
def test_the_time_of_a_stage_grows_as_the_page_does(stage: Stage) -> None:
    for name in HOSTILE:

        def look(size: int, name: str = name) -> None:
            lines, hits = _seen(name, size)
            list(stage.find(View(Facts(lines), hits, BOOK)))  # facts anew: nothing is known yet

        for size in SIZES:
            _seen(name, size)
        small, *larger = (_seconds(lambda size=size: look(size)) for size in SIZES)  # type: ignore[misc]
        for size, seconds in zip(SIZES[1:], larger, strict=True):
            assert _grows_as(small, seconds, size / SIZES[0]), name


def _phrases(language: str) -> list[str]:
    return [
        phrase.replace("#", "5")
        for group in builtin_rules()
        if group.name.startswith(f"{language}.")
        for phrase in group.phrases
    ]


_ANCHORS = Counter(BOOK.phrases.anchor.tolist() + BOOK.forbidding.anchor.tolist())
"""The words by which phrases are known, and how many phrases each of them begins a search for."""


def _busiest_word() -> str:
    lines = read_lines([phrase for group in builtin_rules() for phrase in group.phrases])
    tokens = lines.tokens
    (anchor, _), *_ = _ANCHORS.most_common(1)
    (at, *_) = (tokens.hash == anchor).nonzero()[0].tolist()
    return tokens.data[tokens.start[at] : tokens.end[at]].decode()


RULES: dict[str, str] = {
    **{
        f"{language}, {form}": separator.join(_phrases(language)) + separator
        for language in sorted({group.name.partition(".")[0] for group in builtin_rules()})
        for form, separator in (("a line each", "\n"), ("one line", " "), ("sentences", ". "))
    },
    "the word that most phrases are known by": f"{_busiest_word()} " * 500,
}


@pytest.mark.parametrize("name", RULES)
def test_the_time_to_match_all_rules_grows_as_the_page_does(name: str) -> None:
    def match(page: str) -> None:
        lines = read_lines([page])
        find(lines, BOOK)
        trim(lines, BOOK, locate(lines, BOOK.phrases))

    small, *larger = (_seconds(lambda n=n: match(RULES[name] * n)) for n in (2, 4, 8))  # type: ignore[misc]
    for times, seconds in zip((2, 4), larger, strict=True):
        assert _grows_as(small, seconds, times)


def test_a_page_of_a_million_lines() -> None:
    page = f"{PROSE}\nAdvertisement\nA river\n\n" * 250_000
    begin = time.perf_counter()
    text = clean(page)
    assert time.perf_counter() - begin < 60
    assert text.startswith(PROSE)
    assert "Advertisement" not in text


def test_a_line_of_ten_million_characters() -> None:
    line = "Advertisement and other words " * 333_333
    begin = time.perf_counter()
    result = explain(line)
    assert time.perf_counter() - begin < 30
    assert len(result.verdicts) == 1
