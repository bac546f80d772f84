"""Extractors by name."""

import sys
from pathlib import Path

import pytest
from quality_corpora import STORY, install_stub, page_html

from benchmarks.quality.corpora import Page
from benchmarks.quality.domains import fold
from benchmarks.quality.html import systems

PAGES = [Page("wcxb", str(n), domain=f"site{n}.example") for n in range(20)]


@pytest.mark.parametrize("name", systems.PEERS)
def test_every_peer_takes_text_and_bytes(name: str) -> None:
    if reason := systems.missing(name):
        pytest.skip(reason)
    body = "".join(f"<p>{line} {line} {line} It is a good line of text.</p>" for line in STORY * 6)
    page = f"<html><head><title>T</title></head><body><article>{body}</article></body></html>"
    extract = systems.extractor(name)
    assert "ferry between the two islands" in (extract(page) or "")
    assert "ferry between the two islands" in (extract(page.encode()) or "")


def test_engines_are_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    install_stub(monkeypatch)
    html = page_html(STORY)
    assert systems.extractor("cleaner")(html) == "\n".join(STORY)
    assert systems.extractor("cleaner:trafilatura")(html) == "\n".join(["trafilatura", *STORY])


def test_pages_are_cleaned_with_the_weights_of_their_fold(monkeypatch: pytest.MonkeyPatch) -> None:
    install_stub(monkeypatch)
    html, folder, used = page_html(STORY), Path("weights"), set()
    for page in PAGES:
        mark = (systems.extractor_for("cleaner", page, folder)(html) or "").split("\n")[0]
        assert mark == str(folder / f"html{fold(page.domain)}.npz")
        used.add(mark)
        text = systems.extractor_for("cleaner:trafilatura", page, folder)(html) or ""
        assert text.startswith(f"trafilatura{folder / f'text{fold(page.domain)}.npz'}\n")
    assert len(used) == 5


def test_missing_systems_say_why(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    systems.extractor.cache_clear()
    monkeypatch.setitem(sys.modules, "justext", None)
    assert "justext" in systems.missing("justext")
    assert "html0.npz" in systems.missing("cleaner", tmp_path)
    monkeypatch.setitem(sys.modules, "cleaner", None)
    systems.extractor.cache_clear()
    assert "cleaner" in systems.missing("cleaner")


def test_the_baseline_goes_before_all_that_share_its_caches() -> None:
    assert systems.NAMES[0] == systems.DEFAULT[0] == systems.BASELINE
    assert set(systems.NAMES) - set(systems.DEFAULT) == {"newspaper4k"}
