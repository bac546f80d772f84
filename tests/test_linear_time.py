"""Time grows as the page does, whatever stands on it."""

import time
from collections.abc import Callable

import pytest

from cleaner import clean, explain

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


def _seconds(text: str) -> float:
    best = float("inf")
    for _ in range(3):
        begin = time.perf_counter()
        clean(text)
        best = min(best, time.perf_counter() - begin)
    return best


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_as_the_page_does(name: str) -> None:
    small, large = _seconds(HOSTILE[name](SMALL)), _seconds(HOSTILE[name](LARGE))
    # Below some milliseconds it is the fixed costs that are measured.
    assert large < LEEWAY * LARGE / SMALL * max(small, 0.006)


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
