"""Training: the network in PyTorch and in numpy say the same; frames are exchanged whole."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from benchmarks.quality.corpora import Page
from benchmarks.train.examples import Example, example
from benchmarks.train.html_frames import Cut, cut, reframed
from benchmarks.train.shown import Shown
from cleaner.decide import decide
from cleaner.markup.headline import read_titles
from cleaner.markup.page import HtmlPage, of_tape, read_page
from cleaner.markup.parse import parse, to_tape
from cleaner.score.network import load_network
from cleaner.settings import Settings
from cleaner.stages import rulebook
from cleaner.table.lines import read_lines

_BOOK = rulebook()
_HTML = """<title>Bridge opens | The Herald</title><nav class="menu top"><a href=/>Home</a>
<a href=/news>News</a></nav><main id=story><h1>Bridge opens</h1>
<p>The bridge opened to traffic again on Monday, after two years.</p>
<p>大桥重新开放通车了</p></main>
<div class="related links"><ul><li><a href=/1>Ferry stops</a>
<li><a href=/2>Ice on the river</a></ul></div>
<footer>© 2023 The Herald. All rights reserved.</footer>"""
_OTHER = """<title>Snow falls - Notes</title><header><b>Notes</b></header><div class=post>
<h2>Snow falls</h2><p>It fell all night, and in the morning the paths were gone.</p></div>
<aside class=widget><p>Subscribe to the notes</p></aside>"""


def _shown(page: HtmlPage, content: set[str]) -> Shown:
    lines = page.text.split("\n")
    labels = [int(line in content) for line in lines]
    return Shown("full", lines, labels, [-1] * len(lines), bytes(labels))


def _cut(html: str, content: set[str]) -> Cut:
    document = parse(html)
    titles = read_titles(document)
    page = of_tape(to_tape(document), titles)
    found = cut(page, titles, _shown(page, content))
    assert found is not None
    return found


_STORY = _cut(
    _HTML,
    {
        "Bridge opens",
        "The bridge opened to traffic again on Monday, after two years.",
        "大桥重新开放通车了",
    },
)
_POST = _cut(_OTHER, {"Snow falls", "It fell all night, and in the morning the paths were gone."})


def test_content_goes_into_another_frame() -> None:
    made = reframed(_STORY, _POST)
    assert made is not None
    page, shown = made
    lines = page.text.split("\n")
    assert lines == [
        "Notes",
        "Bridge opens",
        "The bridge opened to traffic again on Monday, after two years.",
        "大桥重新开放通车了",
        "Subscribe to the notes",
    ]
    assert shown.lines == lines
    assert shown.content == [0, 1, 1, 1, 0]
    assert page.markup.dense.shape[1] == len(lines)


def test_a_page_that_is_all_content_has_no_frame() -> None:
    page = read_page("<main><p>One.<p>Two.</main>")
    assert cut(page, (), _shown(page, {"One.", "Two."})) is None


@pytest.mark.parametrize("html", [False, True])
def test_numpy_computes_what_torch_does(tmp_path: Path, html: bool) -> None:
    torch = pytest.importorskip("torch", reason="torch comes with the extra train")
    from benchmarks.train.export import export
    from benchmarks.train.fit import Trained, scores
    from benchmarks.train.model import BUCKETS, Model, Size
    from cleaner.score.confidence import UNCALIBRATED

    torch.manual_seed(1)
    pages = [read_page(page) for page in (_HTML, _OTHER)]
    examples = [_example(page, html=html) for page in pages]
    size = Size(names=4) if html else Size()
    everything = np.ones(BUCKETS, np.bool_)
    trained = Trained(Model(size, examples[0].columns.shape[0]).eval(), everything, everything)
    path = tmp_path / "weights.npz"
    export(trained, 0.0, UNCALIBRATED, path)
    network = load_network(path, html=html)
    wanted = 1 / (1 + np.exp(-np.concatenate(scores(trained, examples))))

    lines = read_lines([page.text for page in pages])
    rows = np.arange(len(lines))
    elements = None
    if html:  # lines alike are averaged by the program, not by the network
        elements = replace(network.elements([p.markup for p in pages], rows), alike=rows)
    found = decide(lines, _BOOK, network, Settings(threshold=0.0), elements=elements)
    assert np.ptp(wanted) > 0.01
    np.testing.assert_allclose(found.score, wanted, atol=0.01)


def _example(page: HtmlPage, *, html: bool) -> Example:
    shown = _shown(page, set())
    return example(Page("test", "page"), "dom", shown, _BOOK, page.markup if html else None)
