"""The report on trust as Markdown tables."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from benchmarks.quality.markdown import table
from benchmarks.trust.guards import Worth
from benchmarks.trust.losses import Loss, tenth
from benchmarks.trust.rules import Mistakes, Told
from benchmarks.trust.written import Gone, Lost, Survival
from cleaner.kinds import CHROME
from cleaner.rules.rule import Rule

_SHOWN: Final = 30
"""Rules, and pages, of the long lists."""


@dataclass(frozen=True)
class Measured:
    """What was counted on the pages of corpora.

    Attributes:
        corpora: what they are called.
        weights: whose weights cleaned them.
        told: counts by rule.
        mistakes: content lines that went, by rule.
        losses: pages with gold texts, the worst first.
    """

    corpora: Sequence[str]
    weights: str
    told: Mapping[str, Told]
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
        *_guards(guards),
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
    def row(name: str, chosen: Callable[[str], bool]) -> list[str]:
        cells = [name]
        for framed in (False, True):
            some = [count for (n, f), count in counts.items() if f == framed and chosen(n)]
            lines, lost = sum(count.lines for count in some), sum(count.lost for count in some)
            paragraphs = sum(count.paragraphs for count in some)
            cells += [str(lines), str(lost), _percent(lost, lines), str(paragraphs)]
        return cells

    names = sorted({name for name, _ in counts})
    rows = [row(name, lambda n, name=name: n == name) for name in names]  # type: ignore[misc]
    head = ["lines", "lost", "share", "paragraphs"]
    framed = [f"{cell}, framed" for cell in head]
    return table([title, *head, *framed], [row("all", lambda _: True), *rows])


def _going(going: Mapping[tuple[str, str], Gone]) -> list[str]:
    languages = sorted({language for language, _ in going})
    others = [language for language in languages if language != "en"]

    def pooled(kind: str, chosen: Sequence[str]) -> Gone:
        some = [going[language, kind] for language in chosen if (language, kind) in going]
        return Gone(*map(sum, zip(*((g.lines, g.gone, g.named, g.chrome, g.right) for g in some), strict=True)))  # fmt: skip # noqa: E501

    rows = []
    for kind in CHROME:
        english, other = pooled(kind, ["en"]), pooled(kind, others)
        everywhere = pooled(kind, languages)
        if everywhere.lines:
            rows.append(
                [
                    kind,
                    f"{english.gone} of {english.lines}",
                    _percent(english.gone, english.lines),
                    f"{other.gone} of {other.lines}",
                    _percent(other.gone, other.lines),
                    _percent(everywhere.chrome, everywhere.named),
                    _percent(everywhere.right, everywhere.named),
                ]
            )
    by_language = [
        [kind, *(_recall(going.get((language, kind))) for language in languages)]
        for kind in CHROME
        if any((language, kind) in going for language in languages)
    ]
    return [
        "## What must go",
        "Recall by kind; and of the lines that go as a kind, in all languages, how many are chrome "
        "and how many are of that kind.",
        table(
            ["kind", "English", "share", "other languages", "share", "chrome", "of this kind"],
            rows,
        ),
        "Recall by language:",
        table(["kind", *languages], by_language),
    ]


def _recall(gone: Gone | None) -> str:
    return _percent(gone.gone, gone.lines) if gone else "–"


def _guards(guards: Iterable[tuple[Rule, Worth]]) -> list[str]:
    rows = [
        [
            guard.id.removeprefix("any.content."),
            *map(str, (worth.survive, worth.go, worth.content, worth.chrome)),
        ]
        for guard, worth in guards
    ]
    return [
        "## Guards",
        "Lines that stay because of a guard: pages are cleaned with it, and once more as if it "
        "were a mere hint. What it saves, of texts that must survive and of the corpora's content; "
        "and what it costs, chrome that stays.",
        table(["guard", "survive: saved", "go: left", "corpora: saved", "corpora: left"], rows),
    ]


def _measured(measured: Measured) -> list[str]:
    return [
        "## Rules on the corpora",
        f"Lines of {', '.join(measured.corpora)}, cleaned with weights {measured.weights}: how "
        "many of the lines that a rule speaks of are what it says, and how many of those that went "
        "in its name were chrome.",
        _rules(measured.told),
        f"Content lines that went, by what took them, of {sum(m.lines for m in measured.mistakes.values())}:",  # noqa: E501
        table(
            ["taken by", "lines", "sites"],
            (
                [f"`{rule}`", str(mistakes.lines), str(mistakes.sites)]
                for rule, mistakes in islice(measured.mistakes.items(), _SHOWN)
            ),
        ),
        "## Where the score is lost",
        f"The worst tenth of pages carries {tenth(measured.losses):.0%} of the loss of word F1. "
        f"The {_SHOWN} worst; “best” is the F1 of exactly the right lines.",
        _losses(measured.losses[:_SHOWN]),
    ]


def _rules(told: Mapping[str, Told]) -> str:
    rows = []
    for name, counts in sorted(told.items(), key=lambda item: item[0]):
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
        lost = ", ".join(f"{count} as {kind}" for kind, count in loss.lost.most_common(2))
        rows.append(
            [
                f"{page.key} ({page.page_type or page.language})",
                *(f"{value:.2f}" for value in (score.f1, score.precision, score.recall, loss.best)),
                lost or "0",
                str(loss.left),
            ]
        )
    head = ["page", "F1", "precision", "recall", "best", "words lost", "words left"]
    return table(head, rows)


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "–"
