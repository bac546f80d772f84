"""Tokens: words, numbers, and single characters where a script has no spaces, found for a whole
batch at once."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleaner.table.arrays import Index, positions, rare, running
from cleaner.table.codes import (
    DASH,
    DIGIT,
    LETTER,
    LOWER,
    NEWLINE,
    SINGLE,
    SINGLE_REST,
    STOP,
    UPPER,
    WORD,
    Bytes,
    classify,
)
from cleaner.table.hashes import Hashes, buckets, hash_tokens, stems

# Loads of hashes may reach beyond both ends; the first line starts after a newline.
BEFORE: Final = b" " * 7 + b"\n"
AFTER: Final = b" " * 16

_HANGUL: Final = 0xEA
_HANGULS: Final = 4
"""The first of the lead bytes of Korean syllables, and how many there are."""

SHAPES: Final = 1024
FORM: Final = 7  # where the form stands in a shape; the length stands above the four lowest bits
CAPITAL: Final = 2  # the form of a word with a capital
CAPITALS: Final = 3  # and of one in capitals
_LENGTHS: Final = np.array(
    [0, 0, 1, 2, 3, 3, 4, 4, 4, 5, 5, 5, 5, 6, 6, 6, 6, 6] + [7] * 15, np.uint16
) << np.uint16(4)


def _forms() -> NDArray[np.uint16]:
    """The case of a token from the codes of its first and last character, 0 … 7, shifted left."""
    forms = np.full((16, 16), 4, np.uint16)  # mixed: 3rd, B2, iPhone
    forms[DIGIT, DIGIT] = 0
    forms[LOWER, LOWER] = 1
    forms[UPPER, LOWER] = CAPITAL
    forms[UPPER, UPPER] = CAPITALS
    forms[LETTER, :] = forms[:, LETTER] = 5  # letters without case
    forms[SINGLE, :] = 6
    forms[NEWLINE, :] = 7
    return forms.ravel() << np.uint16(FORM)


_FORMS: Final = _forms()


@dataclass(frozen=True)
class Tokens:
    """The tokens of a batch in order; every newline is a token too.

    Attributes:
        data: the UTF-8 bytes between BEFORE and AFTER.
        lower: uint8 [bytes], the same in lower case.
        codes: uint8 [bytes], see codes.py.
        start, end: int64 [tokens], byte offsets into data.
        hash: uint64 [tokens], equal for equal words whatever their case; 0 for numbers and
            newlines.
        newline: int64 [lines], the index of every newline token.
    """

    data: bytes
    lower: Bytes
    codes: Bytes
    start: Index
    end: Index
    hash: Hashes
    newline: Index

    @cached_property
    def bucket(self) -> Index:
        """int64 [tokens]: the hash in 16 bits, the index into tables of words."""
        return buckets(self.hash)

    @cached_property
    def running(self) -> Hashes:
        """uint64 [tokens + 1]: running sum of hashes; a difference is the key of a stretch of
        tokens."""
        total = np.zeros(self.hash.size + 1, np.uint64)
        np.cumsum(self.hash, out=total[1:])
        return total

    @cached_property
    def number_sums(self) -> Index:
        """int64 [tokens + 1]: how many numbers stand before each token."""
        return running(self.hash == 0)

    @cached_property
    def capital_sums(self) -> Index:
        """int64 [tokens + 1]: how many words with a capital stand before each token."""
        form = self.shape >> FORM
        return running((form == CAPITAL) | (form == CAPITALS))

    @cached_property
    def wide(self) -> NDArray[np.bool_]:
        """bool [tokens]: words and numbers of five bytes or more, which say more of the topic than
        others."""
        return self.end - self.start >= 5

    @cached_property
    def wide_sums(self) -> Index:
        """int64 [tokens + 1]: how many wide words stand before each token."""
        return running(self.wide)

    @cached_property
    def wide_bucket(self) -> Index:
        """int64 [wide words]: their hash in 16 bits."""
        return self.bucket[positions(self.wide)]

    @cached_property
    def wide_stems(self) -> Index:
        """int64 [wide words]: the hash of their stem in 16 bits."""
        wide = positions(self.wide)
        return buckets(stems(self.lower, self.start[wide], self.end[wide]))

    @cached_property
    def shape(self) -> NDArray[np.uint16]:
        """uint16 [tokens] below SHAPES: case, length and the separator that follows."""
        codes, end = self.codes, self.end
        shape = _FORMS.take((codes.take(self.start) << 4) | codes.take(end - 1))
        shape |= _LENGTHS.take(np.minimum(end - self.start, _LENGTHS.size - 1))
        shape |= np.minimum(codes.take(end), WORD)
        return shape


def tokenize(data: bytes) -> Tokens:
    r"""Find the tokens of a UTF-8 text.

    Args:
        data: UTF-8 bytes between BEFORE and AFTER.

    >>> tokens = tokenize(BEFORE + "Am 3.5.2022: 漢字, Ωμέγα\n".encode() + AFTER)
    >>> [tokens.data[a:b].decode() for a, b in zip(tokens.start, tokens.end)][1:]
    ['Am', '3.5.2022', '漢', '字', 'Ωμέγα', '\n']
    """
    codes, lower = classify(data)
    _join_numbers(codes)
    plain = codes >= WORD
    begins, ends = np.empty_like(plain), np.empty_like(plain)
    singles = bool((codes == SINGLE).any())
    if singles:
        plain &= codes < SINGLE
    np.greater(plain[1:], plain[:-1], out=begins[1:])
    np.greater(plain[:-1], plain[1:], out=ends[:-1])
    is_newline = codes == NEWLINE
    if b"\r" in data:  # \r\n is one line break: its first byte belongs to no token
        raw = np.frombuffer(data, np.uint8)
        is_newline[:-1] &= (raw[:-1] != 13) | (raw[1:] != 10)
    begins[0] = ends[-1] = False
    begins |= is_newline
    ends |= is_newline
    if singles:
        begins |= codes == SINGLE
        ends[:-1] |= (codes[:-1] >= SINGLE) & (codes[1:] != SINGLE_REST)
    units = _units(data, codes, lower)
    begins[units] = True
    ends[units - 1] = True
    start = positions(begins)
    end = positions(ends) + 1
    code = codes.take(start)
    newline = positions(code == NEWLINE)
    hashes = hash_tokens(data, lower, codes, code, start, end)
    hashes[newline] = 0
    return Tokens(data, lower, codes, start, end, hashes, newline)


def _units(data: bytes, codes: Bytes, lower: Bytes) -> Index:
    """Where a word stands right after a number that dates and counts are told by: Korean, as 2024년
    is two words like 2024年, and the am or pm of 2:04pm, as of 2:04 pm."""
    at = rare((codes[1:] > DIGIT) & (codes[1:] < SINGLE) & (codes[:-1] == DIGIT)) + 1
    lead = np.frombuffer(data, np.uint8)[at]
    half = (lower[at] == ord("a")) | (lower[at] == ord("p"))
    half &= (lower[at + 1] == ord("m")) & (codes[at + 2] < WORD)
    return at[((lead - np.uint8(_HANGUL)) < _HANGULS) | half]


def _join_numbers(codes: Bytes) -> None:
    """Make 1,204 and 12:30 and 2022-04-07 one number: a single separator between digits counts as
    one."""
    joint = (codes[1:-1] - np.uint8(STOP)) <= DASH - STOP
    digit = codes == DIGIT
    joint &= digit[:-2]
    joint &= digit[2:]
    codes[rare(joint) + 1] = DIGIT
