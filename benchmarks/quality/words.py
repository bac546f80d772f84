"""Words, as every figure of this suite counts them."""

import re

# Chinese and Japanese write no spaces between words: each of their characters counts as a word.
_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+")


def words(text: str) -> list[str]:
    """Lower-cased words of a text, in order.

    >>> words("Read more: 12,5 % of 東京")
    ['read', 'more', '12', '5', 'of', '東', '京']
    """
    return _WORD.findall(text.lower())


def squeeze(line: str) -> str:
    r"""A line with every run of white space made one space, and none at its ends.

    >>> squeeze("  Home \t News ")
    'Home News'
    """
    return " ".join(line.split())
