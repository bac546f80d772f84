"""From bytes to text."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.source import Decoded, DecodeError, decode

GERMAN = "Die Bürgermeisterin sagte: „Das ist für größere Städte überraschend schön.“\r\n"
RUSSIAN = "Городской совет проголосовал за то, чтобы библиотека оставалась открытой.\n"
CHINESE = "市议会周一投票决定图书馆继续开放两年。居民们感到惊讶，因为他们以为会关闭。\n"
JAPANESE = "市議会は月曜日、図書館をあと二年間開けておくことを決めた。住民は驚いた。\n"
GREEK = "Το δημοτικό συμβούλιο ψήφισε τη Δευτέρα να μείνει ανοιχτή η βιβλιοθήκη.\n"
FRENCH = "Le conseil a voté lundi : la bibliothèque restera ouverte, même l’été prochain.\n"
SPANISH = "El consejo votó el lunes a favor de la niñez. ¿Qué dirán los demás vecinos?\n"
ENGLISH = "The council voted on Monday to keep it open. “It’s a good day,” the mayor said.\n" * 3


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_utf8_is_read_as_it_is(text: str) -> None:
    data = text.encode()
    if text.startswith("\ufeff") or data.count(0) * 4 > len(data):
        return
    assert decode(data) == Decoded(text, "utf-8", "UTF-8")


@given(st.binary(), st.sampled_from([None, "utf-8", "utf-7", "utf-16", "cp1252", "gb18030"]))
def test_bytes_are_text_or_a_clear_error(data: bytes, declared: str | None) -> None:
    try:
        text = decode(data, declared).text
    except DecodeError:
        return
    text.encode("utf-8")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides(encoding: str) -> None:
    decoded = decode(GERMAN.encode(encoding), "latin-1")
    assert (decoded.text, decoded.how) == (GERMAN, "byte order mark")


def test_big_endian_marks() -> None:
    for encoding in ("utf-16-be", "utf-32-be"):
        decoded = decode(("\ufeff" + CHINESE).encode(encoding))
        assert (decoded.text, decoded.encoding) == (CHINESE, encoding)


def test_the_declared_encoding_comes_before_utf8() -> None:
    data = "é".encode()
    assert decode(data, "latin-1") == Decoded("Ã©", "iso8859-1", "declared")
    with pytest.raises(DecodeError, match=r"is not ascii \(byte 0: .*name another encoding"):
        decode(data, "ascii")
    with pytest.raises(LookupError):
        decode(data, "latin-99")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (GERMAN, "cp1252"),
        (ENGLISH, "cp1252"),
        (FRENCH, "cp1252"),
        (SPANISH, "cp1252"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (GREEK, "iso8859-7"),
        (CHINESE, "gb18030"),
        (JAPANESE, "cp932"),
        (JAPANESE, "euc-jp"),
        (ENGLISH, "utf-16-le"),
        (CHINESE, "utf-16-be"),
        (ENGLISH, "utf-32-le"),
        ("café\n", "latin-1"),
    ],
)
def test_detection(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.how, decoded.broken) == (text, "detected", 0)


def test_a_few_broken_characters_do_not_make_it_another_encoding() -> None:
    data = RUSSIAN.encode() * 20
    cut = decode(data[:-3] + b"\n")  # in the middle of a character
    assert (cut.encoding, cut.how, cut.broken) == ("utf-8", "UTF-8", 1)
    assert cut.text == RUSSIAN * 19 + RUSSIAN[:-3] + "\ufffd\n"


def test_what_could_not_be_read_is_counted_not_what_was_unreadable_before() -> None:
    assert decode("ä\ufffdö".encode()).broken == 0
    assert decode("äöü\ufffdß".encode() + b"\xff").broken == 1


def test_lone_surrogates_become_replacement_characters() -> None:
    decoded = decode(b"a+2AA-b", "utf-7")
    assert (decoded.text, decoded.broken) == ("a\ufffdb", 1)
    marked = decode(b"\xff\xfe" + "Sixteen bits".encode("utf-16-le") + b"\x00\xd8a\x00")
    assert marked.text == "Sixteen bits\ufffda"


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
        b"\x1f\x8b\x08\x00" + os.urandom(2000),
        b"\xff\xfe\x00\xd8\x00\xd8",
    ],
)
def test_what_is_no_text_says_what_to_do(data: bytes) -> None:
    with pytest.raises(DecodeError, match="name its encoding, or leave the file out"):
        decode(data)
