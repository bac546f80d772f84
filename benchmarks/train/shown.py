"""Pages as they may turn up: half extracted, clean, in another page's frame, with chrome of other
pages between their lines, and in other scripts.

A score that has seen only whole pages takes content away from clean ones.
"""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from benchmarks.quality.labels import CONTENT
from benchmarks.train.rewriting import rewriting

_RUNS = 4  # the most runs of other pages' chrome in a clean page
_RUN = (1, 1, 2, 3, 5, 8)  # and their lines
_CLEAN_NOISE = (0.0, 0.0, 0.05, 0.15)  # shares of chrome left in an already clean page


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


def cleaned(whole: Shown, rng: random.Random) -> Shown:
    """A page that somebody has cleaned, perhaps with a little chrome left.

    Args:
        whole: the whole page.
        rng: decides how much and where.
    """
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


def reframed(whole: Shown, other: Shown) -> Shown:
    """The text of one page in the frame of another: what stands before and after its content.

    Args:
        whole: the page with the text.
        other: the page with the frame.
    """
    on = [place for place, label in enumerate(whole.hard) if label == CONTENT]
    around = [place for place, label in enumerate(other.hard) if label == CONTENT]
    head = _chosen(other, "", range(around[0]))
    text = _chosen(whole, "", range(on[0], on[-1] + 1))
    tail = _chosen(other, "", range(around[-1] + 1, len(other.lines)))
    return _joined("reframed", head, text, tail)


def sprinkled(whole: Shown, others: Sequence[Shown], rng: random.Random) -> Shown:
    """A clean text with runs of chrome of other pages between its lines.

    Args:
        whole: the page with the text.
        others: the pages with the chrome, not itself.
        rng: decides which, how much and where.
    """
    text = _chosen(whole, "", [place for place, label in enumerate(whole.content) if label])
    gaps = sorted(rng.randrange(len(text.lines) + 1) for _ in range(rng.randint(1, _RUNS)))
    pieces = []
    for start, stop in pairwise([0, *gaps]):
        pieces += [_chosen(text, "", range(start, stop)), _run(rng.choice(others), rng)]
    return _joined("sprinkled", *pieces, _chosen(text, "", range(gaps[-1], len(text.lines))))


def _run(other: Shown, rng: random.Random) -> Shown:
    """Some lines of chrome of a page as they stand there, empty lines counted."""
    chrome = [at for at, line in enumerate(other.lines) if other.content[at] == 0 and line.strip()]
    if not chrome:
        return _chosen(other, "", ())
    start = rng.choice(chrome)
    places = range(start, min(start + rng.choice(_RUN), len(other.lines)))
    run = takewhile(lambda at: other.content[at] == 0 or not other.lines[at].strip(), places)
    return _chosen(other, "", run)


def _joined(view: str, *parts: Shown) -> Shown:
    return Shown(
        view,
        [line for part in parts for line in part.lines],
        [label for part in parts for label in part.content],
        [kind for part in parts for kind in part.kind],
        b"".join(part.hard for part in parts),
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
