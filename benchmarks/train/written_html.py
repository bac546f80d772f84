"""HTML pages written for training: the markup of systems and sorts of sites that the corpora lack.

In ``html/`` stands one page a file, named after its language and type. The attribute ``data-k`` of
an element says what kind of line all text in it is, unless an element further in says otherwise.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks.quality.corpora import Page
from benchmarks.train.examples import Example
from benchmarks.train.html_examples import examples_of
from benchmarks.train.shown import Shown
from benchmarks.train.written import SOURCE, labelled
from cleaner.kinds import KINDS
from cleaner.markup.page import HtmlPage, read_page
from cleaner.rules.book import Rulebook

_FOLDER: Final = Path(__file__).parent / "html"
_LABEL: Final = re.compile(rb' data-k="([^"]*)"')


def written_html_examples(book: Rulebook, folder: Path = _FOLDER) -> Iterator[Example]:
    """Every page, and some of them in another script too.

    Args:
        book: the rules.
        folder: holds the pages.

    Raises:
        ValueError: a label is no kind.
    """
    for path in sorted(folder.glob("*.html")):
        page, shown = read_written(path)
        language, page_type, _ = path.stem.split("-")
        about = Page(SOURCE, path.stem, language, page_type, domain=path.stem)
        yield from examples_of(about, page, shown, book)


def read_written(path: Path) -> tuple[HtmlPage, Shown]:
    """Read a page and the labels of its lines.

    Args:
        path: the file.

    Raises:
        ValueError: a label is no kind.
    """
    page = read_page(path.read_bytes())
    tape = page.tape
    labels = list[int]()
    for number, tag in enumerate(tape.opens.tolist()):
        label = _LABEL.search(tape.data[tape.start[tag] : tape.end[tag]].tobytes())
        parent = int(tape.parent[number])
        around = labels[parent] if parent >= 0 else -1
        labels.append(_kind(path, label[1].decode()) if label else around)
    kind = [labels[element] if element >= 0 else -1 for element in page.markup.element.tolist()]
    return page, labelled(list(zip(kind, page.text.split("\n"), strict=True)))


def _kind(path: Path, label: str) -> int:
    if label not in KINDS:
        raise ValueError(f"{path}: data-k={label!r}: no kind is called so")
    return KINDS.index(label)
