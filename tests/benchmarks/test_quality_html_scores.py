"""Scores of extracted pages, against figures worked out by hand."""

import pytest

from benchmarks.quality.corpora import Page
from benchmarks.quality.html.scores import score, segment_score, segments
from benchmarks.quality.html.summaries import f1_weights, summarise
from benchmarks.quality.scores import Share, WordScore

GOLD = Page("wcxb", "a", gold="The ferry stops here", wanted=("FERRY stops",), unwanted=("Home",))
SEGMENTS = Page("trafilatura", "b", wanted=("The ferry", "every day"), unwanted=("Home", "Log in"))
OTHER = Page("trafilatura", "c", wanted=("An engine",), unwanted=())


def test_words_and_snippets_of_a_page_with_a_gold_text() -> None:
    # Words found: home the ferry stops; in the gold text: the ferry stops here.
    assert score(GOLD, "Home\nThe ferry stops") == (
        WordScore(0.75, 0.75, 0.75),
        Share(1, 1),
        Share(1, 1),
    )
    assert score(GOLD, "").words == WordScore(0, 0, 0)


def test_a_page_that_should_be_empty() -> None:
    nothing = Page("wcxb", "a", gold="")
    assert score(nothing, " \n").words == WordScore(1, 1, 1)
    assert score(nothing, "Home").words == WordScore(0, 0, 0)


def test_segments_keep_their_case_and_cross_lines() -> None:
    assert segments("the ferry\n Log\tin", SEGMENTS.wanted) == Share(0, 2)
    assert segments("The\n ferry Log\tin", SEGMENTS.wanted) == Share(1, 2)
    assert segments("The\n ferry Log\tin", SEGMENTS.unwanted) == Share(1, 2)


def test_segment_scores_of_a_page_are_of_its_own() -> None:
    # One right, one wrong, one missed.
    assert score(SEGMENTS, "The ferry\nHome").words == WordScore(0.5, 0.5, 0.5)
    assert score(SEGMENTS, "").words == WordScore(0, 0, 0)


def test_word_figures_are_means_over_pages() -> None:
    bare = Page("wcxb", "b", gold="One two")
    pages, texts = [GOLD, bare], ["Home\nThe ferry stops", "one"]
    figures = summarise(pages, [score(page, text) for page, text in zip(pages, texts, strict=True)])
    assert figures == pytest.approx(
        {
            "precision": (0.75 + 1) / 2,
            "recall": (0.75 + 0.5) / 2,
            "f1": (0.75 + 2 / 3) / 2,
            "wanted": 1,
            "unwanted": 1,  # a page without snippets counts as 1
        }
    )
    clean = summarise(pages, [score(page, "The ferry") for page in pages])
    assert (clean["wanted"], clean["unwanted"]) == (0.5, 0.5)


def test_pages_without_snippets_have_no_figures_of_them() -> None:
    page = Page("daniel", "b", gold="One two")
    assert set(summarise([page], [score(page, "one")])) == {"precision", "recall", "f1"}


def test_segments_are_counted_over_all_pages() -> None:
    pages, texts = [SEGMENTS, OTHER], ["The ferry\nHome", "An engine"]
    scores = [score(page, text) for page, text in zip(pages, texts, strict=True)]
    # Right 2, wrong 1, missed 1, rightly absent 1.
    assert summarise(pages, scores) == pytest.approx(
        {"precision": 2 / 3, "recall": 2 / 3, "f1": 2 / 3, "accuracy": 3 / 5}
    )
    # The mean of the pages' F1, weighted, is the F1 of all.
    weights = f1_weights(pages, scores)
    total = sum(w * s.words.f1 for w, s in zip(weights, scores, strict=True))
    assert total / sum(weights) == pytest.approx(segment_score(Share(2, 3), Share(1, 2)).f1)
