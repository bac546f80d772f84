"""Figures by kind of line."""

from quality_corpora import StubExplained, StubVerdict

from benchmarks.quality.corpora import Page
from benchmarks.quality.kinds import KindCounts, StageCounts, confusion, fates
from benchmarks.quality.labels import Labels
from benchmarks.quality.views import Document

LINES = (
    ("navigation", "Home"),
    ("content", "The ferry stops for three weeks."),
    ("content", "Its engine is old."),
    ("promo", "Subscribe"),
    ("promo", "Get the app"),
    ("legal", "All rights reserved"),
)
TEXT = "\n".join(text for _, text in LINES)
DOCUMENT = Document(Page("wcxb", "k", lines=LINES), TEXT, Labels(b"", b""))


def test_fates() -> None:
    output = "The ferry stops for three weeks.\nSubscribe"
    found = fates([DOCUMENT, DOCUMENT], [output, TEXT])
    assert found["kinds"] == {
        "content": KindCounts(4, 3),
        "promo": KindCounts(4, 3),
        "navigation": KindCounts(2, 1),
        "legal": KindCounts(2, 1),
    }
    assert found["content_lost"] == 1 / 4
    assert found["chrome_left"] == 5 / 8


def test_confusion() -> None:
    named = ["navigation", "content", "promo", "promo", "advert", "legal"]
    kept = [False, False, False, False, False, True]
    verdicts = [
        StubVerdict(n, kind, keep) for n, (kind, keep) in enumerate(zip(named, kept, strict=True))
    ]
    found = confusion([DOCUMENT], lambda _: StubExplained(verdicts))
    assert found["table"] == {
        "content": {"content": 1, "promo": 1},
        "navigation": {"navigation": 1},
        "promo": {"advert": 1, "promo": 1},
    }
    assert found["stages"] == {
        "advert": StageCounts(removed=1, chrome=1, right=0),
        "content": StageCounts(removed=1, chrome=0, right=1),
        "navigation": StageCounts(removed=1, chrome=1, right=1),
        "promo": StageCounts(removed=2, chrome=1, right=1),
    }
    assert found["right"] == 2 / 3
    assert found["false_removals"] == [("k", 1, "content"), ("k", 2, "promo")]


def test_an_end_cut_off_a_kept_line_is_no_removal() -> None:
    verdicts = [StubVerdict(1, "content", True), StubVerdict(1, "promo", False)]
    assert confusion([DOCUMENT], lambda _: StubExplained(verdicts))["table"] == {}


def test_nothing_removed() -> None:
    found = confusion([DOCUMENT], lambda _: StubExplained([]))
    assert found["table"] == {}
    assert found["right"] == 0
