"""Peers: line rules, and extractors that get paragraphs."""

import pytest
from quality_corpora import CHROME, STORY

from benchmarks.quality.peers import PEERS, c4, long_span, refinedweb

PROSE = "The ferry between the two islands stops."


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        (PROSE, PROSE),
        (f"  {PROSE} ", PROSE),
        ("The ferry between[1] the islands[edit] stops.", "The ferry between the islands stops."),
        ('He said "the ferry stops now"', 'He said "the ferry stops now"'),
        ("The ferry between the two islands", ""),
        ("The ferry between the islands...", ""),
        ("Only four words here.", ""),
        ("Please enable JavaScript in your browser.", ""),
        ("Read our Privacy Policy before you go.", ""),
        (f"A word of four digits {'9' * 1001} stops.", ""),
    ],
)
def test_c4(line: str, kept: str) -> None:
    assert c4(f"{line}\nHome") == kept


@pytest.mark.parametrize(
    "line",
    [
        "Home", "12", "", "3 Likes", "1.2k shares", "THE FERRY STOPS", "Sign in to read the page",
        "The ferry stops. Read more…", "2 items in cart", "© 2020, all rights reserved",
    ],
)  # fmt: skip
def test_refinedweb_drops(line: str) -> None:
    assert refinedweb(f"{line}\n{PROSE}") == PROSE


@pytest.mark.parametrize(
    "line",
    [PROSE, "Two words", "The 3 likes", "Sign in to read the page that you asked for, my friend"],
)
def test_refinedweb_keeps(line: str) -> None:
    assert refinedweb(line) == line


def test_long_span() -> None:
    long = " ".join(["word"] * 20)
    assert long_span(f"Home\n{long}\nshort\n{long}\nEnd") == f"{long}\nshort\n{long}"
    assert long_span("Home\nEnd") == ""


@pytest.mark.parametrize("name", PEERS)
def test_every_peer_takes_any_text(name: str) -> None:
    try:
        clean = PEERS[name]()
    except ImportError as error:
        pytest.skip(str(error))
    page = "\n".join([*CHROME, *(f"{line} {line} {line} <b> & so on." for line in STORY * 6)])
    assert "ferry between the two islands" in clean(page)
    assert clean("") == ""
    assert clean(" \n\n") in ("", " \n\n")
