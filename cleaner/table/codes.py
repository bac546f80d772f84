"""What every character is: a small code per byte of UTF-8, found without looking at characters one
by one.

ASCII is translated by a table in C. Only the lead bytes of other characters are looked at again:
their code points are decoded as columns and looked up in one table built from Unicode categories.
"""

from functools import cache
from typing import Final
from unicodedata import category

import numpy as np
from numpy.typing import NDArray

from cleaner.table.arrays import Index, positions, rare, running

Bytes = NDArray[np.uint8]

# Codes below WORD separate tokens; the order matters only for that comparison.
SPACE: Final = 0
NEWLINE: Final = 1
STOP: Final = 2  # ends a sentence: . ! ? … 。
COMMA: Final = 3
COLON: Final = 4
BAR: Final = 5  # between menu items: | / > › » • ·
DASH: Final = 6  # STOP … DASH between two digits belong to the number
QUOTE: Final = 7
BRACKET: Final = 8
SYMBOL: Final = 9  # everything else that is no letter: © → emoji
WORD: Final = 10
DIGIT: Final = 10
LOWER: Final = 11
UPPER: Final = 12
LETTER: Final = 13  # has no case, or only one
SINGLE: Final = 14  # first byte of a character that is a token of its own: 汉, か, ไ
SINGLE_REST: Final = 15

_STOPS = ".!?…。！？｡؟।॥۔։።"
_COMMAS = ",;，、；،؛､"
_COLONS = ":："
_BARS = "|/>›»•·<‹«\\¦▪■●◆►▶→｜／"
_DASHES = "-–—‐‑‒―~_=*+"

# Scripts written without spaces between words. Thai to Myanmar: every letter is a token, as in
# Chinese.
_SINGLES = (
    (0x0E01, 0x0E4E),
    (0x0E81, 0x0ECD),
    (0x1000, 0x109F),
    (0x1780, 0x17D3),
    (0x3005, 0x3007),
    (0x3041, 0x30FA),
    (0x30FC, 0x31FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
)


_LATER_LATIN: Final = 0x1E00
"""From here to 0x2000 stand letters of three bytes that have two cases: Vietnamese, old Greek."""

_CHARACTERS: Final = {
    character: code
    for code, characters in (
        (NEWLINE, "\n"),
        (STOP, _STOPS),
        (COMMA, _COMMAS),
        (COLON, _COLONS),
        (BAR, _BARS),
        (DASH, _DASHES),
        (QUOTE, "\"'`´"),
    )
    for character in characters
}
_CATEGORIES: Final = {
    **dict.fromkeys(("Lo", "Lm", "Mn", "Mc", "Me", "Nl", "No"), LETTER),
    **dict.fromkeys(("Zs", "Zl", "Zp", "Cc", "Cf"), SPACE),
    **dict.fromkeys(("Lu", "Lt"), UPPER),
    **dict.fromkeys(("Pi", "Pf"), QUOTE),
    **dict.fromkeys(("Ps", "Pe"), BRACKET),
    "Ll": LOWER,
    "Nd": DIGIT,
    "Pd": DASH,
}


def _code(character: str) -> int:
    code = _CHARACTERS.get(character)
    return _CATEGORIES.get(category(character), SYMBOL) if code is None else code


@cache
def _ascii_table() -> bytes:
    # Bytes of other characters count as letters until _repair() has looked at them.
    return bytes([*(_code(chr(point)) for point in range(128)), *([LETTER] * 128)])


@cache
def _point_table() -> tuple[Bytes, NDArray[np.uint16]]:
    """Codes of the code points below 65,536, and the lower case of those below 0x2000."""
    table = np.full(0x10000, LETTER, np.uint8)
    # Between these stand Chinese and Korean characters, surrogates and private ones.
    for low, high in ((0, 0x3400), (0xA4D0, 0xABFF), (0xD7B0, 0xD800), (0xF900, 0x10000)):
        table[low:high] = [_code(chr(point)) for point in range(low, high)]
    for low, high in _SINGLES:
        table[low : high + 1] = SINGLE
    lower = np.arange(0x2000, dtype=np.uint16)
    lower[ord("ς")] = ord("σ")
    # Case is folded in place, so both cases must take the same number of bytes.
    for low, high in ((0x80, 0x800), (_LATER_LATIN, 0x2000)):
        for point in range(low, high):
            small = chr(point).lower()
            if len(small) == 1 and low <= ord(small) < high:
                lower[point] = ord(small)
    return table, lower


def classify(data: bytes) -> tuple[Bytes, Bytes]:
    """Give every byte of a UTF-8 text its code, and the text in lower case, byte for byte.

    Args:
        data: UTF-8 (lone surrogates may stand encoded), at least 4 bytes of padding at its end.

    Returns:
        codes, uint8 [bytes]: SPACE … SYMBOL on separators, DIGIT … LETTER on characters of words;
        all bytes of a character have its code, but the first of a SINGLE, whose others are
        SINGLE_REST. lower, uint8 [bytes]: the same text in lower case (letters of one or two
        bytes, Vietnamese and old Greek).

    >>> codes, lower = classify("Ab, Ж!    ".encode())
    >>> codes.tolist()[:7] == [UPPER, LOWER, COMMA, SPACE, UPPER, UPPER, STOP]
    True
    >>> lower.tobytes().decode()
    'ab, ж!    '
    """
    codes = np.frombuffer(bytearray(data.translate(_ascii_table())), np.uint8)
    raw = np.frombuffer(data, np.uint8)
    capital = (raw - np.uint8(ord("A"))) < 26
    lower = raw | capital * np.uint8(32)
    if b"\r" in data:
        codes[raw == 13] = NEWLINE
    if not data.isascii():
        _repair(raw, codes, lower)
    return codes, lower


def characters(data: bytes) -> Index:
    """How many characters stand before every byte of a UTF-8 text, int64 [bytes + 1].

    Args:
        data: the text.

    >>> characters("Жa".encode()).tolist()
    [0, 1, 1, 2]
    """
    return running(np.frombuffer(data, np.int8) >= -0x40)  # all but 0x80 to 0xBF begin one


def utf8_size(text: str) -> int:
    """How many bytes a text takes as UTF-8.

    >>> utf8_size("Жa")
    3
    """
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


def _repair(raw: Bytes, codes: Bytes, lower: Bytes) -> None:
    """Look at the characters of two, three and four bytes and correct their codes in place."""
    table, small = _point_table()
    lead = rare(raw >= 0xC0)
    first = raw[lead]
    two, three = lead[first < 0xE0], lead[(first >= 0xE0) & (first < 0xF0)]
    if two.size:
        point = ((raw[two].astype(np.uint16) & 31) << 6) | (raw[two + 1] & 63)
        code = table[point]
        codes[two] = codes[two + 1] = code
        folded = small[point]
        changed = positions(folded != point)
        at, folded = two[changed], folded[changed]
        lower[at] = 0xC0 | (folded >> 6)
        lower[at + 1] = 0x80 | (folded & 63)
    if three.size:
        point = (
            (raw[three].astype(np.uint16) << 12)
            | ((raw[three + 1].astype(np.uint16) & 63) << 6)
            | (raw[three + 2] & 63)
        )
        code = table[point]
        rest = code + (code == SINGLE)
        codes[three] = code
        codes[three + 1] = codes[three + 2] = rest
        latin = rare((point - np.uint16(_LATER_LATIN)) < 0x200)
        if latin.size:
            at, folded = three[latin], small[point[latin]]
            lower[at + 1] = 0x80 | ((folded >> 6) & 63)
            lower[at + 2] = 0x80 | (folded & 63)
    four = lead[first >= 0xF0]
    if four.size:
        ideograph = (raw[four] == 0xF0) & (raw[four + 1] >= 0xA0) & (raw[four + 1] < 0xB0)
        emoji = (raw[four] == 0xF0) & (raw[four + 1] == 0x9F)
        code = np.full(four.size, LETTER, np.uint8)
        code[ideograph], code[emoji] = SINGLE, SYMBOL
        codes[four] = code
        codes[four + 1] = codes[four + 2] = codes[four + 3] = code + (code == SINGLE)
