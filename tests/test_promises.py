"""What cleaner promises of every page, on all pages that the tests have."""

import random
from collections.abc import Iterator

import pytest
from invariants import check, check_verdicts
from pages import every_page

from cleaner import Cleaner, Settings, clean, clean_many, explain

PAGES = dict(every_page())


@pytest.mark.parametrize("name", PAGES)
def test_promises_hold(name: str) -> None:
    check(PAGES[name])


def test_a_batch_gives_what_single_pages_give() -> None:
    texts = list(PAGES.values())
    assert list(clean_many(texts)) == [clean(text) for text in texts]


def test_the_order_of_pages_does_not_matter() -> None:
    texts = list(PAGES.values())
    shuffled = random.Random(7).sample(texts, len(texts))
    assert dict(zip(shuffled, clean_many(shuffled), strict=True)) == dict(
        zip(texts, clean_many(texts), strict=True)
    )


def test_pages_that_crumble_come_out_of_a_second_cleaning_as_they_were() -> None:
    """Torn to lines of a letter or some, a page loses lines round by round and never settles."""
    pages = [page.upper() for name, page in PAGES.items() if " + " not in name and len(page) < 3000]
    for width in (1, 2, 4):
        torn = [
            "\n".join(page[at : at + width] for at in range(0, len(page), width)) for page in pages
        ]
        cleaned = list(clean_many(torn))
        assert list(clean_many(cleaned)) == cleaned
    for page in torn:
        check_verdicts(explain(page))


def test_pages_are_read_as_they_are_needed() -> None:
    read = 0

    def endless() -> Iterator[str]:
        nonlocal read
        while True:
            read += 1
            yield "The bridge opened to traffic again.\nAdvertisement"

    cleaned = clean_many(endless())
    assert next(cleaned) == "The bridge opened to traffic again."
    assert read < 1000


def test_a_kind_that_is_kept_stays() -> None:
    page = "The bridge opened to traffic again.\n\nAdvertisement"
    assert Cleaner(Settings(keep=frozenset({"advert"}))).clean(page) == page


def test_verdicts_say_the_same_in_another_run() -> None:
    text = PAGES["all pages"]
    assert explain(text) == explain(text)


def test_a_verdict_is_of_the_kind_of_the_rule_that_it_names() -> None:
    for verdict in explain(PAGES["all pages"]).verdicts:
        if verdict.rule is not None:
            assert f".{verdict.kind}." in verdict.rule, verdict
