"""The figures of every run that was taken in, one line of JSON each."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import fmean
from typing import Final, TypedDict

from benchmarks.provenance import Provenance
from benchmarks.publish import figures
from benchmarks.publish.saved import Saved
from benchmarks.quality.html.report import Report as HtmlReport
from benchmarks.quality.report import Report as TextReport
from benchmarks.speed.goals import BATCHES
from benchmarks.speed.results import Results
from benchmarks.speed.yardsticks import EMPTY

FILE: Final = "history.jsonl"


class Entry(TypedDict):
    """A run: its kind, when and with what it was made, on which pages, and its key figures.

    `corpora` holds the digest of each; `trained` says whether weights were by fold or packaged.
    """

    kind: str
    run: Provenance
    trained: str
    corpora: dict[str, str]
    figures: dict[str, float]


def read(folder: Path) -> list[Entry]:
    """The runs of a folder, the oldest first."""
    file = folder / FILE
    return (
        [json.loads(line) for line in file.read_text("utf-8").splitlines()] if file.exists() else []
    )


def add(entry: Entry, folder: Path) -> None:
    """Add a run, in place of one of the same commit, weights and corpora."""
    kept = [former for former in read(folder) if _same(former) != _same(entry)]
    lines = [json.dumps(each, ensure_ascii=False) for each in (*kept, entry)]
    (folder / FILE).write_text("\n".join(lines) + "\n", "utf-8")


def comparable(entries: Iterable[Entry], kind: str) -> list[Entry]:
    """Runs of a kind on the same pages as the last one, with weights come by in the same way."""
    found = [entry for entry in entries if entry["kind"] == kind]
    return [e for e in found if (e["corpora"], e["trained"]) == _pages(found[-1])]


def entries(saved: Saved) -> dict[str, Entry]:
    """The lines of the runs that were taken in last, by their kind."""
    found = {}
    if saved.text:
        places = figures.present(figures.TEXT, figures.of_text(saved.text))
        found["text"] = _quality("text", saved.text, places)
    if saved.html:
        places = figures.present(figures.HTML, figures.of_html(saved.html))
        found["html"] = _quality("html", saved.html, places)
    if saved.speed:
        found["speed"] = _speed(saved.speed)
    return found


def _quality(
    kind: str,
    report: TextReport | HtmlReport,
    places: Iterable[tuple[figures.Place, figures.Measured]],
) -> Entry:
    return Entry(
        kind=kind,
        run=report["run"],
        trained=next(iter(report["corpora"].values()))["weights"],
        corpora={name: corpus["digest"][:12] for name, corpus in report["corpora"].items()},
        figures={
            place.brief: round(fmean(measured.scores(figures.OWN, place.group)), 4)
            for place, measured in places
        },
    )


def _speed(results: Results) -> Entry:
    pages = {corpus: results.table("pages", corpus) for corpus in results.corpora("pages")}
    return Entry(
        kind="speed",
        run=results.run,
        trained="packaged",
        corpora={name: f"{found[EMPTY].info['bytes']} bytes" for name, found in pages.items()},
        figures={
            name: round(100 * found[EMPTY].seconds / found[BATCHES].seconds, 2)
            for name, found in pages.items()
        },
    )


def _same(entry: Entry) -> Sequence[object]:
    run = entry["run"]
    return entry["kind"], run["commit"], run["weights"], entry["trained"], entry["corpora"]


def _pages(entry: Entry) -> tuple[dict[str, str], str]:
    return entry["corpora"], entry["trained"]
