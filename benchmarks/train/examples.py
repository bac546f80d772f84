"""Training examples: pages as columns, made by the code that cleans, in several views."""

import random
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.gathered import gather
from benchmarks.quality import corpora, views
from benchmarks.quality.corpora import Page
from benchmarks.quality.domains import fold
from benchmarks.quality.labels import CONTENT, UNSCORED
from benchmarks.quality.renderers import RENDERERS
from benchmarks.train.shown import (
    Shown,
    cleaned,
    half_extracted,
    reframed,
    rewritten,
    sprinkled,
)
from cleaner.kinds import KINDS
from cleaner.markup.columns import Markup
from cleaner.rules.book import Rulebook
from cleaner.score.features import alone, among
from cleaner.score.network import SEEN, evidence_columns
from cleaner.stages import rulebook
from cleaner.table.arrays import stretches

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
        shown.append(cleaned(whole, rng))
    framed = page.page_type not in FRAMELESS
    others = [o for o in frames[frame_of(page)] if o is not whole] if framed else []
    if others and rng.random() < 0.6:
        shown.append(reframed(whole, rng.choice(others)))
    if others and rng.random() < 0.6:
        shown.append(sprinkled(whole, others, rng))
    if rng.random() < (1.0 if page.lines else 0.33):
        shown.append(rewritten(rng.choice(shown), f"{page.key} {renderer}"))
    for view in shown:
        yield example(page, renderer, view, book)


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
    facts, evidence = gather("\n".join(shown.lines), book)
    lines = facts.lines
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
