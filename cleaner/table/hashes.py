"""Hashes: what tokens and lines are known by.

A token's 64-bit hash comes from two loads of 8 bytes (its first and its last eight bytes) and
its length, so words of up to 16 bytes are told apart exactly; in scripts of three bytes a letter,
where that is five letters, two more loads make it 32 bytes. Hashes are the same on every machine
and in every process: phrases and weights are stored by them.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleaner.table.arrays import Index, positions
from cleaner.table.codes import DIGIT, LETTER, SINGLE, Bytes

Hashes = NDArray[np.uint64]

_FIRST_BYTES: Final = np.array([(1 << 8 * n) - 1 for n in range(8)] + [2**64 - 1], np.uint64)
_LAST_BYTES: Final = np.array([0] + [64 - 8 * n for n in range(1, 9)], np.uint64)
_STEM: Final = 5
"""Bytes of the stem of a word, behind which most languages inflect …"""
_WIDE_STEM: Final = 8
"""… and of one that begins with a letter from beyond the Latin script, which takes two or three."""
_BEYOND_LATIN: Final = 0xCD
_MIX: Final = tuple(
    np.uint64(k) for k in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)
)


def hash_tokens(
    data: bytes, lower: Bytes, codes: Bytes, code: Bytes, start: Index, end: Index
) -> Hashes:
    """The hash of every token.

    Args:
        data: UTF-8 bytes with room for a load before and after them.
        lower: uint8 [bytes], the same in lower case.
        codes: uint8 [bytes], see codes.py.
        code: uint8 [tokens], that of each token's first byte.
        start, end: int64 [tokens], byte offsets into data.

    Returns:
        uint64 [tokens], 0 for numbers.
    """
    words = lower[: lower.size & -8].view("<u8")
    size = end - start
    clipped = np.minimum(size, 8)
    head = _load(words, start) & _FIRST_BYTES.take(clipped)
    tail = _load(words, end - 8) >> _LAST_BYTES.take(clipped)
    value = (head * _MIX[0]) ^ (tail * _MIX[1]) ^ (size.view(np.uint64) * _MIX[2])
    wide = _wide(data, code, start, end)
    if wide.size:
        value[wide] ^= _load(words, start[wide] + 8) * _MIX[1]
        value[wide] ^= _load(words, end[wide] - 16) * _MIX[2]
    value ^= value >> np.uint64(29)
    value *= _MIX[0]
    single = positions(code == SINGLE)
    if single.size:  # a character after another one is known by the pair
        pair = single[1:][(end[single[1:] - 1] == start[single[1:]]) & (np.diff(single) == 1)]
        value[pair] = (value[pair] ^ (value[pair - 1] >> np.uint64(7))) * _MIX[1]
    digits = positions(code == DIGIT)
    value[digits[codes[end[digits] - 1] == DIGIT]] = 0
    return value


def stems(lower: Bytes, start: Index, end: Index) -> Hashes:
    """The hash of the first bytes of some words: equal for words of one stem whatever their ending.

    Args:
        lower: uint8 [bytes], as of hash_tokens.
        start, end: int64 [words], byte offsets into it.

    Returns:
        uint64 [words].
    """
    words = lower[: lower.size & -8].view("<u8")
    size = np.where(lower[start] < _BEYOND_LATIN, _STEM, _WIDE_STEM)
    size = np.minimum(size, end - start)
    return (_load(words, start) & _FIRST_BYTES.take(size)) * _MIX[0]


def buckets(hashes: Hashes, bits: int = 16) -> Index:
    """The highest bits of some hashes: an index into tables of 65,536 rows.

    Args:
        hashes: uint64 [n].
        bits: how many, for a table of another size.

    Returns:
        int64 [n].
    """
    return (hashes >> np.uint64(64 - bits)).view(np.int64)


def of_group(keys: Hashes, group: Index) -> Hashes:
    """Keys that only those of the same group share: of lines of one page, or of one site.

    Args:
        keys: uint64 [n].
        group: int64 [n], the number of the group of each.

    Returns:
        uint64 [n].
    """
    return keys + group.view(np.uint64) * _MIX[0]


def _load(words: Hashes, at: Index) -> Hashes:
    """Eight bytes from anywhere, put together from two aligned words: numpy's own unaligned loads
    take half as long again."""
    word, shift = at >> 3, ((at & 7) << 3).view(np.uint64)
    value = words.take(word + 1)
    value <<= np.uint64(1)  # shifts by 64 mean nothing
    value <<= np.uint64(63) - shift
    value |= words.take(word) >> shift
    return value


def _wide(data: bytes, code: Bytes, start: Index, end: Index) -> Index:
    """Words of more than 16 bytes that begin with a letter without case that takes three."""
    if data.isascii():
        return start[:0]
    row = positions(code == LETTER)
    row = row[end[row] - start[row] > 16]
    return row[np.frombuffer(data, np.uint8)[start[row]] >= 0xE0]
