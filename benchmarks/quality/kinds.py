"""What a cleaner does to each kind of line, on pages whose every line has a kind."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypedDict

from benchmarks.quality.scores import kept_lines
from benchmarks.quality.systems import Explained, Verdict
from benchmarks.quality.views import Document

CONTENT = "content"


class KindCounts(NamedTuple):
    """Lines of one kind, and how many of them a system kept."""

    lines: int
    kept: int


class Fates(TypedDict):
    """Lines kept of each kind, and the two shares a cleaner must hold down."""

    kinds: dict[str, KindCounts]
    content_lost: float
    chrome_left: float


class StageCounts(NamedTuple):
    """Lines removed as one kind of chrome: all, those that are chrome, those of that kind."""

    removed: int
    chrome: int
    right: int


class Confusion(TypedDict):
    """Kinds named by a cleaner against the labelled kinds, over the lines it removed.

    `right` is the share of the removed chrome lines whose kind was named rightly;
    `false_removals` are the content lines removed, as page key, line index and the kind named.
    """

    table: dict[str, dict[str, int]]
    stages: dict[str, StageCounts]
    right: float
    false_removals: list[tuple[str, int, str]]


def fates(documents: Sequence[Document], outputs: Sequence[str]) -> Fates:
    """Count the lines kept of each kind.

    Args:
        documents: Documents of pages with labelled lines.
        outputs: What a system made of each.
    """
    lines, kept = Counter[str](), Counter[str]()
    for document, output in zip(documents, outputs, strict=True):
        survives = kept_lines(document.text, output)
        for (kind, _), stays in zip(document.page.lines, survives, strict=True):
            lines[kind] += 1
            kept[kind] += stays
    chrome = lines.total() - lines[CONTENT]
    return Fates(
        kinds={kind: KindCounts(count, kept[kind]) for kind, count in lines.most_common()},
        content_lost=1 - kept[CONTENT] / max(1, lines[CONTENT]),
        chrome_left=(kept.total() - kept[CONTENT]) / max(1, chrome),
    )


def confusion(documents: Sequence[Document], explain: Callable[[Document], Explained]) -> Confusion:
    """Compare the kinds a cleaner names for the lines it removes with the labelled ones.

    Args:
        documents: Documents of pages with labelled lines.
        explain: Gives the verdicts on a document.
    """
    pairs = Counter[tuple[str, str]]()
    false_removals = []
    for document in documents:
        for verdict in _removals(explain(document)):
            label = document.page.lines[verdict.line][0]
            pairs[label, verdict.kind] += 1
            if label == CONTENT:
                false_removals.append((document.page.key, verdict.line, verdict.kind))
    chrome = sum(count for (label, _), count in pairs.items() if label != CONTENT)
    right = sum(count for (label, named), count in pairs.items() if label == named != CONTENT)
    return Confusion(
        table=_table(pairs),
        stages={named: _stage(pairs, named) for named in sorted({n for _, n in pairs})},
        right=right / max(1, chrome),
        false_removals=false_removals,
    )


def _removals(explained: Explained) -> Iterator[Verdict]:
    """Verdicts on lines that go; a line of which only an end was cut off stays."""
    kept = {verdict.line for verdict in explained.verdicts if verdict.keep}
    return (verdict for verdict in explained.verdicts if verdict.line not in kept)


def _table(pairs: Counter[tuple[str, str]]) -> dict[str, dict[str, int]]:
    table: dict[str, dict[str, int]] = {}
    for (label, named), count in sorted(pairs.items()):
        table.setdefault(label, {})[named] = count
    return table


def _stage(pairs: Counter[tuple[str, str]], named: str) -> StageCounts:
    removed = sum(count for (_, kind), count in pairs.items() if kind == named)
    return StageCounts(removed, removed - pairs[CONTENT, named], pairs[named, named])
