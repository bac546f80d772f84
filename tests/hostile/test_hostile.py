"""Hostile pages: the promises hold, in bounded time and memory."""

import json
import subprocess
import sys
import time
import tracemalloc
from contextlib import suppress
from pathlib import Path

import pytest
from hostile.pages import PAGES, PROSE
from invariants import check, check_verdicts, check_way_back

import cleaner
from cleaner import clean, clean_html, explain_html
from cleaner.source import DecodeError, decode

SMALL = 1000
"""Every day's pages are so many times smaller, …"""
MIDDLE = 50
"""… and those whose memory is measured."""
EACH = 160
"""Bytes of memory that a page may take for each of its bytes, …"""
LINE = 2_000
"""… and for each line and tag."""


@pytest.mark.parametrize("name", PAGES)
def test_promises_hold_in_bounded_time(name: str) -> None:
    hostile = PAGES[name]
    page = hostile.make(hostile.full // SMALL)
    begin = time.process_time()
    if hostile.html:
        result = explain_html(page)
        check_way_back(result)
        check_verdicts(result)
        assert clean_html(page) == result.text
    else:
        check(str(page))
    assert time.process_time() - begin < 10


@pytest.mark.parametrize(
    "name", ["one line", "empty lines", "lone surrogates", "lines", "mojibake"]
)
def test_memory_is_bounded(name: str) -> None:
    page = str(PAGES[name].make(PAGES[name].full // MIDDLE))
    size = len(page.encode("utf-8", "surrogatepass"))
    clean("Warm.")
    tracemalloc.start()
    clean(page)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < EACH * size


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_full_size(name: str) -> None:
    command = [sys.executable, str(Path(__file__).with_name("pages.py")), name]
    done = subprocess.run(
        [*command, str(PAGES[name].full)],
        capture_output=True,
        check=True,
        timeout=600,
        env={"PYTHONPATH": str(Path(cleaner.__file__).parents[1])},
    )
    found = json.loads(done.stdout)
    print(f"{name}: {found}")
    size, lines = found["bytes"] / 1_000_000, found["lines"] / 1_000_000
    assert found["seconds"] < 5 + size + 20 * lines
    assert found["megabytes"] < 60 + EACH * size + LINE * lines


def test_prose_survives_hostile_markup() -> None:
    for name in ("deep", "nested elements", "an unclosed attribute", "nul in tags", "utf-16"):
        page = PAGES[name].make(50)
        if name != "an unclosed attribute":  # which takes the rest of the page, as in a browser
            assert PROSE in clean_html(page), name


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "cp1252", "gb18030"])
def test_bytes_of_any_encoding_cut_anywhere_are_text_or_a_clear_error(encoding: str) -> None:
    data = "Die Bürgermeisterin sagte: “Das ist schön.”\n".encode(encoding, "replace")
    for cut in range(len(data)):
        for piece in (data[:cut], data[cut:]):
            with suppress(DecodeError):
                decode(piece).text.encode("utf-8")
