"""The same pages give the same bytes in every process, thread and order, whatever the hash seed."""

import hashlib
import os
import pickle
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest
from fuzz.inputs import batches
from html_pages import every_html
from pages import every_page

import cleaner
from cleaner import Cleaner, Settings, clean, clean_html, clean_many, explain, explain_html

_PROGRAM = """
import hashlib, pickle, sys
from cleaner import explain, explain_html
texts, htmls = pickle.load(sys.stdin.buffer)
found = repr([explain(text) for text in texts] + [explain_html(html) for html in htmls])
print(hashlib.sha256(found.encode("utf-8", "surrogatepass")).hexdigest())
"""


@cache
def _pages() -> tuple[list[str], list[str | bytes]]:
    """Pages of the tests, and strange ones."""
    texts = [text for name, text in every_page() if " + " not in name and len(text) < 4000][::5]
    texts += [str(page) for page in next(batches("text", 11, 20, 20))]
    return texts, [*every_html(), *next(batches("html", 11, 20, 20))]


@cache
def _digest() -> str:
    texts, htmls = _pages()
    found = repr([explain(text) for text in texts] + [explain_html(html) for html in htmls])
    return hashlib.sha256(found.encode("utf-8", "surrogatepass")).hexdigest()


@pytest.mark.parametrize("seed", ["0", "4242"])
def test_other_processes_with_other_hash_seeds(seed: str) -> None:
    environment = {"PYTHONPATH": str(Path(cleaner.__file__).parents[1]), "PYTHONHASHSEED": seed}
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM],
        input=pickle.dumps(_pages()),
        capture_output=True,
        check=True,
        env=os.environ | environment,
    )
    assert done.stdout.decode().strip() == _digest()


def test_threads_that_share_a_cleaner() -> None:
    texts, htmls = _pages()
    shared = Cleaner()
    with ThreadPoolExecutor(8) as pool:  # the first pages come while the rules are compiled
        found = list(pool.map(shared.clean, texts)), list(pool.map(shared.clean_html, htmls))
    assert found == ([clean(text) for text in texts], [clean_html(html) for html in htmls])


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_batches_of_any_size_in_any_order(size: int) -> None:
    texts, htmls = _pages()
    chance, shared = random.Random(size), Cleaner()
    expected = {text: clean(text) for text in texts}
    expected_html = {html: clean_html(html) for html in htmls}
    order, order_html = chance.sample(texts, len(texts)), chance.sample(htmls, len(htmls))
    for at in range(0, len(order), size):
        batch = order[at : at + size]
        assert shared.clean_batch(batch) == [expected[text] for text in batch]
    for at in range(0, len(order_html), size):
        pages = order_html[at : at + size]
        assert shared.clean_html_batch(pages) == [expected_html[html] for html in pages]


def test_any_number_of_processes() -> None:
    texts, _ = _pages()
    assert list(clean_many(texts, jobs=2)) == list(clean_many(texts))


@pytest.mark.parametrize(
    "settings",
    [
        Settings(),
        Settings(use="rules"),
        Settings(keep=frozenset({"legal"})),
        Settings(threshold=0.2),
    ],
)
def test_settings_cleaners_and_results_travel(settings: Settings) -> None:
    texts, htmls = _pages()
    there = Cleaner(settings)
    back: Cleaner = pickle.loads(pickle.dumps(there))
    assert back.settings == settings
    for text, html in zip(texts[:10], htmls[:10], strict=True):
        for result in (there.explain(text), there.explain_html(html)):
            assert pickle.loads(pickle.dumps(result)) == result
        assert back.explain(text) == there.explain(text)
        assert back.explain_html(html) == there.explain_html(html)
