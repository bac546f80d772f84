"""Training examples from HTML: the lines that the program itself reads off a page.

Whole texts label the pages of WCXB and DAnIEL. Pages of trafilatura's set have the lines that were
labelled by kind, or else the few that its wanted and unwanted snippets settle.
"""

import pickle
import random
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.quality import corpora
from benchmarks.quality.corpora import Corpus, Page
from benchmarks.quality.labels import CONTENT, UNSCORED, label_lines
from benchmarks.train.examples import FRAMELESS, Example, Frame, example, frame_of
from benchmarks.train.html_frames import Cut, cut, reframed
from benchmarks.train.shown import Shown, rewritten
from cleaner.kinds import KINDS
from cleaner.markup.headline import read_titles
from cleaner.markup.page import HtmlPage, of_tape
from cleaner.markup.parse import parse, to_tape
from cleaner.rules.book import Rulebook
from cleaner.stages import rulebook

_RENDERER = "dom"
_REWRITTEN = 0.33
_FRAMES = 2  # of other pages that a page's content is shown in
_SNIPPET = 12  # characters below which a snippet may stand anywhere
_CERTAIN = 40  # characters from which a line is known by a part of a snippet

Kinds = Mapping[str, str]


def load_html_examples(data: Path, cache: Path | None) -> list[Example]:
    """Make the examples of all corpora.

    Args:
        data: folder that holds the corpora's folders.
        cache: folder that keeps labels for the next run, None to keep nothing.
    """
    book = rulebook()
    found, _ = corpora.load(data, ["wcxb", "daniel", "trafilatura", "labelled"])
    kinds = _kinds(page for corpus in found for page in corpus.pages if page.lines)
    made: list[Example] = []
    for corpus in found:
        if corpus.has_lines:
            continue
        cuts: dict[Frame, list[Cut]] = defaultdict(list)
        own: list[tuple[Page, Cut]] = []
        for page, rendered, shown, titles in _shown(corpus, kinds, cache):
            made += examples_of(page, rendered, shown, book)
            apart = cut(rendered, titles, shown) if page.gold is not None else None
            if apart and page.page_type not in FRAMELESS:
                cuts[frame_of(page)].append(apart)
                own.append((page, apart))
        for page, apart in own:
            made += _in_frames(page, apart, cuts[frame_of(page)], book)
    return made


def _in_frames(page: Page, text: Cut, frames: Sequence[Cut], book: Rulebook) -> Iterator[Example]:
    rng = random.Random(zlib.crc32(f"{page.key} {_FRAMES}".encode()))
    for frame in rng.sample(frames, min(_FRAMES, len(frames))):
        if frame is not text and (made := reframed(text, frame)):
            rendered, shown = made
            yield example(page, _RENDERER, shown, book, rendered.markup)


def _shown(
    corpus: Corpus, kinds: Mapping[str, Kinds], cache: Path | None
) -> Iterator[tuple[Page, HtmlPage, Shown, tuple[str, ...]]]:
    stored = cache / f"html-{corpus.name}-{corpus.digest[:12]}.pkl" if cache else None
    labels: dict[str, tuple[str, bytes, bytes]] = {}
    if stored and stored.exists():
        labels = pickle.loads(stored.read_bytes())
    for page in corpus.pages:
        document = parse(page.read())
        titles = read_titles(document)
        rendered = of_tape(to_tape(document), titles)
        text = rendered.text
        if page.key not in labels or labels[page.key][0] != text:
            labels[page.key] = (text, *label_lines(text, page.gold or "", page.title))
        _, hard, soft = labels[page.key]
        known = kinds.get(f"{page.source}/{page.key}", {})
        yield page, rendered, _labelled(page, text, hard, soft, known), titles
    if stored:
        stored.parent.mkdir(parents=True, exist_ok=True)
        stored.write_bytes(pickle.dumps(labels))


def _labelled(page: Page, text: str, hard: bytes, soft: bytes, known: Kinds) -> Shown:
    lines = text.split("\n")
    names = [known.get(_squeezed(line), "") for line in lines]
    kind = [KINDS.index(name) if name else -1 for name in names]
    if page.gold is not None:
        content = [-1 if label == UNSCORED else int(label == CONTENT) for label in soft]
    elif known:
        content = [int(name == "content") if name else -1 for name in names]
    else:
        content = [_by_snippets(page, _squeezed(line)) for line in lines]
    return Shown("full", lines, content, kind, hard)


def _by_snippets(page: Page, line: str) -> int:
    for label, snippets in ((1, page.wanted), (0, page.unwanted)):
        for snippet in map(_squeezed, snippets):
            within = snippet in line or (line in snippet and len(line) > _CERTAIN)
            if within and len(snippet) >= _SNIPPET:
                return label
    return -1


def examples_of(page: Page, rendered: HtmlPage, shown: Shown, book: Rulebook) -> Iterator[Example]:
    """A page as it is, and for some pages in another script too; nothing without any content.

    Args:
        page: the page.
        rendered: its lines.
        shown: the same with labels.
        book: the rules.
    """
    if 1 not in shown.content:
        return
    yield example(page, _RENDERER, shown, book, rendered.markup)
    rng = random.Random(zlib.crc32(page.key.encode()))
    if rng.random() < _REWRITTEN:
        yield example(page, _RENDERER, rewritten(shown, page.key), book, rendered.markup)


def _kinds(pages: Iterable[Page]) -> Mapping[str, Kinds]:
    """What each line of the labelled pages is; lines with two kinds are left out."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for page in pages:
        for kind, text in page.lines:
            found[page.key][_squeezed(text)].add(kind)
    return {
        key: {line: min(kinds) for line, kinds in lines.items() if len(kinds) == 1}
        for key, lines in found.items()
    }


def _squeezed(text: str) -> str:
    return " ".join(text.split())
