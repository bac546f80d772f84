"""The table of lines: every line that shows something is a row with the bytes of the page."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.table.lines import Lines, read_lines


def _texts(lines: Lines) -> list[str]:
    data = lines.tokens.data
    spans = zip(lines.start.tolist(), lines.end.tolist(), strict=True)
    return [data[start:end].decode("utf-8", "surrogatepass") for start, end in spans]


@pytest.mark.parametrize(
    ("page", "rows"),
    [
        ("", []),
        ("\n\n \t\n", []),
        ("one", [(0, "one", False)]),
        ("one\n", [(0, "one", False)]),
        ("\none", [(1, "one", False)]),
        ("one\n\n\ntwo\nthree", [(0, "one", False), (3, "two", True), (4, "three", False)]),
        ("one\r\n\r\ntwo\r\n", [(0, "one", False), (2, "two", True)]),
        ("one\rtwo\r\rthree", [(0, "one", False), (1, "two", False), (3, "three", True)]),
        ("***\n—", [(0, "***", False), (1, "—", False)]),
        ("\u00a0\n\u200b\none", [(2, "one", False)]),
        ("\ufeffone\ntwo", [(0, "\ufeffone", False), (1, "two", False)]),
        ("a\0b\n\0", [(0, "a\0b", False)]),
        ("\ud800\nx", [(0, "\ud800", False), (1, "x", False)]),
        ("漢字\nไทย", [(0, "漢字", False), (1, "ไทย", False)]),
        ("  indented  \n", [(0, "  indented  ", False)]),
        (
            "one\x0btwo\x0cthree\u2028four\u0085five",
            [(0, "one\x0btwo\x0cthree\u2028four\u0085five", False)],
        ),
    ],
)
def test_rows_of_a_page(page: str, rows: list[tuple[int, str, bool]]) -> None:
    lines = read_lines([page])
    assert (
        list(zip(lines.number.tolist(), _texts(lines), lines.blank.tolist(), strict=True)) == rows
    )


def test_empty_pages_stand_between_others() -> None:
    lines = read_lines(["", "one\ntwo", "", "\n", "three", ""])
    assert lines.pages == 6
    assert lines.page.tolist() == [1, 1, 4]
    assert lines.number.tolist() == [0, 1, 0]
    assert lines.page_rows.tolist() == [0, 0, 2, 2, 2, 3, 3]


def test_no_page_at_all() -> None:
    lines = read_lines([])
    assert (len(lines), lines.pages, lines.page_rows.tolist()) == (0, 0, [0])


def test_a_page_does_not_change_the_next_one() -> None:
    for above in ("", "x", "x\n", "x\r", "x\r\n", "漢", "12", "Ж\n\n"):
        lines = read_lines([above, "34 words\n字"])
        own = lines.page == 1
        assert [text for text, mine in zip(_texts(lines), own, strict=True) if mine] == [
            "34 words",
            "字",
        ]
        assert lines.key[own].tolist() == read_lines(["34 words\n字"]).key.tolist()
        assert lines.number[own].tolist() == [0, 1]


def test_page_bytes_are_those_of_the_pages() -> None:
    pages = ["one\n", "", "Ωμέγα\r\n\r\n", "\rthree"]
    lines = read_lines(pages)
    spans = zip(lines.page_start.tolist(), lines.page_end.tolist(), strict=True)
    assert [lines.tokens.data[start:end].decode() for start, end in spans] == pages


@pytest.mark.parametrize(
    "other", ["12 comments", "COMMENTS (3,204)", "» comments «", "  comments:", "comments 12:30"]
)
def test_the_key_ignores_case_numbers_and_punctuation(other: str) -> None:
    assert read_lines([other]).key == read_lines(["Comments"]).key


def test_the_key_knows_words_apart() -> None:
    lines = read_lines(["comment\ncomments\nno comments\ncomments comments"])
    assert np.unique(lines.key).size == 4


def test_selected_rows_stand_as_if_alone() -> None:
    lines = read_lines(["a\n\nb\nc\n\nd\ne", "f\n\ng"])
    part = lines.select(np.array([0, 2, 4, 6]))
    assert _texts(part) == ["a", "c", "e", "g"]
    assert part.blank.tolist() == [False, True, True, False]
    assert part.page.tolist() == [0, 0, 0, 1]


def test_a_page_begins_with_its_first_selected_row() -> None:
    lines = read_lines(["a\n\nb\n\nc", "\nd\n\ne\nf"])
    part = lines.select(np.array([1, 4, 5]))
    assert _texts(part) == ["b", "e", "f"]
    assert (part.pages, part.page.tolist()) == (2, [0, 1, 1])
    assert part.blank.tolist() == [False, False, False]


def test_a_page_of_which_nothing_is_selected_is_none() -> None:
    lines = read_lines(["a", "b", "c"])
    part = lines.select(np.array([0, 2]))
    assert (part.pages, part.page.tolist()) == (2, [0, 1])
    assert part.page_start.tolist() == lines.page_start[[0, 2]].tolist()


def test_a_selection_has_the_keys_of_its_rows() -> None:
    lines = read_lines(["one\ntwo\nthree"])
    assert lines.select(np.array([1])).key.tolist() == lines.key[1:2].tolist()
    assert len(lines.select(np.array([], np.int64))) == 0


@given(st.lists(st.text(alphabet="aZ9ж漢ไ\n\r\t .|\u00a0\0\ud800😀", max_size=40), max_size=5))
def test_rows_are_all_lines_that_show_something(pages: list[str]) -> None:
    lines = read_lines(pages)
    expected = [
        (number, index, line)
        for number, page in enumerate(pages)
        for index, line in enumerate(page.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
        if any(not character.isspace() and character != "\0" for character in line)
    ]
    assert (
        list(zip(lines.page.tolist(), lines.number.tolist(), _texts(lines), strict=True))
        == expected
    )
