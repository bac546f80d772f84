"""Pinned floors."""

from pathlib import Path

import pytest

from benchmarks.provenance import Provenance
from benchmarks.quality import floors
from benchmarks.quality.report import CorpusReport, GroupReport, Report, ViewReport

RUN = Provenance(date="2026-01-01", commit="c1", version="1", weights="w1")


def corpus_report(f1: float, digest: str = "d1", weights: str = "packaged") -> CorpusReport:
    figures = {"f1": f1, "recall": 0.9, "drop_f1": 0.8, "precision": 0.5}
    groups = {
        name: GroupReport(pages=pages, mean=figures, renderers={"wet": figures})
        for name, pages in (("all", 30), ("type:forum", 5), ("type:article", 4))
    }
    return CorpusReport(
        digest=digest,
        pages=30,
        renderers=["wet"],
        weights=weights,
        systems={"cleaner": {"full": ViewReport(groups=groups, intervals={}, page_f1={})}},
    )


def report(**corpora: CorpusReport) -> dict[str, floors.Measured]:
    return floors.measured(Report(run=RUN, corpora=dict(corpora), notes=[]))


@pytest.fixture
def pinned(tmp_path: Path) -> Path:
    path = tmp_path / "floors.toml"
    floors.pin(report(wcxb=corpus_report(0.85)), path)
    return path


def test_pin_writes_figures_less_the_margin(pinned: Path) -> None:
    stored = floors.read(pinned)["wcxb"]
    assert (stored["digest"], stored["renderers"], stored["weights"]) == ("d1", ["wet"], "packaged")
    assert stored["lowest"] == pytest.approx(
        {
            "full/all/f1": 0.848,
            "full/all/recall": 0.898,
            "full/all/drop_f1": 0.798,
            "full/type:forum/f1": 0.848,
            "full/type:forum/recall": 0.898,
        }
    )
    assert pinned.read_text("utf-8").startswith("# Lowest figures")


def test_pin_keeps_the_floors_of_other_corpora(pinned: Path) -> None:
    floors.pin(report(daniel=corpus_report(0.9)), pinned)
    stored = floors.read(pinned)
    assert stored["wcxb"]["lowest"]["full/all/f1"] == 0.848
    assert stored["daniel"]["lowest"]["full/all/f1"] == 0.898


@pytest.mark.parametrize("f1", [0.848, 0.85, 0.9])
def test_figures_at_or_above_their_floors_pass(f1: float, pinned: Path) -> None:
    assert floors.check(report(wcxb=corpus_report(f1)), pinned) == ([], [])


def test_figures_that_fell_are_named(pinned: Path) -> None:
    fallen, _ = floors.check(report(wcxb=corpus_report(0.8479)), pinned)
    assert fallen == [
        "wcxb/full/all/f1: 0.8479, must be 0.8480",
        "wcxb/full/type:forum/f1: 0.8479, must be 0.8480",
    ]


def test_a_pinned_figure_must_be_measured(pinned: Path) -> None:
    measured = corpus_report(0.9)
    measured["systems"] = {}
    fallen, _ = floors.check(report(wcxb=measured), pinned)
    assert len(fallen) == 5
    assert fallen[0] == "wcxb/full/all/f1: not measured, must be 0.8480"


def test_what_was_measured_on_something_else_is_not_compared(pinned: Path) -> None:
    others = {
        "digest": corpus_report(0.1, digest="d2"),
        "renderers": corpus_report(0.1) | {"renderers": ["gettext"]},
        "weights": corpus_report(0.1, weights="by fold"),
    }
    for reason, other in others.items():
        fallen, notes = floors.check(report(wcxb=other), pinned)
        assert fallen == []
        assert notes[0].startswith("wcxb: not compared")
        assert reason in notes[0]


def test_absent_corpora_and_floors_are_said(pinned: Path) -> None:
    fallen, notes = floors.check(report(daniel=corpus_report(0.1)), pinned)
    assert fallen == []
    assert notes == ["daniel: has no floors", "wcxb: not measured, its floors are not compared"]


def test_the_floors_of_the_project_can_be_read() -> None:
    folder = Path(floors.__file__).parent
    files = [folder / "floors.toml", folder / "html" / "floors.toml"]
    for stored in (found for path in files for found in floors.read(path).values()):
        assert set(stored) == {"digest", "renderers", "weights", "lowest"}
        assert all(0 <= floor <= 1 for floor in stored["lowest"].values())
