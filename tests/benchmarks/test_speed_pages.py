"""What speed is measured on: generated pages, shapes of any size, corpora by name."""

import statistics
from itertools import islice
from pathlib import Path

import pytest

from benchmarks.speed import corpora
from benchmarks.speed.generated import (
    LANGUAGES,
    LATIN,
    OTHER_SCRIPTS,
    SIZES,
    Style,
    batch,
    one_page,
    pages,
)
from benchmarks.speed.shapes import SHAPES
from cleaner.rules.load import builtin_rules

SCRIPTS = {"ru": "а-я", "el": "α-ω", "ar": "ا-ي", "zh": "一-鿿", "ja": "ぁ-鿿"}


def test_pages_are_the_same_every_time_and_differ_from_each_other() -> None:
    assert batch(12, "short", LANGUAGES) == batch(12, "short", LANGUAGES)
    assert len(set(batch(40, "long"))) == 40
    assert batch(3, "long") != list(islice(pages("long", seed=1), 3))


@pytest.mark.parametrize("style", ["long", "short"])
@pytest.mark.parametrize("languages", [LATIN, OTHER_SCRIPTS])
def test_pages_are_of_typical_size(style: Style, languages: tuple[str, ...]) -> None:
    sizes = [len(page.encode()) for page in batch(60, style, languages)]
    low, high = SIZES
    assert low < min(sizes) < max(sizes) < high + 2_000  # lines after the article come on top
    assert low + 1_000 < statistics.mean(sizes) < high - 1_000


@pytest.mark.parametrize(("style", "low", "high"), [("long", 100, 200), ("short", 20, 40)])
def test_styles_differ_in_the_length_of_lines(style: Style, low: int, high: int) -> None:
    measured = corpora.Pages("some", tuple(batch(40, style)))
    assert low < measured.bytes / measured.lines < high


@pytest.mark.parametrize("language", SCRIPTS)
def test_a_language_is_written_in_its_script(language: str) -> None:
    first, last = SCRIPTS[language].split("-")
    letters = [letter for letter in next(pages("long", (language,))) if letter.isalpha()]
    assert sum(first <= letter <= last for letter in letters) > len(letters) / 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_have_lines_that_rules_know(language: str) -> None:
    phrases = {
        p.casefold() for group in builtin_rules() if group.where == "line" for p in group.phrases
    }
    lines = {line.casefold() for line in "\n".join(batch(20, "short", (language,))).split("\n")}
    assert lines & phrases


def test_one_page_is_as_long_as_it_is_told() -> None:
    assert len(one_page(30_000, "long").encode()) == 30_000
    assert 29_990 <= len(one_page(30_000, "long", ("zh",)).encode()) <= 30_000


@pytest.mark.parametrize("name", SHAPES)
def test_a_shape_has_the_size_it_is_told(name: str) -> None:
    shape = SHAPES[name]
    for size in (20_000, 50_000):
        made = "\n".join(shape.make(size))
        measured = len(made.encode()) if shape.unit == "bytes" else made.count("\n") + 1
        assert measured == pytest.approx(size, rel=0.3 if name == "many pages" else 0.001)


def test_corpora_are_generated_and_public_ones_only_where_data_are(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv(corpora.DATA, raising=False)
    generated = corpora.names()
    assert {corpora.LONG, corpora.SHORT} < set(generated)
    monkeypatch.setenv(corpora.DATA, str(tmp_path))
    assert corpora.names() == [*generated, "wcxb", "daniel"]
    with pytest.raises((FileNotFoundError, ImportError)):
        corpora.load("wcxb")


def test_seeds_are_pages_and_not_what_became_of_them() -> None:
    assert len(corpora.seeds().texts) == 5
