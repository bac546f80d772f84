"""Pinned lowest figures of `cleaner`, with the digest of the corpus they were measured on."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, TypedDict

from benchmarks.quality.report import CorpusReport, Report, shown_groups

SYSTEM = "cleaner"
MARGIN = 0.002  # how far a figure may fall under the pinned measurement

_HEADER = """\
# Lowest figures of cleaner that a change may leave behind, each from 0 to 1, higher being better.
# `python -m benchmarks.quality text --data DIR --pin` writes them, or html in place of text: what
# it measured, less .002.
# They hold for the corpus with this digest, these renderers and these weights, and for no other.
"""


class Measured(NamedTuple):
    """Figures of `cleaner` on one corpus that are worth a floor, and what they were measured on."""

    digest: str
    renderers: list[str]
    weights: str
    figures: dict[str, float]


class Floors(TypedDict):
    """Lowest figures on one corpus, and what they were measured on."""

    digest: str
    renderers: list[str]
    weights: str
    lowest: dict[str, float]


def measured(report: Report) -> dict[str, Measured]:
    """What a report on scraped text has to be pinned or checked, by corpus."""
    return {
        name: Measured(c["digest"], c["renderers"], c["weights"], figures(c))
        for name, c in report["corpora"].items()
    }


def figures(corpus: CorpusReport) -> dict[str, float]:
    """The figures of `cleaner` on a corpus that are worth a floor, by name; higher is better."""
    found = dict(_scores(corpus))
    by_kind = corpus.get("kinds", {}).get(SYSTEM)
    if by_kind:
        found["kinds/content kept"] = 1 - by_kind["fates"]["content_lost"]
        found["kinds/chrome removed"] = 1 - by_kind["fates"]["chrome_left"]
        if "confusion" in by_kind:
            found["kinds/named rightly"] = by_kind["confusion"]["right"]
    return found


def _scores(corpus: CorpusReport) -> Iterator[tuple[str, float]]:
    shown = [name for name, _ in shown_groups(corpus)]
    for view, report in corpus["systems"].get(SYSTEM, {}).items():
        for group in shown:
            mean = report["groups"][group]["mean"]
            wanted = ["f1", "recall"]
            if group == "all":
                wanted += ["wanted", "segment_f1", "drop_f1", "keep_f1"]
            for name in wanted:
                if name in mean:
                    yield f"{view}/{group}/{name}", mean[name]


def read(path: Path) -> dict[str, Floors]:
    """Floors by corpus; none where the file is absent."""
    stored: dict[str, Floors] = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
    return stored


def pin(found: Mapping[str, Measured], path: Path) -> None:
    """Write what was measured as floors; corpora that were not measured keep theirs."""
    floors = read(path)
    for name, corpus in found.items():
        if corpus.figures:
            floors[name] = Floors(
                digest=corpus.digest,
                renderers=corpus.renderers,
                weights=corpus.weights,
                lowest={key: max(0.0, value - MARGIN) for key, value in corpus.figures.items()},
            )
    path.write_text(_HEADER + "".join(map(_as_toml, floors, floors.values())), "utf-8")


def _as_toml(name: str, floors: Floors) -> str:
    # JSON strings and lists of strings are TOML as well.
    lines = [
        f"\n[{name}]",
        f"digest = {json.dumps(floors['digest'])}",
        f"renderers = {json.dumps(floors['renderers'])}",
        f"weights = {json.dumps(floors['weights'])}",
        f"\n[{name}.lowest]",
        *(f"{json.dumps(key)} = {value:.4f}" for key, value in floors["lowest"].items()),
    ]
    return "\n".join(lines) + "\n"


def check(found: Mapping[str, Measured], path: Path) -> tuple[list[str], list[str]]:
    """Compare what was measured with the floors.

    Args:
        found: What was measured, by corpus.
        path: File of the floors.

    Returns:
        A line for each figure that fell, and notes on what could not be compared.
    """
    floors = read(path)
    fallen: list[str] = []
    notes: list[str] = []
    for name in sorted(floors.keys() | found.keys()):
        if name not in found:
            notes.append(f"{name}: not measured, its floors are not compared")
        elif name not in floors:
            notes.append(f"{name}: has no floors")
        elif reason := _differs(found[name], floors[name]):
            notes.append(f"{name}: not compared, {reason}")
        else:
            fallen += _fallen(name, found[name].figures, floors[name]["lowest"])
    return fallen, notes


def _differs(found: Measured, floors: Floors) -> str:
    if found.digest != floors["digest"]:
        return f"its digest is {found.digest[:12]}, the floors are for {floors['digest'][:12]}"
    if sorted(found.renderers) != sorted(floors["renderers"]):
        return f"the floors are for the renderers {', '.join(floors['renderers'])}"
    if found.weights != floors["weights"]:
        return f"the floors are for weights {floors['weights']}"
    return ""


def _fallen(name: str, figures: dict[str, float], lowest: dict[str, float]) -> Iterator[str]:
    for key, floor in lowest.items():
        if key not in figures:
            yield f"{name}/{key}: not measured, must be {floor:.4f}"
        elif figures[key] < floor:
            yield f"{name}/{key}: {figures[key]:.4f}, must be {floor:.4f}"
