"""What must hold for any string at all, looked for by hypothesis."""

from hypothesis import given
from hypothesis import strategies as st
from invariants import check

from cleaner import Cleaner, Settings, clean, clean_many, explain

LINES = (
    "Advertisement",
    "Read more",
    "Top stories",
    "Accept all cookies",
    "Facebook Twitter E-mail",
    "Home | World | Sport",
    "The bridge over the river opened to traffic again on Monday, the council said. Read more »",
    "The mayor was the first to drive over it, and nobody in the town was surprised by that.",
    "A town without a single street",
    "A town without a single street FEATURE",
    "Written by",
    "Jo Park is a freelance journalist who lives on the bank of the river she writes of.",
    "The new bridge. Photo: Jo Park",
    "0:00",
    "25:10",
    "相关阅读",
    "点击查看更多",
    "Подробнее",
    "12 comments",
    "© 2022 The Paper. All rights reserved.",
    "",
    " ",
    "***",
)

anything = st.text(st.characters(exclude_categories=()), max_size=200)
lines = st.one_of(st.sampled_from(LINES), st.text(max_size=30))
pages = st.builds(
    "{1}{0}".format,
    st.sampled_from(["", "\n", "\r\n", "\n\n"]),
    st.builds(
        str.join, st.sampled_from(["\n", "\n\n", "\r\n", "\r"]), st.lists(lines, max_size=20)
    ),
)


@given(anything)
def test_promises_hold_for_any_text(text: str) -> None:
    check(text)


@given(pages)
def test_promises_hold_for_pages_of_chrome_and_text(page: str) -> None:
    check(page)


@given(pages)
def test_the_text_is_a_part_of_the_page_in_order(page: str) -> None:
    rest = iter(page)
    assert all(character in rest for character in clean(page))


@given(st.lists(pages, max_size=6))
def test_a_batch_gives_what_single_pages_give(batch: list[str]) -> None:
    assert list(clean_many(batch)) == [clean(page) for page in batch]
    assert list(clean_many(batch[::-1])) == [clean(page) for page in batch][::-1]


@given(pages)
def test_rules_alone_keep_the_promises_too(page: str) -> None:
    cleaner = Cleaner(Settings(use="rules"))
    assert cleaner.clean(cleaner.clean(page)) == cleaner.clean(page)


@given(st.lists(lines, max_size=20))
def test_line_ends_are_kept_and_do_not_matter(page: list[str]) -> None:
    unix = "\n".join(page).replace("\r", "")
    for newline in ("\r\n", "\r"):
        assert clean(unix.replace("\n", newline)) == clean(unix).replace("\n", newline)


@given(pages)
def test_the_outcome_fits_the_text(page: str) -> None:
    result = explain(page)
    assert (result.outcome == "unchanged") == (result.text == page and bool(page.strip()))
    assert (result.outcome == "empty") == (not page.strip())
