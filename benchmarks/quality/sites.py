"""What site memory adds: pages of the same host cleaned with and without it.

The memory is learned from the pages that are cleaned, without looking at their gold texts, as
`cleaner clean --sites auto` does it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

from benchmarks.quality.corpora import Corpus, Page
from benchmarks.quality.domains import fold
from benchmarks.quality.markdown import table
from benchmarks.quality.scores import word_score
from benchmarks.quality.views import Document, documents
from cleaner import Cleaner, Settings
from cleaner.sites.memory import Sites

PAGES = 5  # of a host, below which there is nothing to learn
_SHOWN = 10


class Gain(NamedTuple):
    """Word F1 of one page without and with site memory."""

    host: str
    renderer: str
    language: str
    without: float
    with_sites: float


def host_of_key(page: Page) -> str:
    """The host in the key of a page of DAnIEL: date, host and digest with underscores between."""
    return page.key.split("_")[1]


def measure(
    corpus: Corpus,
    renderers: Sequence[str],
    cache: Path | None = None,
    weights_by_fold: Path | None = None,
) -> list[Gain]:
    """Clean the pages of hosts with enough of them, once for every renderer.

    Args:
        corpus: DAnIEL.
        renderers: ways from HTML to text.
        cache: folder of rendered pages.
        weights_by_fold: folder of text0.npz …; None for the weights of the package.
    """
    sizes: dict[str, int] = defaultdict(int)
    for page in corpus.pages:
        sizes[host_of_key(page)] += 1
    gains: list[Gain] = []
    for renderer in renderers:
        found = documents(corpus, renderer, cache)
        large = [d for d in found if sizes[host_of_key(d.page)] >= PAGES]
        gains += _gains(large, renderer, weights_by_fold)
    return gains


def _gains(pages: Sequence[Document], renderer: str, weights_by_fold: Path | None) -> list[Gain]:
    sites = Sites.learn((host_of_key(d.page), d.text) for d in pages)
    parts: dict[int, list[Document]] = defaultdict(list)
    for document in pages:
        parts[fold(document.page.domain) if weights_by_fold else 0].append(document)
    gains: list[Gain] = []
    for number, part in parts.items():
        weights = weights_by_fold / f"text{number}.npz" if weights_by_fold else None
        texts, hosts = [d.text for d in part], [host_of_key(d.page) for d in part]
        without = Cleaner(Settings(weights=weights)).clean_many(texts)
        known = Cleaner(Settings(weights=weights, sites=sites)).clean_many(texts, urls=hosts)
        for document, before, after in zip(part, without, known, strict=True):
            page, gold = document.page, document.page.gold or ""
            scores = word_score(before, gold).f1, word_score(after, gold).f1
            gains.append(Gain(host_of_key(page), renderer, page.language, *scores))
    return gains


def render(gains: Sequence[Gain]) -> str:
    """The gains as Markdown tables: over all pages, by language, and of the hosts at both ends.

    >>> one = Gain("a.example", "wet", "en", 0.5, 0.75)
    >>> gains = [one, Gain("b.example", "wet", "de", 0.5, 0.5)]
    >>> print(render(gains).split("\\n")[6])
    | all | 2 | 0.500 | 0.625 | +0.125 |
    """
    languages = _grouped(gains, [g.language for g in gains])
    hosts = sorted(
        _grouped(gains, [g.host for g in gains]).items(), key=lambda item: _mean_gain(item[1])
    )
    single = _grouped(gains, [f"{g.host}, {g.renderer}" for g in gains])
    worst = sorted(single.items(), key=lambda item: _mean_gain(item[1]))[:_SHOWN]
    ends = dict(hosts if len(hosts) <= 2 * _SHOWN else [*hosts[:_SHOWN], *hosts[-_SHOWN:]])
    return "\n\n".join(
        [
            "# Site memory",
            f"Word F1 of pages in text mode, on hosts with {PAGES} pages or more.",
            _table("pages", {"all": gains, **dict(sorted(languages.items()))}),
            "Hosts that gain least and most:",
            _table("host", ends),
            f"Least with one renderer alone, of {len(hosts)} hosts:",
            _table("host, renderer", dict(worst)),
        ]
    )


def _grouped(gains: Sequence[Gain], names: Sequence[str]) -> dict[str, list[Gain]]:
    groups: dict[str, list[Gain]] = defaultdict(list)
    for gain, name in zip(gains, names, strict=True):
        groups[name].append(gain)
    return groups


def _mean_gain(gains: Sequence[Gain]) -> float:
    return fmean(g.with_sites - g.without for g in gains)


def _table(title: str, groups: Mapping[str, Sequence[Gain]]) -> str:
    rows = [
        [
            name,
            str(len(group)),
            f"{fmean(g.without for g in group):.3f}",
            f"{fmean(g.with_sites for g in group):.3f}",
            f"{_mean_gain(group):+.3f}",
        ]
        for name, group in groups.items()
    ]
    return table([title, "views", "without", "with", "gain"], rows)
