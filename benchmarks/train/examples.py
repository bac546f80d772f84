"""Training examples: pages as columns, made by the code that cleans, in several views.

A page is shown whole, half extracted and already clean, by five renderers and in other scripts: a
score that has seen only whole pages takes content away from clean ones.
"""

import random
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.quality import corpora, views
from benchmarks.quality.corpora import Page
from benchmarks.quality.labels import CONTENT, UNSCORED
from benchmarks.quality.renderers import RENDERERS
from benchmarks.train.rewriting import rewriting
from cleaner.kinds import KINDS
from cleaner.rules.book import Rulebook
from cleaner.rules.load import builtin_rules
from cleaner.rules.match import locate, match
from cleaner.score.features import alone, among
from cleaner.score.network import SEEN, evidence_columns
from cleaner.stages import alone as seen_alone
from cleaner.stages import collect, rulebook
from cleaner.table.arrays import stretches
from cleaner.table.facts import Facts
from cleaner.table.lines import read_lines
from cleaner.trim import trim

_CLEAN_NOISE = (0.0, 0.0, 0.05, 0.15)  # shares of chrome left in an already clean page


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


@dataclass(frozen=True, slots=True)
class _Shown:
    """Lines of a page as they are shown, with a label each."""

    view: str
    lines: Sequence[str]
    content: Sequence[int]
    kind: Sequence[int]


def load_examples(data: Path, cache: Path | None) -> list[Example]:
    """Make the examples of all corpora.

    Args:
        data: folder that holds the corpora's folders.
        cache: folder that keeps rendered pages for the next run, None to keep nothing.
    """
    book = rulebook(builtin_rules())
    found, _ = corpora.load(data, ["wcxb", "daniel", "labelled"])
    made: list[Example] = []
    for corpus in found:
        for renderer in views.renderings(corpus, tuple(RENDERERS)):
            for document in views.documents(corpus, renderer, cache):
                made += _examples(document, renderer, book)
    return made


def _examples(document: views.Document, renderer: str, book: Rulebook) -> Iterator[Example]:
    page = document.page
    lines = document.text.split("\n")
    content = [-1 if label == UNSCORED else int(label == CONTENT) for label in document.labels.soft]
    if CONTENT not in document.labels.soft:
        return
    kind = [KINDS.index(k) for k, _ in page.lines] or [-1] * len(lines)
    rng = random.Random(zlib.crc32(f"{page.key} {renderer}".encode()))
    whole = _Shown("full", lines, content, kind if len(kind) == len(lines) else [-1] * len(lines))
    shown = [whole, _half_extracted(whole, document.labels.hard, rng)]
    if rng.random() < 0.5:
        shown.append(_cleaned(whole, document.labels.hard, rng))
    if rng.random() < (1.0 if page.lines else 0.33):
        shown.append(_rewritten(rng.choice(shown), f"{page.key} {renderer}"))
    for view in shown:
        yield _example(page, renderer, view, book)


def _half_extracted(whole: _Shown, hard: Sequence[int], rng: random.Random) -> _Shown:
    on = [place for place, label in enumerate(hard) if label == CONTENT]
    start = max(0, on[0] - rng.randrange(9))
    end = on[-1] + 1 + rng.randrange(25)
    return _chosen(whole, "trim", range(start, min(end, len(whole.lines))))


def _cleaned(whole: _Shown, hard: Sequence[int], rng: random.Random) -> _Shown:
    noise = rng.choice(_CLEAN_NOISE)
    keep = [
        place
        for place, line in enumerate(whole.lines)
        if hard[place] == CONTENT
        or whole.content[place] != 0
        or not line.strip()
        or rng.random() < noise
    ]
    return _chosen(whole, "clean", keep)


def _rewritten(shown: _Shown, seed: str) -> _Shown:
    rewrite = rewriting(seed)
    return _Shown("rewritten", [rewrite(line) for line in shown.lines], shown.content, shown.kind)


def _chosen(whole: _Shown, view: str, places: Iterable[int]) -> _Shown:
    chosen = list(places)
    lines, content, kind = (
        [column[place] for place in chosen] for column in (whole.lines, whole.content, whole.kind)
    )
    return _Shown(view, lines, content, kind)  # type: ignore[arg-type]


def _example(page: Page, renderer: str, shown: _Shown, book: Rulebook) -> Example:
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
    )
