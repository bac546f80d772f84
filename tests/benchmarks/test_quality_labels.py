"""Line labels by alignment."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.quality.labels import CHROME, CONTENT, UNSCORED, label_lines

STORY = "The ferry between the two islands will stop for three weeks this winter."
NEXT = "Its engine is older than most of the people who travel on it."


def labels(lines: list[str], gold: list[str], title: str = "") -> list[tuple[int, int]]:
    """Pairs of hard and soft label."""
    hard, soft = label_lines("\n".join(lines), "\n".join(gold), title)
    return list(zip(hard, soft, strict=True))


CONTENT_LINE, CHROME_LINE = (1, CONTENT), (0, CHROME)


def test_content_and_chrome() -> None:
    found = labels(["Home", STORY, "", "Share", NEXT, "More news"], [STORY, NEXT])
    assert found == [
        CHROME_LINE, CONTENT_LINE, (0, UNSCORED), CHROME_LINE, CONTENT_LINE, CHROME_LINE,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("extra", "expected"),
    [
        (3, (1, CONTENT)),  # coverage 13 / 16
        (4, (1, UNSCORED)),  # 13 / 17
        (13, (1, UNSCORED)),  # 13 / 26
        (14, (0, UNSCORED)),  # 13 / 27
        (51, (0, UNSCORED)),  # 13 / 64
        (52, (0, CHROME)),  # 13 / 65
    ],
)
def test_coverage_bounds(extra: int, expected: tuple[int, int]) -> None:
    line = " ".join([STORY, *(f"x{n}" for n in range(extra))])
    assert labels([line], [STORY]) == [expected]


def test_chance_matches_do_not_count_but_whole_lines_do() -> None:
    gold = [STORY, "Ferries", NEXT]
    found = labels(["Three weeks", STORY, "Ferries", NEXT, "the people"], gold)
    assert found == [CHROME_LINE, CONTENT_LINE, CONTENT_LINE, CONTENT_LINE, CHROME_LINE]
    apart = ["Menu", "Ferries", "Menu"], ["Menu", "Ferries stop", "Menu"]
    whole, part = (labels([STORY, *lines, NEXT], gold)[2] for lines in apart)
    assert (whole, part) == (CONTENT_LINE, CHROME_LINE)


def test_two_words_match_by_chance_and_three_do_not() -> None:
    gold = [STORY, "Boats sail when the storms end", NEXT]
    for line, expected in (
        ("Boats sail from all harbours", CHROME_LINE),
        ("Boats sail when harbours open", (1, UNSCORED)),
    ):
        assert labels([STORY, "Menu", line, "Menu", NEXT], gold)[2] == expected


def test_a_short_run_beside_a_dropped_word_counts() -> None:
    gold = [STORY.replace("two islands", "two small islands")]
    assert labels([STORY[: STORY.index("islands")], "islands will"], gold)[1] == CONTENT_LINE
    gold = [f"Old {STORY}"]
    assert labels(["Old", STORY.removeprefix("The ")], gold)[0] == CONTENT_LINE


def test_a_title_that_the_gold_leaves_out_is_unscored() -> None:
    title = "No ferry this winter"
    assert labels([title, STORY], [STORY], title)[0] == (0, UNSCORED)
    assert labels([title, STORY], [STORY])[0] == CHROME_LINE
    assert labels([title, STORY], [title, STORY], title)[0] == CONTENT_LINE


def test_copies_with_both_labels_are_unscored() -> None:
    heading = "Weather on the ferry line"
    found = labels([heading, STORY, heading], [STORY, heading])
    assert found == [(0, UNSCORED), CONTENT_LINE, (1, UNSCORED)]


def test_moved_text_is_content_once() -> None:
    found = labels([NEXT, STORY, NEXT], [STORY, "Some words of a bridge.", NEXT])
    assert found == [(0, UNSCORED), CONTENT_LINE, (1, UNSCORED)]
    for changed, soft in (("Its", UNSCORED), ("is", CHROME)):  # 9 and 7 of its 10 n-grams are left
        moved = NEXT.replace(f"{changed} ", "one ")
        assert labels([moved, STORY, NEXT], [STORY, NEXT])[0] == (0, soft)
    long = " ".join(f"word{n}" for n in range(40))
    assert labels([NEXT, long], [long, NEXT]) == [CONTENT_LINE, CONTENT_LINE]


def test_every_line_is_chrome_without_a_gold_text() -> None:
    assert labels(["Home", "News"], [""]) == [CHROME_LINE, CHROME_LINE]


lines_of_words = st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=12), max_size=12)


@given(lines_of_words, lines_of_words)
def test_there_are_labels_for_every_line(page: list[list[str]], gold: list[list[str]]) -> None:
    text = "\n".join(map(" ".join, page))
    hard, soft = label_lines(text, "\n".join(map(" ".join, gold)), "a b")
    assert len(hard) == len(soft) == text.count("\n") + 1
    assert set(hard) <= {0, 1}
    assert all(s in (h, UNSCORED) for h, s in zip(hard, soft, strict=True))
