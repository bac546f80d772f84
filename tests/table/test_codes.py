"""Character codes against Unicode itself."""

import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.table.codes import (
    BAR,
    BRACKET,
    COLON,
    COMMA,
    DASH,
    DIGIT,
    LETTER,
    LOWER,
    NEWLINE,
    QUOTE,
    SINGLE,
    SINGLE_REST,
    SPACE,
    STOP,
    SYMBOL,
    UPPER,
    classify,
)

_PADDING = b" " * 8


def _codes(text: str) -> list[int]:
    """The code of the first byte of every character."""
    data = text.encode("utf-8", "surrogatepass")
    codes, _ = classify(data + _PADDING)
    starts = [at for at, byte in enumerate(data) if byte & 0xC0 != 0x80]
    return [int(codes[at]) for at in starts]


@pytest.mark.parametrize(
    ("characters", "code"),
    [
        ("azäßжωñ", LOWER),
        ("AZÄЖΩ", UPPER),
        ("أبגाक한ªⅷ", LETTER),
        ("09٣५", DIGIT),
        ("漢字かカーไ々㐀", SINGLE),
        ("𠀀", SINGLE),
        (".!?…。！？।", STOP),
        (",;，、،", COMMA),
        (":：", COLON),
        ("|/›»•·→▶", BAR),
        ("-–—_=*~", DASH),
        ("\"'“”‘’", QUOTE),
        ("()[]{}【】", BRACKET),
        ("©€😀$%#@&™", SYMBOL),
        (" \t\u00a0\u200b\ufeff\u3000\0\u202e\u00ad", SPACE),
    ],
)
def test_characters_have_the_code_of_their_class(characters: str, code: int) -> None:
    assert dict(zip(characters, _codes(characters), strict=True)) == dict.fromkeys(characters, code)


def test_all_bytes_of_a_character_have_its_code() -> None:
    codes, _ = classify("Ж한漢😀".encode() + _PADDING)
    assert codes.tolist()[:12] == [
        UPPER,
        UPPER,
        LETTER,
        LETTER,
        LETTER,
        SINGLE,
        *[SINGLE_REST] * 2,
        *[SYMBOL] * 4,
    ]


def test_carriage_returns_are_line_breaks() -> None:
    assert _codes("a\rb\r\nc") == [LOWER, NEWLINE, LOWER, NEWLINE, NEWLINE, LOWER]


@pytest.mark.parametrize(
    "text", ["ÀÉÎÖÜ ŁŻŚ İ", "ЖИВОЙ ЁЛКА", "ΩΜΈΓΑ", "TIN LIÊN QUAN Ệ", "ἈΡΧΉ", "ABC xyz 123"]
)
def test_lower_case_is_that_of_python(text: str) -> None:
    _, lower = classify(text.encode() + _PADDING)
    expected = "".join(small if len(small := c.lower()) == 1 else c for c in text)
    assert lower.tobytes()[: -len(_PADDING)].decode() == expected


def test_lone_surrogates_are_letters_of_a_word() -> None:
    assert _codes("a\ud800b") == [LOWER, LETTER, LOWER]


@given(st.text())
def test_every_character_gets_one_code(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    codes, lower = classify(data + _PADDING)
    assert codes.size == lower.size == len(data) + len(_PADDING)
    assert codes.max(initial=0) <= SINGLE_REST
    assert len(_codes(text)) == len(text)
    for character, code in zip(text, _codes(text), strict=True):
        if unicodedata.category(character) in ("Lu", "Ll", "Lo", "Nd") and ord(character) < 0x10000:
            assert code >= DIGIT, f"{character!r} is no part of a word"
    assert np.array_equal(classify(data + _PADDING)[0], codes)
