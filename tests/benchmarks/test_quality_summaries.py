"""Means and intervals."""

import pytest

from benchmarks.quality.corpora import Page
from benchmarks.quality.scores import LineCounts, PageScore, Share, WordScore
from benchmarks.quality.summaries import groups, interval, mean_of, page_f1, summarise

NONE, NO_LINES = Share(0, 0), LineCounts(0, 0, 0, 0)


def test_figures_of_pages() -> None:
    figures = summarise(
        [
            PageScore(WordScore(1, 0.5, 0.6), Share(1, 2), Share(0, 1), LineCounts(6, 2, 1, 11)),
            PageScore(WordScore(0, 0.5, 0.2), Share(3, 3), Share(1, 1), LineCounts(2, 0, 1, 7)),
            PageScore(WordScore(0.5, 0.5, 0.1), NONE, NONE, NO_LINES),
        ]
    )
    assert figures == pytest.approx(
        {
            "precision": 0.5,
            "recall": 0.5,
            "f1": 0.3,
            "wanted": 0.75,
            "unwanted": 0.5,
            "segment_f1": 8 / (8 + 1 + 1),
            "drop_precision": 18 / 20,
            "drop_recall": 18 / 20,
            "drop_f1": 36 / (36 + 2 + 2),
            "keep_f1": 16 / (16 + 2 + 2),
        }
    )


def test_figures_without_labels_are_left_out() -> None:
    assert summarise([PageScore(None, NONE, NONE, NO_LINES)]) == {}
    words_only = summarise([PageScore(WordScore(1, 1, 1), NONE, NONE, NO_LINES)])
    assert set(words_only) == {"precision", "recall", "f1"}


def test_groups_by_type_and_language() -> None:
    pages = [
        Page("wcxb", "a", "en", "article"),
        Page("wcxb", "b", "", "forum"),
        Page("wcxb", "c", "en", ""),
    ]
    assert groups(pages) == {
        "all": [0, 1, 2],
        "language:en": [0, 2],
        "type:article": [0],
        "type:forum": [1],
    }


def test_means_over_renderers() -> None:
    assert mean_of([{"f1": 0.25, "recall": 1.0}, {"f1": 0.75, "recall": 0.5}]) == {
        "f1": 0.5,
        "recall": 0.75,
    }
    low, high = (
        [PageScore(WordScore(0, 0, f1), NONE, NONE, NO_LINES) for f1 in row]
        for row in ([0.0, 0.5], [0.5, 1.0])
    )
    assert page_f1({"wet": low, "gettext": high}) == [0.25, 0.75]


def test_interval_holds_the_mean_and_is_repeatable() -> None:
    values = [n % 10 / 10 for n in range(200)]
    low, high = interval(values, list(range(200)))
    assert low < sum(values) / 200 < high
    assert 0.05 < high - low < 0.12  # 1.96 · 2 · .287 / √200 = .08
    assert interval(values, list(range(200))) == (low, high)


def test_sites_of_any_size_weigh_by_their_pages() -> None:
    assert interval([0.5] * 10, ["a"] * 7 + ["b"] * 2 + ["c"]) == (0.5, 0.5)


def test_pages_that_weigh_nothing_do_not_count() -> None:
    assert interval([0.5, 0.9, 0.5], ["a", "a", "b"], weights=[2, 0, 1]) == (0.5, 0.5)
    low, high = interval([0.0, 1.0] * 50, list(range(100)), weights=[3.0, 1.0] * 50)
    assert low < 0.25 < high < 0.4


def test_pages_of_one_site_widen_the_interval() -> None:
    values = [float(n // 10 % 2) for n in range(200)]
    alone = interval(values, list(range(200)))
    by_site = interval(values, [n // 10 for n in range(200)])
    assert by_site[1] - by_site[0] > 2 * (alone[1] - alone[0])
