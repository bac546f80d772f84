"""Spellings: the same word in other code points."""

import re
from typing import Final
from unicodedata import normalize

_DOTTED: Final = re.compile("[\u093c\u0958-\u095f\u09bc\u09dc-\u09df]")
_JOINED: Final = {
    normalize("NFD", letter): letter
    for letter in map(chr, (*range(0x958, 0x960), *range(0x9DC, 0x9E0)))
}


def spellings(phrase: str) -> tuple[str, ...]:
    """All ways in which pages write a phrase that look the same, the given one first.

    Hindi and Bengali letters with a dot below are one code point on some pages, and a letter and
    its dot on others: which one depends on the keyboard of the writer.

    Args:
        phrase: any text.

    >>> [len(spelling) for spelling in spellings("पढ़ें")]
    [5, 4]
    >>> spellings("read more")
    ('read more',)
    """
    if phrase.isascii() or not _DOTTED.search(phrase):
        return (phrase,)
    apart = joined = normalize("NFC", phrase)
    for pair, letter in _JOINED.items():
        joined = joined.replace(pair, letter)
    return tuple(dict.fromkeys((phrase, apart, joined)))
