"""Hosts: which site a page belongs to."""

import re
from typing import Final

_HOST: Final = re.compile(r"(?:[\w-]+\.)+(?:[^\W\d_]{2,}|xn--[a-z\d-]+)|\d+(?:\.\d+){3}")
_EXTENSIONS: Final = frozenset("gz htm html json jsonl md parquet txt warc wet xml zst".split())


def host_of(place: str) -> str:
    """The host that a page comes from, "" when nothing says so.

    A URL names its host. In the path of a file the first folder named like a host does, as mirrors
    of sites have it: `crawl/www.example.org/news/page.txt`.

    Args:
        place: a URL, a host, or the path of a file.

    Returns:
        the host in lower case, without user, port and a leading "www.".

    >>> host_of("https://user@WWW.Example.org:8080/news?page=2"), host_of("news.example.org")
    ('example.org', 'news.example.org')
    >>> host_of("crawl/www.example.org/news/page.txt"), host_of("pages/page.txt")
    ('example.org', '')
    """
    _, is_url, rest = place.partition("://")
    parts = re.split(r"[/\\?#]", rest)[:1] if is_url else re.split(r"[/\\]", place)
    for part in parts:
        host = re.sub(r":\d*$", "", part.rpartition("@")[2]).rstrip(".").lower()
        if is_url or (_HOST.fullmatch(host) and host.rpartition(".")[2] not in _EXTENSIONS):
            return host.removeprefix("www.")
    return ""
