"""The kinds of lines: what a line of a page is for."""

from typing import Final, Literal, get_args

Kind = Literal[
    "content",
    "caption",
    "dateline",
    "author",
    "navigation",
    "sharing",
    "consent",
    "advert",
    "promo",
    "comments",
    "teaser",
    "legal",
    "media",
    "icons",
    "other",
]

KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
"""Every kind; content first, then the kinds of chrome."""

CHROME: Final[tuple[Kind, ...]] = KINDS[1:]
