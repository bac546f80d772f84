"""Alignment of a page's words with its gold text."""

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.quality.alignment import align

few_words = st.lists(st.sampled_from("abcdef"), max_size=60)


@given(few_words, few_words)
def test_matches_are_equal_words_in_order(page: list[str], gold: list[str]) -> None:
    match = align(page, gold)
    assert len(match) == len(page)
    assert all(page[n] == gold[place] for n, place in enumerate(match) if place >= 0)
    places = [place for place in match if place >= 0]
    assert places == sorted(set(places))


@given(few_words)
def test_a_text_matches_itself(gold: list[str]) -> None:
    assert align(gold, gold) == list(range(len(gold)))


@given(few_words, st.lists(st.sampled_from("xyz"), max_size=20), st.integers(0, 60))
def test_chrome_anywhere_leaves_the_gold_aligned(
    gold: list[str], chrome: list[str], cut: int
) -> None:
    cut = min(cut, len(gold))
    match = align([*gold[:cut], *chrome, *gold[cut:]], gold)
    assert match[:cut] == list(range(cut))
    assert match[cut : cut + len(chrome)] == [-1] * len(chrome)
    assert match[cut + len(chrome) :] == list(range(cut, len(gold)))


def test_a_copy_before_the_text_does_not_take_its_place() -> None:
    story = "the ferry between the two islands will stop for three weeks".split()
    teaser = story[:4]
    match = align([*teaser, "more", *story], story)
    assert match[5:] == list(range(len(story)))
    assert match[:5] == [-1] * 5


def test_a_gap_too_large_for_an_exact_search_stays_open() -> None:
    # Nothing but repeated words, so no anchor divides the texts before the exact search.
    page, gold = ["a", "b"] * 1100, ["b", "a"] * 1100
    assert align(page, gold) == [-1] * 2200
    assert align(page[:200], gold[:200]) != [-1] * 200
