"""Columns derived from the table."""

import numpy as np
import pytest

from cleaner.table.codes import COMMA, DIGIT, QUOTE, SPACE, STOP, UPPER
from cleaner.table.facts import Facts
from cleaner.table.lines import read_lines
from cleaner.table.twins import copies, repeated, twins


def _facts(*pages: str) -> Facts:
    return Facts(read_lines(pages))


@pytest.mark.parametrize(
    ("line", "opening", "closing"),
    [
        ("Yes.", UPPER, STOP),
        ("Yes", UPPER, 0),
        ("Yes ", UPPER, 0),
        ("“Yes.”", QUOTE, STOP),
        ('"Yes".', QUOTE, STOP),
        pytest.param("“Yes”.", QUOTE, STOP, marks=pytest.mark.xfail(reason="marks of three bytes")),
        ("Yes,", UPPER, COMMA),
        ("12", DIGIT, 0),
        ("  Yes", SPACE, 0),
        ("***", 6, 0),
    ],
)
def test_how_a_line_opens_and_closes(line: str, opening: int, closing: int) -> None:
    facts = _facts(line)
    assert (facts.opening.tolist(), facts.closing.tolist()) == ([opening], [closing])


def test_line_ends_do_not_change_what_is_seen() -> None:
    page = "Yes.\nThe bridge opened, said the mayor”\n12\n*"
    for newline in ("\r\n", "\r"):
        facts, other = _facts(page), _facts(page.replace("\n", newline))
        for column in ("opening", "closing", "prose", "numeric", "key", "words", "extends"):
            assert np.array_equal(getattr(facts, column), getattr(other, column)), column


def test_prose_is_a_finished_sentence_or_anything_long() -> None:
    sentence = "The bridge over the river opened to traffic again on Monday morning at six."
    facts = _facts("\n".join([sentence, sentence[:-1], "Yes.", " ".join(["word"] * 25)]))
    assert facts.prose.tolist() == [True, False, False, True]


def test_the_words_of_short_lines_are_looked_for_in_the_long_ones_of_their_page() -> None:
    long = " ".join(["The bridge over the river opened again."] * 3)
    short = ["Bridge", "A bridge somewhere", "The old", "***"]
    facts = _facts("\n".join([long, *short]), "Bridge\n" + long.replace("bridge", "tunnel"))
    assert facts.long.tolist() == [True, *[False] * 5, True]
    assert facts.shared.tolist() == [1, 1, 0.5, 0, 0, 0, 1]


def test_words_of_one_stem_are_shared_whatever_their_ending() -> None:
    long = " ".join(["Die Brücken und Ströme öffnen wieder."] * 4)
    facts = _facts(f"{long}\nGeöffnete Brücke\nBrauchtum\nSTRÖMUNGEN")
    assert facts.shared.tolist() == [1, 0, 0, 0]
    assert facts.shared_stems.tolist() == [1, 0.5, 0, 1]


def test_numbers_alone_are_numeric() -> None:
    assert _facts("12\n1 2\n12 a\n*\na").numeric.tolist() == [True, True, False, False, False]


def test_copies_are_counted_within_a_page() -> None:
    facts = _facts("Share\nnews\nSHARE!\n1\n1", "share")
    assert facts.copies.tolist() == [2, 1, 2, 1, 1, 1]
    assert facts.repeated.tolist() == [False, False, True, False, False, False]


def test_a_line_extends_the_one_before() -> None:
    facts = _facts("A bridge opens\nA bridge opens FEATURE\nA bridge\nA bridge", "A bridge again")
    assert facts.extends.tolist() == [False, True, False, True, False]


def test_the_row_that_follows_with_a_flag_stands_before_the_stop() -> None:
    facts = _facts("a\nb\nc", "d\ne")
    flags = np.array([False, True, False, False, True])
    assert facts.following(flags, np.arange(5), facts.page_stop).tolist() == [1, 1, 3, 4, 4]


def test_sums_are_taken_page_by_page() -> None:
    facts = _facts("a\nb b", "", "c c c")
    assert facts.page_sums(facts.words).tolist() == [3, 0, 3]
    assert facts.page_sums(np.stack([facts.words, facts.words])).tolist() == [[3, 0, 3]] * 2
    assert facts.spread(np.array([1, 2, 3])).tolist() == [1, 1, 3]


def test_selected_rows_look_as_if_alone() -> None:
    facts = _facts("a\nSome 12 words.\nb", "c\nd", "e")
    assert facts.words.tolist() == [1, 3, 1, 1, 1, 1]
    part = facts.select(np.array([1, 2, 5]))
    other = _facts("Some 12 words.\nb", "e")
    for column in ("words", "key", "opening", "closing", "numbers", "page_start", "place", "rest"):
        assert np.array_equal(getattr(part, column), getattr(other, column)), column


def test_an_empty_table_has_empty_columns() -> None:
    facts = _facts("", "\n")
    for column in (
        "opening",
        "closing",
        "prose",
        "numeric",
        "copies",
        "repeated",
        "extends",
        "key",
    ):
        assert getattr(facts, column).size == 0, column
    assert facts.page_sums(facts.words).tolist() == [0, 0]


def test_keys_are_compared_per_page() -> None:
    key = np.array([5, 5, 5, 5], np.uint64)
    page = np.array([0, 0, 1, 2])
    found = twins(key, page)
    assert copies(found, 4).tolist() == [2, 2, 1, 1]
    assert repeated(found, 4).tolist() == [False, True, False, False]
