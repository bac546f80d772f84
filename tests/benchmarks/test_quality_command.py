"""The whole suite, from the command line, on tiny corpora."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from quality_corpora import every_corpus, install_stub

from benchmarks.quality.__main__ import main


def run(tmp_path: Path, *options: str) -> Result:
    """Run `text` with two renderers, on all tiny corpora."""
    data = tmp_path / "data"
    if not data.exists():
        every_corpus(tmp_path)
    fixed = ["text", "--data", str(data), "--cache", str(tmp_path / "cache")]
    given = ["--renderers", "wet,gettext", "--systems", "keepall,oracle,cleaner,c4", *options]
    return CliRunner().invoke(main, [*fixed, *given], catch_exceptions=False)


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    install_stub(monkeypatch)
    result = run(tmp_path, "--out", str(tmp_path / "out"))
    assert result.exit_code == 0
    return json.loads((tmp_path / "out" / "text.json").read_text("utf-8"))


def figures(report: Any, corpus: str, system: str, view: str = "full") -> Any:
    return report["corpora"][corpus]["systems"][system][view]["groups"]


def test_scores_of_bounds_peers_and_cleaner(report: Any) -> None:
    for corpus in ("wcxb", "daniel", "labelled"):
        for system in ("oracle", "cleaner", "c4"):
            assert figures(report, corpus, system)["all"]["mean"]["f1"] == 1
        assert figures(report, corpus, "keepall")["all"]["mean"]["f1"] < 0.9
        assert figures(report, corpus, "keepall")["all"]["mean"]["recall"] == 1
    half = figures(report, "wcxb", "keepall", "trim")["all"]["mean"]
    assert half["f1"] >= figures(report, "wcxb", "keepall")["all"]["mean"]["f1"]


def test_groups_renderers_and_intervals(report: Any) -> None:
    groups = figures(report, "wcxb", "keepall")
    assert {name: group["pages"] for name, group in groups.items()} == {
        "all": 12,
        "type:article": 6,
        "type:forum": 6,
        "language:en": 12,
    }
    assert set(groups["all"]["renderers"]) == {"wet", "gettext"}
    low, high = groups["all"]["interval"]
    assert low <= groups["all"]["mean"]["f1"] <= high
    by_renderer = report["corpora"]["wcxb"]["systems"]["keepall"]["full"]["intervals"]
    for renderer, figures_of_all in groups["all"]["renderers"].items():
        low, high = by_renderer[renderer]
        assert low <= figures_of_all["f1"] <= high
    assert report["corpora"]["labelled"]["systems"]["keepall"]["full"]["intervals"] == {}
    assert "interval" not in figures(report, "labelled", "keepall")["all"]


def test_snippets_without_a_gold_text(report: Any) -> None:
    assert "oracle" not in report["corpora"]["trafilatura"]["systems"]
    mean = figures(report, "trafilatura", "cleaner")["all"]["mean"]
    assert mean == {"wanted": 1, "unwanted": 0, "segment_f1": 1}
    everything = figures(report, "trafilatura", "keepall")["all"]["mean"]
    assert everything["unwanted"] == 1
    assert everything["segment_f1"] == 0.5


def test_kinds(report: Any) -> None:
    by_system = report["corpora"]["labelled"]["kinds"]
    assert by_system["keepall"]["fates"]["chrome_left"] == 1
    assert by_system["cleaner"]["fates"] == {
        "kinds": {"content": [4, 4], "navigation": [2, 0], "promo": [2, 0], "consent": [2, 0]},
        "content_lost": 0,
        "chrome_left": 0,
    }
    assert by_system["cleaner"]["confusion"]["table"]["consent"] == {"legal": 2}
    assert by_system["cleaner"]["confusion"]["right"] == pytest.approx(4 / 6)
    assert "confusion" not in by_system["c4"]


def test_markdown_has_a_table_for_everything(report: Any, tmp_path: Path) -> None:
    text = (tmp_path / "out" / "text.md").read_text("utf-8")
    for part in (
        "## wcxb", "### wcxb, half-extracted pages", "F1 by type:", "F1 by renderer:",
        "Segment F1 by renderer:", "| system | article (6) | forum (6) |", "| consent (2) |",
        "| content lost | 0.0 % |", "66.7 % of the removed chrome has the right kind",
        "wcxb-test: skipped",
    ):  # fmt: skip
        assert part in text
    assert report["notes"] == [note[2:] for note in text.split("\n") if note.startswith("- ")]


def test_scores_below_keeping_everything_are_marked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install_stub(monkeypatch)
    monkeypatch.setattr(sys.modules["cleaner"], "clean_many", lambda texts: ["" for _ in texts])
    output = run(tmp_path, "--corpora", "wcxb").stdout
    assert "| cleaner | 0.000 ↓ | 0.000 ↓ |" in output
    assert "| c4 | 1.000 | 1.000 |" in output


def test_pin_then_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install_stub(monkeypatch)
    floors = ("--floors", str(tmp_path / "floors.toml"))
    assert run(tmp_path, "--pin", *floors).exit_code == 0
    passed = run(tmp_path, "--check", *floors)
    assert (passed.exit_code, "no compared figure fell" in passed.stderr) == (0, True)

    monkeypatch.setattr(sys.modules["cleaner"], "clean_many", iter)
    failed = run(tmp_path, "--check", *floors)
    assert failed.exit_code == 1
    assert "fell: wcxb/full/all/f1: " in failed.stderr
    assert "fell: labelled/kinds/chrome removed: 0.0000, must be 0.9980" in failed.stderr

    limited = run(tmp_path, "--check", "--corpora", "wcxb", "--limit", "6", *floors)
    assert limited.exit_code == 0
    assert "wcxb: not compared, its digest is" in limited.stderr


def test_check_without_the_package_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install_stub(monkeypatch)
    floors = ("--corpora", "wcxb", "--floors", str(tmp_path / "floors.toml"))
    run(tmp_path, "--pin", *floors)
    monkeypatch.setitem(sys.modules, "cleaner", None)
    result = run(tmp_path, "--check", *floors)
    assert result.exit_code == 1
    assert "system cleaner: skipped" in result.stderr


def test_absent_corpora_are_skipped_and_said(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    result = run(tmp_path, "--check")
    assert result.exit_code == 0
    assert "wcxb: skipped" in result.stderr
    assert "nothing was measured" in result.stderr


@pytest.mark.parametrize("options", [("--systems", "c4,c5"), ("--check", "--pin")])
def test_wrong_options_are_refused(options: tuple[str, ...], tmp_path: Path) -> None:
    assert run(tmp_path, *options).exit_code == 2
