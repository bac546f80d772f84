"""Scores of one page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.quality.corpora import Page
from benchmarks.quality.labels import UNSCORED, Labels
from benchmarks.quality.scores import LineCounts, Share, kept_lines, score, word_score
from benchmarks.quality.views import Document


@pytest.mark.parametrize(
    ("text", "gold", "expected"),
    [
        ("a b c", "a b c", (1, 1, 1)),
        ("A, b!", "a b", (1, 1, 1)),
        ("a a a", "a", (1 / 3, 1, 0.5)),
        ("a", "a a a", (1, 1 / 3, 0.5)),
        ("x", "a", (0, 0, 0)),
        ("", "a", (0, 0, 0)),
        ("a", "", (0, 0, 0)),
        ("", "", (1, 1, 1)),
        ("東京 都", "東京", (2 / 3, 1, 0.8)),
    ],
)
def test_word_score(text: str, gold: str, expected: tuple[float, float, float]) -> None:
    assert tuple(word_score(text, gold)) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("lines", "output", "kept"),
    [
        (["a", "b", "c"], ["b"], [0, 1, 0]),
        (["a", "b", "a"], ["b", "a"], [0, 1, 1]),
        (["a", "b"], ["b", "a"], [0, 1]),  # out of order: the second cannot be placed
        (["a  b", "", "c"], [" a b ", "", "c"], [1, 0, 1]),
        (["0123456789"], ["01234567"], [1]),
        (["0123456789"], ["0123456"], [0]),
        (["0123456789"], ["x012345678"], [0]),
        (["a line of more than twenty", "x"], ["so: a line of more than twenty!"], [1, 0]),
        (["a line of twenty one."[:20]], ["so: a line of twenty one"], [0]),
        (["x"] * 400 + ["0123456789"], ["012345678"], [0] * 401),  # beyond the look-ahead
        (["x"] * 399 + ["0123456789"], ["012345678"], [0] * 399 + [1]),
    ],
)
def test_kept_lines(lines: list[str], output: list[str], kept: list[int]) -> None:
    assert kept_lines("\n".join(lines), "\n".join(output)) == [bool(k) for k in kept]


@given(st.lists(st.tuples(st.text("ab \t", max_size=6), st.booleans())))
def test_a_choice_of_lines_is_recovered_up_to_copies(rows: list[tuple[str, bool]]) -> None:
    text = "\n".join(line for line, _ in rows)
    chosen = [" ".join(line.split()) for line, stays in rows if stays]
    kept = kept_lines(text, "\n".join(chosen))
    lines = [" ".join(line.split()) for line in text.split("\n")]
    survivors = [line for line, stays in zip(lines, kept, strict=True) if stays]
    assert survivors == [line for line in chosen if line]


def test_score_of_a_page() -> None:
    page = Page("wcxb", "k", gold="one two", wanted=("One", "Three"), unwanted=("home",))
    text = "Home\none two\nthree\nfour\nfive"
    document = Document(page, text, Labels(b"\0\1\1\0\0", bytes([0, 1, 1, 0, UNSCORED])))
    found = score(document, "HOME\none two\nfive")
    assert found.words is not None
    assert found.words.precision == 0.5
    assert found.wanted == Share(1, 2)
    assert found.unwanted == Share(1, 1)
    assert found.lines == LineCounts(
        content_kept=1, content_lost=1, chrome_left=0, chrome_dropped=2
    )


def test_a_page_without_gold_text_has_no_word_score() -> None:
    document = Document(Page("trafilatura", "k"), "a", Labels(b"\0", bytes([UNSCORED])))
    found = score(document, "a")
    assert found.words is None
    assert sum(found.lines) == 0
