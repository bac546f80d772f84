"""Tokens: where words begin and end, and what makes two of them equal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.table.tokens import AFTER, BEFORE, Tokens, tokenize


def _tokens(text: str) -> Tokens:
    return tokenize(BEFORE + text.encode("utf-8", "surrogatepass") + b"\n" + AFTER)


def _words(text: str) -> list[str]:
    tokens = _tokens(text)
    spans = zip(tokens.start.tolist(), tokens.end.tolist(), strict=True)
    words = [tokens.data[start:end].decode("utf-8", "surrogatepass") for start, end in spans]
    return words[1:-1]


def _hash(word: str) -> int:
    (value,) = _tokens(word).hash.tolist()[1:-1]
    return int(value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("one", ["one"]),
        (" one  two ", ["one", "two"]),
        ("one\ntwo", ["one", "\n", "two"]),
        ("don't stop", ["don", "t", "stop"]),
        ("e-mail", ["e", "mail"]),
        ("1,204 and 12:30", ["1,204", "and", "12:30"]),
        ("2022-04-07", ["2022-04-07"]),
        ("1, 2", ["1", "2"]),
        ("3..4", ["3", "4"]),
        ("28.1°C", ["28.1", "C"]),
        ("B2B 3rd", ["B2B", "3rd"]),
        ("漢字", ["漢", "字"]),
        ("a漢b", ["a", "漢", "b"]),
        ("上海2024年", ["上", "海", "2024", "年"]),
        ("ภาษา", ["ภ", "า", "ษ", "า"]),
        ("한국어 뉴스", ["한국어", "뉴스"]),
        ("2:04pm 9AM 3rd 7a 5pmx 5 pm", ["2:04", "pm", "9", "AM", "3rd", "7a", "5pmx", "5", "pm"]),
        ("2024년 3월, 3분의 1", ["2024", "년", "3", "월", "3", "분의", "1"]),
        ("S24가 제2회", ["S24", "가", "제2", "회"]),
        ("हिन्दी", ["हिन्दी"]),
        ("العربية، اليوم", ["العربية", "اليوم"]),
        ("café", ["café"]),
        ("cafe\u0301", ["cafe\u0301"]),
        ("a\u200bb", ["a", "b"]),
        ("a\0b", ["a", "b"]),
        ("😀 ok", ["ok"]),
        ("a\ud800b", ["a\ud800b"]),
        ("𠀀𠀁", ["𠀀", "𠀁"]),
        ("a\rb", ["a", "\r", "b"]),
        ("a\r\nb", ["a", "\n", "b"]),
    ],
)
def test_words_are_found(text: str, words: list[str]) -> None:
    assert _words(text) == words


@pytest.mark.parametrize("other", ["read", "READ", "Read"])
def test_case_does_not_matter(other: str) -> None:
    assert _hash(other) == _hash("rEaD")


@pytest.mark.parametrize("pair", [("ÄRGER", "ärger"), ("ЖИВОЙ", "живой"), ("ΩΜΕΓΑ", "ωμεγα")])
def test_case_does_not_matter_in_other_alphabets(pair: tuple[str, str]) -> None:
    assert _hash(pair[0]) == _hash(pair[1])


@pytest.mark.parametrize("number", ["1", "1,204", "12:30", "2022-04-07", "٣"])
def test_numbers_have_no_hash(number: str) -> None:
    assert _hash(number) == 0


@pytest.mark.parametrize("length", range(1, 25))
def test_words_of_every_length_differ_from_their_neighbours(length: int) -> None:
    """Loads are of eight bytes: what differs on either side of such a bound must not be lost."""
    word = "abcdefghijklmnopqrstuvwxyz"[:length]
    longer = word + "x"
    assert len({_hash(word), _hash(longer), _hash("x" + word)}) == 3
    if length <= 16:
        changed = [word[:at] + "q" + word[at + 1 :] for at in range(length) if word[at] != "q"]
        assert len({_hash(word), *map(_hash, changed)}) == len(changed) + 1


@pytest.mark.parametrize(
    "words",
    [
        ("குழுசேரவும்", "குடியேறவும்"),
        ("प्रधानमंत्री", "प्रसारमंत्री"),
        ("가나다라마바사", "가나다카마바사"),
    ],
)
def test_long_words_of_letters_of_three_bytes_differ(words: tuple[str, str]) -> None:
    one, other = words
    assert len(one.encode()) == len(other.encode()) > 16
    assert _hash(one) != _hash(other)


def test_what_stands_around_a_word_does_not_change_it() -> None:
    alone = _hash("newsletter")
    for text in (
        "xx newsletter yy",
        "ж newsletter ж",
        "(newsletter)",
        "漢newsletter字",
        "9 newsletter 9",
    ):
        assert alone in _tokens(text).hash.tolist()


def test_a_character_after_another_is_known_by_the_pair() -> None:
    one, two = _tokens("漢字").hash.tolist()[1:-1]
    first, second = _tokens("文字").hash.tolist()[1:-1]
    assert two != second
    assert one != first
    assert _tokens("漢 字").hash.tolist()[2] != two


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("a", 0x4C353EA106F559BE),
        ("cookies", 0x92C7A70E043E651D),
        ("Ωμέγα", 0xDFB93B402B854C4F),
        ("漢", 0x6B6BD01018DFBB01),
    ],
)
def test_hashes_are_the_same_everywhere(word: str, value: int) -> None:
    """Trained weights are stored by them: a change here needs new weights."""
    assert _hash(word) == value


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_what_is_known_of_tokens_does_not_depend_on_line_ends(newline: str) -> None:
    text = "One, two\nThree.\n\n漢 «Four»\n12"
    tokens, other = _tokens(text), _tokens(text.replace("\n", newline))
    assert tokens.hash.tolist() == other.hash.tolist()
    assert tokens.shape.tolist() == other.shape.tolist()
    assert tokens.newline.tolist() == other.newline.tolist()


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=())))
def test_tokens_stand_in_order_and_only_separators_stand_between(text: str) -> None:
    tokens = _tokens(text)
    bounds = [
        at for pair in zip(tokens.start.tolist(), tokens.end.tolist(), strict=True) for at in pair
    ]
    assert bounds == sorted(bounds)
    assert all(start < end for start, end in zip(bounds[::2], bounds[1::2], strict=True))
    breaks = text.replace("\r\n", "\n").replace("\r", "\n").count("\n")
    assert tokens.newline.size == breaks + 2 or text.endswith("\r")
    assert int(tokens.running[-1]) == sum(tokens.hash.tolist()) % 2**64
