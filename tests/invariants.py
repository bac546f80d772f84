"""What must hold whatever the page is."""

import re
import unicodedata

from cleaner import Cleaned, apply, clean, explain, restore

_BREAK = re.compile(r"\r\n|\r|\n")


def check(text: str) -> None:
    """Fail when cleaning a page breaks a promise.

    Args:
        text: any page.
    """
    result = explain(text)
    assert clean(text) == result.text
    assert result.original == text
    check_way_back(result)
    check_verdicts(result)
    assert clean(result.text) == result.text, "a cleaned page must come out as it went in"


def check_way_back(result: Cleaned) -> None:
    """Nothing is lost: the removed pieces and the text make the original, and no character more."""
    assert restore(result.text, result.removed) == result.original
    assert apply(result.original, result.removed) == result.text
    assert len(result.text) + sum(len(piece.text) for piece in result.removed) == len(
        result.original
    )
    positions = [piece.at for piece in result.removed]
    assert positions == sorted(set(positions))
    assert all(piece.text for piece in result.removed)


def check_verdicts(result: Cleaned) -> None:
    """The verdicts are about all that can be seen, in order; those that keep make the text."""
    assert result.confidence is not None
    assert 0 <= result.confidence <= 1
    text, done, kept = result.original, 0, []
    lines = _BREAK.split(text)
    for verdict in result.verdicts:
        assert done <= verdict.start <= verdict.end
        skipped = text[done : verdict.start]
        assert not _visible(skipped), f"no verdict is about {skipped!r}"
        part = text[verdict.start : verdict.end]
        assert part in lines[verdict.line]
        assert verdict.keep == (verdict.kind == "content")
        assert verdict.reason
        if verdict.keep:
            kept.append(part)
        done = verdict.end
    assert not _visible(text[done:])
    assert [part for part in kept if _visible(part)] == [
        line for line in _BREAK.split(result.text) if _visible(line)
    ]


def _visible(text: str) -> bool:
    """Whether there is anything but separators and controls."""
    return any(
        (kind := unicodedata.category(character))[0] not in "ZC" or kind in ("Cn", "Co", "Cs")
        for character in text
    )
