"""Figures of text and of HTML in one form: by system and group of pages."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Final, NamedTuple

from benchmarks.quality import report as text_report
from benchmarks.quality.html import report as html_report
from benchmarks.quality.report import FEW
from benchmarks.quality.summaries import Figures

OWN: Final = "cleaner"
RULES: Final = "cleaner:rules"
ORACLE: Final = "oracle"
KEEPERS: Final = ("keepall", "inscriptis")  # systems that keep everything, of text and of HTML
CORPORA: Final = {
    "wcxb": "WCXB", "daniel": "DAnIEL", "trafilatura": "trafilatura's pages",
    "labelled": "labelled lines",
}  # fmt: skip
SYSTEMS: Final = {
    "c4": "C4's line rules", "refinedweb": "RefinedWeb's rules", "long-span": "longest span",
    "boilerpy3:default": "boilerpy3, default", "justext": "jusText",
    "datatrove-c4": "datatrove's C4", "readability-lxml": "readability",
}  # fmt: skip


class Group(NamedTuple):
    """Figures of a system on a group of pages, and the 95 % interval of its F1, if it has one."""

    pages: int
    figures: Figures
    interval: tuple[float, float] | None

    @property
    def f1(self) -> float:
        """F1 of words, or of segments where pages have no gold text."""
        return self.figures["f1"] if "f1" in self.figures else self.figures["segment_f1"]


@dataclass(frozen=True)
class Measured:
    """What was measured on one corpus.

    Attributes:
        corpus: Its name.
        pages: How many it has.
        weights: Whether cleaner had weights by fold or those of its package.
        systems: Groups by their names (``all``, ``type:forum``, …), by system.
    """

    corpus: str
    pages: int
    weights: str
    systems: Mapping[str, Mapping[str, Group]]

    @property
    def keeper(self) -> str:
        """The system that keeps everything, "" where it was not measured."""
        return next((name for name in KEEPERS if name in self.systems), "")

    @property
    def peers(self) -> list[str]:
        """What cleaner is compared with: no limits, and none of its own variants."""
        bounds = (*KEEPERS, ORACLE)
        return [n for n in self.systems if n not in bounds and n.split(":")[0] != OWN]

    def names(self, by: str) -> list[str]:
        """Groups of pages of a sort that are large enough to be shown, and that all systems have.

        Args:
            by: ``type``, ``language`` or ``renderer``.
        """
        groups = next(iter(self.systems.values()), {})
        return [n for n, g in groups.items() if n.startswith(f"{by}:") and g.pages >= FEW]

    def scores(self, system: str, group: str) -> list[float]:
        """F1 of a system on a group, or on each of the groups of a sort.

        Args:
            system: Its name.
            group: Name of a group, or ``each language`` and alike.
        """
        names = self.names(group.removeprefix("each ")) if group.startswith("each ") else [group]
        return [self.systems[system][name].f1 for name in names]

    def best(self, group: str) -> str:
        """The peer with the highest mean F1 on a group, "" where there is no peer."""
        return max(self.peers, key=lambda name: fmean(self.scores(name, group)), default="")


class Place(NamedTuple):
    """A figure worth a line: what it is called in a table and in a plot, and where it stands."""

    name: str
    brief: str
    corpus: str
    view: str
    group: str


TEXT: Final = (
    Place("WCXB, whole", "WCXB", "wcxb", "full", "all"),
    Place("… articles", "WCXB articles", "wcxb", "full", "type:article"),
    Place("WCXB, half extracted", "WCXB, half", "wcxb", "trim", "all"),
    Place("… articles, half extracted", "articles, half", "wcxb", "trim", "type:article"),
    Place("DAnIEL, mean / worst language", "DAnIEL", "daniel", "full", "each language"),
    Place("Labelled line by line", "labelled lines", "labelled", "full", "all"),
)
HTML: Final = (
    Place("WCXB", "WCXB", "wcxb", "", "all"),
    *(
        Place(f"… {kind}s", f"WCXB {kind}s", "wcxb", "", f"type:{kind}")
        for kind in ("article", "forum", "listing", "product")
    ),
    Place("DAnIEL, mean / worst language", "DAnIEL", "daniel", "", "each language"),
    Place("trafilatura's own segments", "segments", "trafilatura", "", "all"),
)

Sets = Mapping[tuple[str, str], Measured]


def present(places: Sequence[Place], sets: Sets) -> Iterator[tuple[Place, Measured]]:
    """The places that were measured.

    Args:
        places: Those of text or of HTML.
        sets: What `of_text` or `of_html` has found.
    """
    for place in places:
        measured = sets.get((place.corpus, place.view))
        if measured and OWN in measured.systems:
            each = place.group.removeprefix("each ")
            if measured.names(each) or place.group in measured.systems[OWN]:
                yield place, measured


def of_text(report: text_report.Report) -> Sets:
    """What was measured on text, by corpus and view; groups of renderers hold all pages."""
    return {
        (name, view): Measured(
            name,
            corpus["pages"],
            corpus["weights"],
            {system: _groups(views[view]) for system, views in corpus["systems"].items()},
        )
        for name, corpus in report["corpora"].items()
        for view in next(iter(corpus["systems"].values()), {})
    }


def of_html(report: html_report.Report) -> Sets:
    """What was measured on HTML, by corpus; there are no views."""
    return {
        (name, ""): Measured(
            name,
            corpus["pages"],
            corpus["weights"],
            {
                system: {
                    group: Group(g["pages"], g["figures"], g.get("interval"))
                    for group, g in found["groups"].items()
                }
                for system, found in corpus["systems"].items()
            },
        )
        for name, corpus in report["corpora"].items()
    }


def _groups(view: text_report.ViewReport) -> dict[str, Group]:
    everything = view["groups"]["all"]
    groups = {
        name: Group(group["pages"], group["mean"], group.get("interval"))
        for name, group in view["groups"].items()
    }
    return groups | {
        f"renderer:{name}": Group(everything["pages"], figures, view["intervals"].get(name))
        for name, figures in everything["renderers"].items()
    }
