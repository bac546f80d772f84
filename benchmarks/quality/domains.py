"""Sites and folds: pages of one site must never stand on both sides of a split."""

import hashlib
import re

FOLDS = 5

# Second-level labels under which countries register names ("example.co.uk").  This is no public
# suffix list: it also groups the tenants of a hosting service (blogspot.com, github.io), which
# share their templates and so belong together in a split.
_SECOND_LEVEL = frozenset("ac asn co com edu go gob gouv gov gv mil ne net nom or org".split())
_ADDRESS = re.compile(r"^[\d.]+$|:")


def host(url: str) -> str:
    """The host of a URL, in lower case and without port or user, or "" when it names none.

    >>> host("https://user@News.Example.co.uk:8080/a?b"), host("no address")
    ('news.example.co.uk', '')
    """
    _, mark, rest = url.partition("://")
    if not mark:
        return ""
    place = re.split(r"[/?#]", rest, maxsplit=1)[0].rpartition("@")[2]
    return re.sub(r":\d*$", "", place).strip(".").lower()


def registered_domain(name: str) -> str:
    """The part of a host name that one owner registered, by a short rule and without look-ups.

    The last two labels, or three where the last is a country's and the second a customary
    second level.

    >>> [registered_domain(n) for n in ("news.bbc.co.uk", "www.example.org", "10.0.0.1", "pr.ua")]
    ['bbc.co.uk', 'example.org', '10.0.0.1', 'pr.ua']
    """
    if _ADDRESS.search(name):
        return name
    labels = name.split(".")
    deep = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL
    return ".".join(labels[-3 if deep else -2 :])


def fold(domain: str, n: int = FOLDS) -> int:
    """The fold, from 0 to n - 1, of all pages of a domain: fixed for ever by the name alone.

    >>> fold("example.org") == fold("example.org"), 0 <= fold("example.org") < 5
    (True, True)
    """
    return stable_hash(domain) % n


def stable_hash(text: str) -> int:
    """A number of 64 bits that looks random and is the same in every run and on every machine.

    >>> stable_hash("a") == stable_hash("a") != stable_hash("b")
    True
    """
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
