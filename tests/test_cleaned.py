"""The way from a page to its text and back."""

import pickle

import pytest

from cleaner import Cleaned, Cleaner, Removed, Settings, apply, clean, explain, restore

PAGE = (
    "Advertisement\n\n"
    "The bridge over the river opened to traffic again on Monday morning, the council said.\n\n"
    "Advertisement\n\n"
    "The mayor was the first to drive over it, and nobody in the town was surprised by that.\n"
)


@pytest.mark.parametrize(
    ("page", "outcome"),
    [
        ("", "empty"),
        (" \n\t\n", "empty"),
        ("The bridge over the river opened to traffic again.", "unchanged"),
        (PAGE, "article"),
        ("Advertisement", "nothing left"),
        ("Accept all cookies\nAdvertisement", "banner only"),
    ],
)
def test_the_outcome_says_what_kind_of_result_it_is(page: str, outcome: str) -> None:
    assert explain(page).outcome == outcome


def test_a_page_with_nothing_to_take_out_is_the_same_to_the_byte() -> None:
    page = "\n\n  The bridge over the river opened  again on Monday.\t\n\n\n\nYes, it did so.\n\n"
    assert clean(page) == page


def test_where_lines_went_one_blank_line_is_left() -> None:
    first, second = (line for line in PAGE.split("\n") if len(line) > 20)
    assert clean(PAGE) == f"{first}\n\n{second}\n"
    assert clean(f"{first}\nAdvertisement\n{second}") == f"{first}\n{second}"
    assert (
        clean(f"{first}\n\n\nAdvertisement\n{second}\n\nAdvertisement\n")
        == f"{first}\n\n{second}\n"
    )


@pytest.mark.parametrize(
    ("between", "left"),
    [
        ("\r\rAdvertisement\n", "\r\r"),
        ("\rAdvertisement\n\n", "\n\n"),
        ("\r \t\nAdvertisement\n", "\r \t\n"),
        ("\rAdvertisement\r\r\nAdvertisement\n", "\r\r\n"),
        ("\n\nAdvertisement\r", "\n\r"),
        ("\r\rAdvertisement\r\n", "\r\r\n"),
    ],
)
def test_two_line_breaks_never_become_one(between: str, left: str) -> None:
    """A lone carriage return and a lone newline would, when they come together."""
    first, second = (
        "The bridge opened to traffic again.",
        "The mayor was the first to drive over it.",
    )
    cleaner = Cleaner(Settings(use="rules"))  # on so few lines the score is not sure
    assert cleaner.clean(f"{first}{between}{second}") == f"{first}{left}{second}"


def test_labels_one_after_the_other_are_all_cut_off() -> None:
    line = PAGE.split("\n")[2]
    result = explain(f"{line} Read the full story. Continue reading. Read full article »")
    assert result.text == line
    assert [verdict.keep for verdict in result.verdicts] == [True, False]


def test_verdicts_give_place_and_reason() -> None:
    result = explain(PAGE)
    assert [(v.line, v.keep, v.kind) for v in result.verdicts] == [
        (0, False, "advert"),
        (2, True, "content"),
        (4, False, "advert"),
        (6, True, "content"),
    ]
    assert result.verdicts[0].rule is not None
    assert PAGE[result.verdicts[2].start : result.verdicts[2].end] == "Advertisement"


def test_what_was_removed_goes_back() -> None:
    result = explain(PAGE)
    assert "Advertisement" not in result.text
    assert restore(result.text, result.removed) == PAGE
    assert apply(PAGE, result.removed) == result.text


def test_a_page_on_which_not_even_the_rules_come_to_rest_stays() -> None:
    page = "28 C\n" * 1_000  # the rules would take a line away round by round
    assert Cleaner(Settings(use="rules")).clean(page) == page


def test_removals_of_another_page_are_refused() -> None:
    removed = explain(PAGE).removed
    with pytest.raises(ValueError, match="it is not the page cleaned"):
        apply("Another page.\n" + PAGE, removed)


def test_removals_at_one_place_keep_their_order() -> None:
    removed = [Removed(0, "a"), Removed(0, "b"), Removed(1, "c")]
    assert restore("x", removed) == "abxc"
    assert apply("abxc", removed) == "x"


def test_positions_are_characters_and_not_bytes() -> None:
    page = "Ωμέγα 漢字 😀 είναι μια μεγάλη πρόταση.\nAdvertisement\nΤέλος της ιστορίας."
    result = explain(page)
    assert restore(result.text, result.removed) == page
    assert [page[v.start : v.end] for v in result.verdicts] == page.split("\n")


def test_results_and_settings_travel_between_processes() -> None:
    result = explain(PAGE)
    assert pickle.loads(pickle.dumps(result)) == result
    settings = Settings(keep=frozenset({"caption"}))
    assert pickle.loads(pickle.dumps(settings)) == settings
    assert isinstance(result, Cleaned)
