"""Pages written for training: every file can be read, and a text in a frame stays whole."""

import random
from pathlib import Path

import pytest

from benchmarks.quality.labels import CHROME
from benchmarks.sections import read_sections
from benchmarks.train import written
from benchmarks.train.written import read_frames, written_examples
from benchmarks.train.written_html import read_written, written_html_examples
from cleaner.kinds import KINDS
from cleaner.stages import rulebook

_DATA = Path(written.__file__).parent
_TEXT = "=== recipe: porridge\nPorridge\n\nOats\nMilk\n\nBoil the milk and stir.\n"
_FRAME = """=== full: kitchen notes
navigation | Home

…
author | By Ann Tolliver
…
advert | Advertisement
…
legal | © Kitchen Notes
"""


def _folder(path: Path, text: str = _TEXT, frame: str = _FRAME) -> Path:
    for name, content in (("texts", text), ("frames", frame)):
        (path / name).mkdir()
        (path / name / "en.txt").write_text(content, "utf-8")
    return path


def test_every_language_with_texts_has_frames_and_the_other_way_round() -> None:
    texts = {section.stem for section in read_sections(_DATA / "texts")}
    assert texts == set(read_frames(_DATA / "frames"))


def test_a_text_has_no_title_twice_and_a_frame_has_a_place_for_it() -> None:
    titles = [(text.stem, text.title) for text in read_sections(_DATA / "texts")]
    assert len(titles) == len(set(titles))
    frames = [frame for own in read_frames(_DATA / "frames").values() for frame in own]
    assert all(len(frame.parts) > 1 for frame in frames)
    assert len(frames) == len({frame.site for frame in frames})


def test_a_text_goes_into_the_places_of_a_frame(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    (frame,) = read_frames(folder / "frames")["en"]
    (text,) = read_sections(folder / "texts")
    lines = [(KINDS.index("content"), line) for _, line in text.lines if line]
    places = set()
    for seed in range(30):
        shown = written.framed(lines, frame, random.Random(seed))
        seen = [
            (line, content, KINDS[kind])
            for line, content, kind in zip(shown.lines, shown.content, shown.kind, strict=True)
            if line
        ]
        assert seen[:3] == [
            ("Home", 0, "navigation"),
            ("Porridge", 1, "content"),
            ("By Ann Tolliver", 0, "author"),
        ]
        assert seen[-1] == ("© Kitchen Notes", 0, "legal")
        inner = seen[3:-1]
        places.add(inner.index(("Advertisement", 0, "advert")))
        own = [line for line, content, _ in inner if content]
        assert own == ["Oats", "Milk", "Boil the milk and stir."]
        chrome = {line for line, content, _ in inner if not content}
        assert chrome == {"Advertisement"}
        assert {hard for line, hard in zip(shown.lines, shown.hard, strict=True) if not line} <= {
            CHROME
        }
    assert places == {1, 2}


def test_examples_are_the_text_alone_and_in_frames(tmp_path: Path) -> None:
    examples = list(written_examples(rulebook(), _folder(tmp_path)))
    assert [example.view for example in examples] == ["full", "full", "trim", "rewritten"]
    assert examples[0].content.tolist() == [1] * 4
    assert sum(examples[1].content.tolist()) == 4
    assert {example.page.key for example in examples} == {"en recipe: porridge"}


def test_a_line_without_a_kind_is_named(tmp_path: Path) -> None:
    folder = _folder(tmp_path, frame="=== full: notes\nmenu | Home\n…\n")
    with pytest.raises(ValueError, match=r"en, line 2: write 'kind \| text'"):
        read_frames(folder / "frames")


def test_lines_above_the_first_title_are_an_error(tmp_path: Path) -> None:
    folder = _folder(tmp_path, text="Porridge\n=== recipe: porridge\nOats\n")
    with pytest.raises(ValueError, match="line 2: write '=== a title'"):
        list(read_sections(folder / "texts"))


_HTML = """<!doctype html><title>Porridge</title>
<div id=top data-k="navigation"><a href="/">Home</a> <b>Menu</b></div>
<main data-k="content"><h1>Porridge</h1><p data-k="author">By Ann</p><p>Boil the milk.</main>
<p>Unsaid</p>"""


def test_text_is_of_the_kind_of_the_nearest_label_around_it(tmp_path: Path) -> None:
    (tmp_path / "en-recipe-01.html").write_text(_HTML, "utf-8")
    _, shown = read_written(tmp_path / "en-recipe-01.html")
    kinds = [KINDS[kind] if kind >= 0 else "" for kind in shown.kind]
    assert list(zip(shown.lines, kinds, shown.content, strict=True)) == [
        ("Home Menu", "navigation", 0),
        ("Porridge", "content", 1),
        ("By Ann", "author", 0),
        ("Boil the milk.", "content", 1),
        ("Unsaid", "", -1),
    ]
    first, *_ = written_html_examples(rulebook(), tmp_path)
    assert (first.page.language, first.page.page_type) == ("en", "recipe")
    assert first.markup is not None


def test_a_label_that_is_no_kind_is_named(tmp_path: Path) -> None:
    path = tmp_path / "en-recipe-01.html"
    path.write_text(_HTML.replace("author", "writer"), "utf-8")
    with pytest.raises(ValueError, match="data-k='writer': no kind"):
        read_written(path)


@pytest.mark.parametrize(
    "path", sorted((_DATA / "html").glob("*.html")), ids=lambda path: path.stem
)
def test_every_line_of_a_written_page_has_a_kind(path: Path) -> None:
    _, shown = read_written(path)
    assert min(shown.kind) >= 0
    assert set(shown.content) == {0, 1}
