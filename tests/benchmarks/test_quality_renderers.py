"""Naive renderers."""

import pytest

from benchmarks.quality.renderers import RENDERERS, Renderer, available, decode, render

PAGE = b"""<!doctype html><html><head><title>Title</title><style>p {}</style></head><body>
<nav><a>Home</a><a>World</a></nav><!-- a note -->after a note
<p>One <b>two</b>\tthree<br>four</p><script>code()</script>tail<noscript>hidden</noscript>
<ul><li>five<li>six</ul><table><tr><td>7<td>8</table><svg><text>icon</text></svg> &amp; end
</body></html>"""


def test_block_lines() -> None:
    lines = render(PAGE, "wet").split("\n")
    assert lines == [
        "HomeWorld", "after a note", "One two three", "four", "tail", "five", "six", "7", "8",
        "& end",
    ]  # fmt: skip


def test_text_nodes() -> None:
    lines = render(PAGE, "gettext").split("\n")
    assert lines == [
        "Home", "World", "after a note", "One", "two", "three", "four", "tail", "five", "six",
        "7", "8", "& end",
    ]  # fmt: skip


@pytest.mark.parametrize("name", RENDERERS)
def test_every_renderer_keeps_text_and_hides_code(name: str) -> None:
    if not available([name])[0]:
        pytest.skip(f"{RENDERERS[name].distribution} is not installed")
    text = render(PAGE.replace(b"\n", b"\r\n") + b"\0", name)
    assert [word for word in ("World", "three", "four", "tail", "six", "end") if word in text] == [
        "World", "three", "four", "tail", "six", "end",
    ]  # fmt: skip
    assert "code()" not in text
    assert "\r" not in text
    assert "\0" not in text


@pytest.mark.parametrize("name", ["wet", "gettext"])
@pytest.mark.parametrize("raw", [b"", b"\0", b"<!-- -->"])
def test_a_page_without_text_is_empty(name: str, raw: bytes) -> None:
    assert render(raw, name) == ""


@pytest.mark.parametrize("name", ["wet", "gettext"])
def test_deep_nesting_is_walked(name: str) -> None:
    assert render(b"<div>" * 5000 + b"deep", name) in ("", "deep")
    assert render(b"<div>" * 200 + b"deep", name) == "deep"


def test_other_encodings() -> None:
    pytest.importorskip("resiliparse")
    page = '<meta charset="windows-1251"><p>Паром между островами не ходит</p>'
    assert "Паром между" in decode(page.encode("windows-1251"))
    assert decode("Zażółć".encode()) == "Zażółć"


def test_missing_renderers_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    absent = {"wet": RENDERERS["wet"], "x": Renderer("no-such-distribution", str)}
    monkeypatch.setattr("benchmarks.quality.renderers.RENDERERS", absent)
    usable, notes = available(["wet", "x"])
    assert usable == ["wet"]
    assert notes == ["renderer x: skipped, no-such-distribution is not installed"]
