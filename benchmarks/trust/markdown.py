"""The report on trust as Markdown tables."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from benchmarks.quality.markdown import table
from benchmarks.trust.guards import Worth
from benchmarks.trust.losses import Loss, tenth
from benchmarks.trust.rules import Counts, Mistakes
from benchmarks.trust.written import Gone, Lost, Survival, total_gone, total_lost
from cleaner.kinds import CHROME
from cleaner.rules.rule import Rule

_SHOWN: Final = 30
"""Rows shown of the two longest tables."""
_NONE: Final = "–"


@dataclass(frozen=True)
class Measured:
    """What was counted on the pages of corpora.

    Attributes:
        corpora: what they are called.
        weights: whose weights cleaned them.
        told: counts by rule.
        mistakes: content lines that went, by rule.
        losses: pages whose gold text is not empty, those first that lose most.
    """

    corpora: Sequence[str]
    weights: str
    told: Mapping[str, Counts]
    mistakes: Mapping[str, Mistakes]
    losses: Sequence[Loss]


def render(
    survival: Survival,
    going: Mapping[tuple[str, str], Gone],
    guards: Iterable[tuple[Rule, Worth]],
    measured: Measured | None,
) -> str:
    """The report as a Markdown document.

    Args:
        survival: what is lost of texts that must survive.
        going: what goes of chrome that must, by language and kind.
        guards: what each saves and costs.
        measured: counts on corpora, None where there are none.
    """
    parts = [
        "# Trust",
        "What the project wrote for its tests (`tests/corpus`): whole texts, and chrome written "
        "line by line, cleaned with the weights of the package, which have not seen them.",
        *_survival(survival),
        *_going(going),
        *_guards(guards, measured),
    ]
    return "\n\n".join(parts + (_measured(measured) if measured else [])) + "\n"


def _survival(survival: Survival) -> list[str]:
    return [
        "## What must survive",
        "Lines of content that go, of texts alone and in a frame of chrome; every framed text "
        "stands in one frame.",
        _lost("language", survival.languages),
        _lost("genre", survival.genres),
    ]


def _lost(title: str, counts: Mapping[tuple[str, bool], Lost]) -> str:
    def row(called: str, names: Collection[str]) -> list[str]:
        cells = [called]
        for framed in (False, True):
            lost = total_lost(
                count for (n, f), count in counts.items() if f == framed and n in names
            )
            share = _percent(lost.lost, lost.lines)
            cells += [str(lost.lines), str(lost.lost), share, str(lost.paragraphs)]
        return cells

    names = sorted({name for name, _ in counts})
    head = ["lines", "lost", "share", "paragraphs"]
    rows = [row("all", names), *(row(name, [name]) for name in names)]
    return table([title, *head, *(f"{cell}, framed" for cell in head)], rows)


def _going(going: Mapping[tuple[str, str], Gone]) -> list[str]:
    languages = sorted({language for language, _ in going})
    kinds = [kind for kind in CHROME if any(k == kind and g.lines for (_, k), g in going.items())]
    by_language = [
        [kind, *(_recall(going.get((language, kind))) for language in languages)] for kind in kinds
    ]
    every = [total_gone(g for (lang, _), g in going.items() if lang == each) for each in languages]
    by_language += [
        ["all kinds", *map(_recall, every)],
        ["chrome, of all that goes", *(_percent(gone.chrome, gone.named) for gone in every)],
    ]
    return [
        "## What must go",
        "Recall by kind; and of the lines that go as a kind, in all languages, how many are chrome "
        "and how many are of that kind.",
        table(
            ["kind", "English", "share", "other languages", "share", "chrome", "of this kind"],
            [_gone(kind, going) for kind in kinds],
        ),
        "Recall by language, and how much of all lines that go is chrome:",
        table(["kind", *languages], by_language),
    ]


def _gone(kind: str, going: Mapping[tuple[str, str], Gone]) -> list[str]:
    of_kind = {language: gone for (language, k), gone in going.items() if k == kind}
    every = total_gone(of_kind.values())
    cells = [kind]
    for english in (True, False):
        part = total_gone(gone for lang, gone in of_kind.items() if (lang == "en") == english)
        cells += [f"{part.gone} of {part.lines}", _percent(part.gone, part.lines)]
    return [*cells, _percent(every.chrome, every.named), _percent(every.right, every.named)]


def _recall(gone: Gone | None) -> str:
    return _percent(gone.gone, gone.lines) if gone else _NONE


def _guards(guards: Iterable[tuple[Rule, Worth]], measured: Measured | None) -> list[str]:
    rows = []
    for guard, worth in guards:
        counts = [worth.survive, worth.go, *([worth.content, worth.chrome] if measured else [])]
        rows.append([guard.id.removeprefix("any.content."), *map(str, counts)])
    corpora = ["corpora: saved", "corpora: left"] if measured else []
    return [
        "## Guards",
        "Lines that stay because of a guard: pages are cleaned with it, and once more as if it "
        "were a mere hint. What it saves, of texts that must survive and of the corpora's content; "
        "and what it costs, chrome that stays.",
        table(["guard", "survive: saved", "go: left", *corpora], rows),
    ]


def _measured(measured: Measured) -> list[str]:
    lost = sum(mistakes.lines for mistakes in measured.mistakes.values())
    return [
        "## Rules on the corpora",
        f"Lines of {', '.join(measured.corpora)}, cleaned with weights {measured.weights}: how "
        "many of the lines that rules of structure, and phrases by kind, place and weight, speak "
        "of are chrome, or content where they say so; and how many of the lines that went in their "
        "name were chrome.",
        _rules(measured.told),
        f"What took content lines, {lost} in all, most often:",
        table(
            ["taken by", "lines", "sites"],
            (
                [f"`{rule}`", str(mistakes.lines), str(mistakes.sites)]
                for rule, mistakes in islice(measured.mistakes.items(), _SHOWN)
            ),
        ),
        "## Where the score is lost",
        "What every page with a gold text loses of word F1 against exactly its content lines "
        f"(“best”): the tenth that loses most carries {tenth(measured.losses):.0%} of it. The "
        f"{_SHOWN} that lose most:",
        _losses(measured.losses[:_SHOWN]),
    ]


def _rules(told: Mapping[str, Counts]) -> str:
    rows = []
    for name in sorted(told):
        counts = told[name]
        chrome, content = counts.chrome, counts.content
        right = content if ".content." in name or ": content," in name else chrome
        removed = counts.removed_chrome + counts.removed_content
        rows.append(
            [
                name.removeprefix("any."),
                str(chrome + content),
                _percent(right, chrome + content),
                str(removed),
                _percent(counts.removed_chrome, removed),
            ]
        )
    return table(["rule", "lines", "right", "removed", "chrome"], rows)


def _losses(losses: Iterable[Loss]) -> str:
    rows = []
    for loss in losses:
        page, score = loss.document.page, loss.score
        kinds = ", ".join(f"{count} as {kind}" for kind, count in loss.lost.most_common(2))
        rows.append(
            [
                f"{page.key} ({page.page_type or page.language})",
                *(f"{value:.2f}" for value in (score.f1, score.precision, score.recall, loss.best)),
                f"{loss.lost.total()} ({kinds})" if kinds else "0",
                str(loss.left),
            ]
        )
    head = ["page", "F1", "precision", "recall", "best", "words lost", "words left"]
    return table(head, rows)


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else _NONE
