"""Site memory: what it learns, that order does not matter, and what recurs and is content."""

import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Cleaner, Settings
from cleaner.sites import learn
from cleaner.sites.files import SitesError, load, save
from cleaner.sites.host import host_of
from cleaner.sites.learn import Learner
from cleaner.sites.memory import Sites

HOST = "https://harbour.example/"
MENU = "Ferries\nThe estuary\nOur captains"
QUOTE = (
    "“The river has never been as high as this in my whole life,” the harbour master told everyone "
    "who would listen, and nobody who lives on its banks could remember anything else."
)


def story(number: int) -> str:
    return (
        f"Tale {number} of the night ferry\n"
        f"Ferry number {'abcdefghij'[number % 10] * 4} left the pier late on Monday, and the "
        f"people of village {'klmnopqrst'[number % 10] * 5} waited for it in the rain.\n"
        f"Nobody in the {'uvwxyzabcd'[number % 10] * 6} office would say why it had been so."
    )


def pages(count: int = 8) -> list[tuple[str, str]]:
    return [(f"{HOST}{n}", f"{MENU}\n{story(n)}") for n in range(count)]


def same(one: Sites, other: Sites) -> bool:
    return one.hosts == other.hosts and all(
        a.pages == b.pages and np.array_equal(a.key, b.key) and np.array_equal(a.count, b.count)
        for a, b in zip(one.lines, other.lines, strict=True)
    )


def test_what_stands_on_all_pages_goes_and_says_so() -> None:
    cleaner = Cleaner(Settings(sites=Sites.learn(pages())))
    url, text = pages()[3]
    cleaned = cleaner.explain(text, url)
    assert cleaned.text.strip() == story(3)
    menu = [v for v in cleaned.verdicts if not v.keep]
    assert [v.reason for v in menu] == ["The line stands on 8 of 8 pages of this site."] * 3
    assert cleaner.clean(text, url) == cleaned.text


def test_of_another_site_nothing_is_known() -> None:
    cleaner, plain = Cleaner(Settings(sites=Sites.learn(pages()))), Cleaner()
    text = pages()[3][1]
    for url in (None, "https://other.example/3", ""):
        assert cleaner.clean(text, url) == plain.clean(text)


def test_every_page_of_many_goes_with_its_own_host() -> None:
    known = pages()
    cleaner = Cleaner(Settings(sites=Sites.learn(known)))
    urls = [url if n % 2 else None for n, (url, _) in enumerate(known)]
    texts = [text for _, text in known]
    alone = [cleaner.clean(t, u) for t, u in zip(texts, urls, strict=True)]
    assert list(cleaner.clean_many(texts, urls=urls)) == alone
    assert list(cleaner.clean_many(texts, jobs=2, urls=urls)) == alone
    with pytest.raises(ValueError, match="fewer urls than pages"):
        list(cleaner.clean_many(texts, urls=urls[:-1]))


def test_a_quotation_on_several_sites_and_in_several_articles_stays() -> None:
    several = [
        (f"https://paper{site}.example/{n}", f"{MENU}\n{story(n)}\n{QUOTE if n == 2 else ''}")
        for site in range(4)
        for n in range(6)
    ]
    again = [(url, f"{text}\n{QUOTE}\n{story(11)}") for url, text in pages()]
    cleaner = Cleaner(Settings(sites=Sites.learn(several + again)))
    assert QUOTE in cleaner.clean(several[2][1], several[2][0])
    assert QUOTE in cleaner.clean(again[5][1], again[5][0])


def test_copies_of_one_article_are_one_page() -> None:
    copies = [(f"{HOST}copy{n}", f"{MENU}\n{story(0)}\nPrint {n}") for n in range(20)]
    memory = Sites.learn(pages()[:5] + copies)
    assert memory.lines[0].pages == 5
    cleaned = Cleaner(Settings(sites=memory)).clean(*reversed(copies[0]))
    assert story(0).split("\n")[1] in cleaned


def test_of_three_pages_nothing_is_learned() -> None:
    assert Sites.learn(pages(3)).hosts == ()


@given(st.randoms(use_true_random=False), st.integers(1, 4))
def test_neither_order_nor_workers_matter(rng: random.Random, workers: int) -> None:
    known = pages() + [(f"https://b.example/{n}", f"Menu\n{story(n)}") for n in range(5)]
    expected = Sites.learn(known)
    rng.shuffle(known)
    learners = [Learner() for _ in range(workers)]
    for page in known:
        rng.choice(learners).add([page])
    first, *others = learners
    for other in others:
        first.merge(other)
    assert same(first.sites(), expected)


def test_a_host_of_many_pages_takes_bounded_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learn, "MOST", 16)
    learner = Learner()
    for start in range(0, 2000, 100):
        learner.add(
            (f"{HOST}{n}", f"Home\nWord{n} of {n * 7} pages") for n in range(start, start + 100)
        )
        assert len(learner._samples["harbour.example"]) < 2 * 16


def test_files_hold_what_was_learned(tmp_path: Path) -> None:
    memory = Sites.learn(
        pages() + [(f"https://b.example/{n}", f"Menu\n{story(n)}") for n in range(5)]
    )
    memory.save(tmp_path / "sites.parquet")
    assert same(Sites.load(tmp_path / "sites.parquet"), memory)
    save(Sites.of({}), tmp_path / "none.parquet")
    assert load(tmp_path / "none.parquet").hosts == ()


@pytest.mark.parametrize("content", [b"", b"PAR1 no", b"host,pages\n"])
def test_other_files_are_refused_with_the_remedy(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.parquet").write_bytes(content)
    with pytest.raises(SitesError, match="cleaner sites learn"):
        load(tmp_path / "x.parquet")


@pytest.mark.parametrize(
    ("place", "host"),
    [
        ("crawl/www.example.org/a.html", "example.org"),
        ("news.example.org", "news.example.org"),
        ("pages.d/one.txt", ""),
        ("page.html", ""),
        ("https://EXAMPLE.org:80/x", "example.org"),
        ("C:\\crawl\\example.org\\a.txt", "example.org"),
    ],
)
def test_host_of(place: str, host: str) -> None:
    assert host_of(place) == host
