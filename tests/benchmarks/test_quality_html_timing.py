"""Runs of extractors: lost pages, times, and what is put back afterwards."""

import gc
import logging
import signal
import time
from pathlib import Path

import pytest
from quality_corpora import CorpusFolder

from benchmarks.quality.corpora import Page, read_daniel, read_wcxb
from benchmarks.quality.html.systems import Extract, Markup
from benchmarks.quality.html.timing import markup, quiet, run_all, timed


def broken(html: Markup) -> str:
    raise ValueError("no such tag")


def endless(html: Markup) -> str:
    while True:
        pass


def busy(html: Markup) -> str:
    start = time.process_time()
    while time.process_time() - start < 0.02:
        pass
    return "text"


def asleep(html: Markup) -> str | None:
    time.sleep(0.05)
    return None


def test_time_is_that_of_the_processor() -> None:
    with quiet():
        assert 0.02 <= timed(busy, "", 60).cpu < 0.2
        text, cpu, error = timed(asleep, "", 60)
    assert (text, error) == ("", "")
    assert cpu < 0.03


def test_a_crash_is_a_page_lost() -> None:
    with quiet():
        assert timed(broken, "", 60)[::2] == ("", "ValueError: no such tag")


def test_a_page_that_takes_too_long_is_lost() -> None:
    with quiet():
        run = timed(endless, "", 0.05)
        assert (run.text, run.error) == ("", "TimeoutError: page timeout")
        assert timed(busy, "", 0).text == "text"  # no limit, and no alarm left over


def test_every_system_gets_the_page_in_turn(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(b"<p>Text")
    page, seen = Page("trafilatura", "k", path=path), list[str]()

    def system(name: str) -> Extract:
        def extract(html: Markup) -> str:
            seen.append(name)
            return f"{name}: {html!r}"

        return extract

    with quiet():
        runs = run_all(page, {name: system(name) for name in ("b", "a", "c")}, 60)
    assert seen == ["b", "a", "c"]
    assert {name: run.text for name, run in runs.items()} == {
        name: f"{name}: b'<p>Text'" for name in seen
    }


def test_wcxb_is_handed_out_as_text_and_the_others_as_bytes(tmp_path: Path) -> None:
    folder = CorpusFolder(tmp_path)
    folder.wcxb(["0001"], gzipped=False)
    folder.daniel({"20120101_www.news.pl_ab": "Polish"})
    path = tmp_path / "wcxb" / "dev" / "html" / "0001.html"
    path.write_bytes(b"<p>one\r\ntwo\rthree \xff")
    assert markup(next(read_wcxb(tmp_path))) == "<p>one\ntwo\nthree \ufffd"
    assert isinstance(markup(next(read_daniel(tmp_path))), bytes)


def test_what_was_changed_is_put_back() -> None:
    before = signal.getsignal(signal.SIGALRM), logging.root.manager.disable
    with pytest.raises(KeyboardInterrupt):
        _interrupted()
    assert (signal.getsignal(signal.SIGALRM), logging.root.manager.disable) == before
    assert gc.get_freeze_count() == 0


def _interrupted() -> None:
    with quiet():
        assert not logging.getLogger("trafilatura").isEnabledFor(logging.ERROR)
        raise KeyboardInterrupt
