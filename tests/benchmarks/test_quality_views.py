"""Documents, their half-extracted view, and their cache."""

import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from quality_corpora import CHROME, STORY, every_corpus

from benchmarks.quality import views
from benchmarks.quality.corpora import Corpus, Page, load
from benchmarks.quality.labels import UNSCORED, Labels


def corpus(tmp_path: Path, name: str) -> Corpus:
    (found,), _ = load(every_corpus(tmp_path), [name])
    return found


def test_documents_of_pages_with_a_gold_text(tmp_path: Path) -> None:
    found = corpus(tmp_path, "wcxb")
    documents = views.documents(found, "wet")
    assert [d.page for d in documents] == list(found.pages)
    home, *after = CHROME
    assert documents[0].text.split("\n") == [home, *STORY, *after]
    assert documents[0].labels == Labels(b"\0\1\1\0\0", b"\0\1\1\0\0")
    assert documents[0].oracle == "\n".join(STORY)
    assert views.views(found) == ["full", "trim"]
    assert views.renderings(found, ["wet", "gettext"]) == ["wet", "gettext"]


def test_documents_of_pages_with_snippets_only(tmp_path: Path) -> None:
    found = corpus(tmp_path, "trafilatura")
    document = views.documents(found, "wet")[0]
    assert document.labels == Labels(bytes(5), bytes([UNSCORED] * 5))
    assert views.views(found) == ["full"]


def test_documents_of_pages_with_labelled_lines(tmp_path: Path) -> None:
    found = corpus(tmp_path, "labelled")
    assert views.renderings(found, ["wet", "gettext"]) == [views.AS_LABELLED]
    assert views.views(found) == ["full"]
    document = views.documents(found, views.AS_LABELLED)[0]
    assert document.text == "\n".join([STORY[0], *CHROME, STORY[1]])
    assert document.labels == Labels(b"\1\0\0\0\1", b"\1\0\0\0\1")


@pytest.mark.parametrize("key", ["0001", "0002", "a_long_key", ""])
def test_the_half_extracted_view_is_fixed_by_the_key(key: str) -> None:
    lines = [f"line {n}" for n in range(100)]
    hard = bytes(40) + b"\1\0\0\1" + bytes(56)
    page = Page(source="wcxb", key=key, gold="")
    half = views.half_extracted(views.Document(page, "\n".join(lines), Labels(hard, hard)))
    seed = zlib.crc32(key.encode())
    start, end = 40 - seed % 9, 44 + (seed >> 8) % 25
    assert half.text.split("\n") == lines[start:end]
    assert half.labels == Labels(hard[start:end], hard[start:end])
    assert len(half.labels.hard) == len(half.text.split("\n"))


def test_the_half_extracted_view_stays_inside_the_page() -> None:
    for n in range(50):
        page = Page(source="wcxb", key=str(n), gold="")
        document = views.Document(page, "a\nb", Labels(b"\1\0", b"\1\0"))
        assert views.half_extracted(document).text in ("a", "a\nb")
        nothing = replace(document, labels=Labels(b"\0\0", b"\0\0"))
        assert views.half_extracted(nothing) == nothing


def test_cached_documents_are_read_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found, cache = corpus(tmp_path, "wcxb"), tmp_path / "cache"
    made = views.documents(found, "wet", cache)
    assert made == views.documents(found, "wet")
    monkeypatch.setattr("benchmarks.quality.renderers.render", lambda *_: pytest.fail("rendered"))
    assert views.documents(found, "wet", cache) == made
    assert len(list(cache.iterdir())) == 1


@pytest.mark.parametrize("change", ["corpus", "renderer", "code"])
def test_the_cache_knows_what_documents_depend_on(
    change: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, cache, renderer = corpus(tmp_path, "wcxb"), tmp_path / "cache", "wet"
    views.documents(found, renderer, cache)
    if change == "corpus":
        found = replace(found, digest="another")
    elif change == "renderer":
        renderer = "gettext"
    else:
        monkeypatch.setattr(views, "_code_version", lambda _: "another")
    views.documents(found, renderer, cache)
    assert len(list(cache.iterdir())) == 2
