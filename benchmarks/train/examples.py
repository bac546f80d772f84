"""Training examples: pages as columns, made by the code that cleans, in several views.

A page is shown whole, half extracted and already clean, in another page's frame, by five renderers
and in other scripts: a score that has seen only whole pages takes content away from clean ones.
"""

import random
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.quality import corpora, views
from benchmarks.quality.corpora import Page
from benchmarks.quality.domains import fold
from benchmarks.quality.labels import CONTENT, UNSCORED
from benchmarks.quality.renderers import RENDERERS
from benchmarks.train.rewriting import rewriting
from cleaner.kinds import KINDS
from cleaner.markup.columns import Markup
from cleaner.rules.book import Rulebook
from cleaner.rules.locate import locate
from cleaner.rules.match import match
from cleaner.score.features import alone, among
from cleaner.score.network import SEEN, evidence_columns
from cleaner.stages import alone as seen_alone
from cleaner.stages import collect, rulebook
from cleaner.table.arrays import stretches
from cleaner.table.facts import Facts
from cleaner.table.lines import read_lines
from cleaner.trim import trim

_CLEAN_NOISE = (0.0, 0.0, 0.05, 0.15)  # shares of chrome left in an already clean page


Frame = tuple[str, str, int]
"""Language, type and fold of a page: a frame from another fold would show a model the sites that
it is to be measured on."""


# Where lists are the content, another page's lists around them would be right as well.
FRAMELESS = ("collection", "listing", "product")


@dataclass(frozen=True, slots=True)
class Example:
    """One view of one page.

    Attributes:
        page: the page.
        renderer, view: how it was shown.
        bucket, shape: uint16 [tokens], the first tokens of every line, one line after the other.
        seen: int64 [lines], how many of them belong to each line.
        words: int64 [lines], all tokens of each line.
        columns: float16 [features, lines], dense features and evidence.
        content: int8 [lines], 1 content, 0 chrome, -1 not scored.
        kind: int8 [lines], index into KINDS, -1 unknown.
        markup: the DOM columns of its lines; None for text.
    """

    page: Page
    renderer: str
    view: str
    bucket: NDArray[np.uint16]
    shape: NDArray[np.uint16]
    seen: NDArray[np.int64]
    words: NDArray[np.int64]
    columns: NDArray[np.float16]
    content: NDArray[np.int8]
    kind: NDArray[np.int8]
    markup: Markup | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """Lines of a page as they are shown, with a label each.

    Attributes:
        view: what was done to the page.
        lines: its lines.
        content, kind: a label for each, as in Example.
        hard: as in the quality suite.
    """

    view: str
    lines: Sequence[str]
    content: Sequence[int]
    kind: Sequence[int]
    hard: bytes


def load_examples(data: Path, cache: Path | None) -> list[Example]:
    """Make the examples of all corpora.

    Args:
        data: folder that holds the corpora's folders.
        cache: folder that keeps rendered pages for the next run, None to keep nothing.
    """
    book = rulebook()
    found, _ = corpora.load(data, ["wcxb", "daniel", "labelled"])
    made: list[Example] = []
    for corpus in found:
        for renderer in views.renderings(corpus, tuple(RENDERERS)):
            shown = [_whole(document) for document in views.documents(corpus, renderer, cache)]
            frames = _frames(corpus.pages, shown)
            for page, whole in zip(corpus.pages, shown, strict=True):
                made += _examples(page, whole, frames, renderer, book)
    return made


def _whole(document: views.Document) -> Shown:
    lines = document.text.split("\n")
    content = [-1 if label == UNSCORED else int(label == CONTENT) for label in document.labels.soft]
    kind = [KINDS.index(k) for k, _ in document.page.lines]
    if len(kind) != len(lines):
        kind = [-1] * len(lines)
    return Shown("full", lines, content, kind, document.labels.hard)


def _frames(pages: Sequence[Page], shown: Sequence[Shown]) -> Mapping[Frame, Sequence[Shown]]:
    """Pages by what their frames have in common, so that frames can be exchanged."""
    frames = defaultdict(list)
    for page, whole in zip(pages, shown, strict=True):
        if 1 in whole.content:
            frames[frame_of(page)].append(whole)
    return frames


def frame_of(page: Page) -> Frame:
    """What the frame of a page is like.

    Args:
        page: the page.
    """
    return page.language, page.page_type, fold(page.domain)


def _examples(
    page: Page,
    whole: Shown,
    frames: Mapping[Frame, Sequence[Shown]],
    renderer: str,
    book: Rulebook,
) -> Iterator[Example]:
    if 1 not in whole.content:
        return
    rng = random.Random(zlib.crc32(f"{page.key} {renderer}".encode()))
    shown = [whole, half_extracted(whole, rng)]
    if rng.random() < 0.5:
        shown.append(_cleaned(whole, rng))
    if page.page_type not in FRAMELESS and rng.random() < 0.6:
        shown.append(_reframed(whole, rng.choice(frames[frame_of(page)])))
    if rng.random() < (1.0 if page.lines else 0.33):
        shown.append(rewritten(rng.choice(shown), f"{page.key} {renderer}"))
    for view in shown:
        yield example(page, renderer, view, book)


def half_extracted(whole: Shown, rng: random.Random) -> Shown:
    """A page as a poor extractor leaves it: cut somewhere before and after its content.

    Args:
        whole: the whole page.
        rng: decides where.
    """
    on = [place for place, label in enumerate(whole.hard) if label == CONTENT]
    start = max(0, on[0] - rng.randrange(9))
    end = on[-1] + 1 + rng.randrange(25)
    return _chosen(whole, "trim", range(start, min(end, len(whole.lines))))


def _cleaned(whole: Shown, rng: random.Random) -> Shown:
    noise = rng.choice(_CLEAN_NOISE)
    keep = [
        place
        for place, line in enumerate(whole.lines)
        if whole.hard[place] == CONTENT
        or whole.content[place] != 0
        or not line.strip()
        or rng.random() < noise
    ]
    return _chosen(whole, "clean", keep)


def _reframed(whole: Shown, other: Shown) -> Shown:
    """The text of one page in the frame of another: what stands before and after its content."""
    on = [place for place, label in enumerate(whole.hard) if label == CONTENT]
    around = [place for place, label in enumerate(other.hard) if label == CONTENT]
    head = _chosen(other, "", range(around[0]))
    text = _chosen(whole, "", range(on[0], on[-1] + 1))
    tail = _chosen(other, "", range(around[-1] + 1, len(other.lines)))
    return Shown(
        "reframed",
        [*head.lines, *text.lines, *tail.lines],
        [*head.content, *text.content, *tail.content],
        [*head.kind, *text.kind, *tail.kind],
        bytes([*head.hard, *text.hard, *tail.hard]),
    )


def rewritten(shown: Shown, seed: str) -> Shown:
    """A page in another script.

    Args:
        shown: the page.
        seed: decides which.
    """
    rewrite = rewriting(seed)
    return replace(shown, view="rewritten", lines=[rewrite(line) for line in shown.lines])


def _chosen(whole: Shown, view: str, places: Iterable[int]) -> Shown:
    chosen = list(places)
    return Shown(
        view,
        [whole.lines[place] for place in chosen],
        [whole.content[place] for place in chosen],
        [whole.kind[place] for place in chosen],
        bytes(whole.hard[place] for place in chosen),
    )


def example(
    page: Page, renderer: str, shown: Shown, book: Rulebook, markup: Markup | None = None
) -> Example:
    """Make an example of one view of a page.

    Args:
        page: the page.
        renderer: how it was shown.
        shown: its lines, with labels.
        book: the rules.
        markup: the DOM columns of its lines; None for text.
    """
    lines = read_lines(["\n".join(shown.lines)])
    located = locate(lines, book.phrases)
    lines, _ = trim(lines, book, located)
    facts = Facts(lines)
    hits = seen_alone(facts, book, match(lines, book, located))
    evidence = collect(facts, book, hits)
    columns = [alone(facts), among(facts), evidence_columns(evidence, book, len(lines))]
    words = lines.words
    seen = np.minimum(words, SEEN)
    tokens = stretches(lines.first, lines.first + seen)
    return Example(
        page,
        renderer,
        shown.view,
        lines.tokens.bucket[tokens].astype(np.uint16),
        lines.tokens.shape[tokens].astype(np.uint16),
        seen,
        words,
        np.concatenate(columns).astype(np.float16),
        np.array(shown.content, np.int8)[lines.number],
        np.array(shown.kind, np.int8)[lines.number],
        markup.rows(lines.number) if markup else None,
    )
