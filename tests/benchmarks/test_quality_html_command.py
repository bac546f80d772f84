"""The suite on HTML pages, from the command line, on tiny corpora."""

import json
import sys
from pathlib import Path
from typing import Any, cast

import pytest
from click.testing import CliRunner, Result
from quality_corpora import STORY, every_corpus, install_stub, paragraphs

from benchmarks.quality.__main__ import main
from benchmarks.quality.html import systems
from benchmarks.quality.html.systems import Extract, Markup

WORDS = 28  # of both sentences of the story; the first has 13


def half(html: Markup) -> str:
    """The first sentence of the story."""
    return STORY[0]


def everything(html: Markup) -> str:
    return "\n".join(paragraphs(html))


def run(tmp_path: Path, *options: str) -> Result:
    """Run `html` on all tiny corpora."""
    data = tmp_path / "data"
    if not data.exists():
        every_corpus(tmp_path)
    systems.extractor.cache_clear()  # every run is a program of its own
    given = ["--systems", "trafilatura,cleaner,inscriptis", *options]
    return CliRunner().invoke(main, ["html", "--data", str(data), *given], catch_exceptions=False)


@pytest.fixture(autouse=True)
def stand_ins(monkeypatch: pytest.MonkeyPatch) -> None:
    """Systems of which every figure is known."""
    install_stub(monkeypatch)
    found: dict[str, Extract] = {"trafilatura": half, "inscriptis": everything}
    for name, extract in found.items():
        stand_in(monkeypatch, name, extract)


def stand_in(monkeypatch: pytest.MonkeyPatch, name: str, extract: Extract) -> None:
    monkeypatch.setitem(cast(dict[str, object], systems.PEERS), name, lambda: extract)


@pytest.fixture
def report(tmp_path: Path) -> Any:
    assert run(tmp_path, "--out", str(tmp_path / "out")).exit_code == 0
    return json.loads((tmp_path / "out" / "html.json").read_text("utf-8"))


def figures(report: Any, corpus: str, system: str, group: str = "all") -> Any:
    return report["corpora"][corpus]["systems"][system]["groups"][group]["figures"]


def test_words_and_snippets(report: Any) -> None:
    best = {"precision": 1, "recall": 1, "f1": 1, "wanted": 1, "unwanted": 0}
    assert figures(report, "wcxb", "cleaner") == best
    recall = 13 / WORDS
    f1 = 2 * recall / (1 + recall)
    assert figures(report, "wcxb", "trafilatura") == pytest.approx(
        {"precision": 1, "recall": recall, "f1": f1, "wanted": 1, "unwanted": 0}
    )
    precision = WORDS / (WORDS + 8)  # Home, and seven words after the story
    kept = figures(report, "daniel", "inscriptis", "language:pl")
    assert kept == pytest.approx(
        {"precision": precision, "recall": 1, "f1": 2 * precision / (1 + precision)}
    )


def test_segments(report: Any) -> None:
    # On each of two pages one wanted segment; of the two unwanted ones the case of one differs.
    assert figures(report, "trafilatura", "cleaner") == {
        "precision": 1, "recall": 1, "f1": 1, "accuracy": 1,
    }  # fmt: skip
    assert figures(report, "trafilatura", "trafilatura")["f1"] == 0
    assert figures(report, "trafilatura", "inscriptis") == pytest.approx(
        {"precision": 0.5, "recall": 1, "f1": 2 / 3, "accuracy": 2 / 3}
    )


def test_groups_intervals_and_leads(report: Any) -> None:
    groups = report["corpora"]["wcxb"]["systems"]["cleaner"]["groups"]
    assert {name: group["pages"] for name, group in groups.items()} == {
        "all": 12, "type:article": 6, "type:forum": 6, "language:en": 12,
    }  # fmt: skip
    lead = 1 - figures(report, "wcxb", "trafilatura")["f1"]
    assert groups["all"]["interval"] == pytest.approx([1, 1])
    assert groups["all"]["lead"] == pytest.approx([lead, lead])
    segments = report["corpora"]["trafilatura"]["systems"]["cleaner"]["groups"]["all"]
    assert "lead" not in segments


def test_pages_and_processor_time(report: Any) -> None:
    corpus = report["corpora"]["wcxb"]["systems"]
    row = corpus["trafilatura"]["rows"]["0007"]
    assert (row["type"], row["language"], row["wanted"]) == ("forum", "en", [1, 1])
    assert row["recall"] == pytest.approx(13 / WORDS, abs=1e-4)
    assert corpus["trafilatura"]["cpu"]["ratio"] == 1
    for system in corpus.values():
        times = [row["cpu"] for row in system["rows"].values()]
        assert system["cpu"]["total"] == pytest.approx(sum(times), abs=1e-4)
        assert system["cpu"]["ratio"] > 0
        assert (len(times), system["errors"], system["empty"]) == (12, 0, 0)


def test_markdown_has_a_table_for_everything(report: Any, tmp_path: Path) -> None:
    text = (tmp_path / "out" / "html.md").read_text("utf-8")
    for part in (
        "## wcxb", "## daniel", "## trafilatura", "F1 by type:", "Recall by type:",
        "| system | article (6) | forum (6) | mean | worst |", "| cleaner | 1.000 | 1.000 |",
        "| inscriptis | 0.778 ↓ | 1.000 |", "+0.366 [0.366, 0.366] |", "Processor time:",
        "Pages with the lowest F1 of cleaner:", "wcxb-test: skipped",
        "| 0001 | article | 1.000 | 1.000 | 1.000 | 0.634 |",
    ):  # fmt: skip
        assert part in text
    assert report["notes"] == [note[2:] for note in text.split("\n") if note.startswith("- ")]


def test_pages_behind_trafilatura_are_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(monkeypatch, "trafilatura", lambda html: "\n".join(STORY))
    stand_in(monkeypatch, "inscriptis", lambda html: None)
    monkeypatch.setattr(sys.modules["cleaner"].Cleaner, "clean_html", lambda self, html: STORY[0])
    text = run(tmp_path, "--corpora", "wcxb", "--limit", "3").stdout
    behind = text[text.index("furthest behind trafilatura:") : text.index("Pages with the lowest")]
    assert behind.count("| 1.000 | 0.464 | 0.634 | 1.000 |") == 3
    assert "| cleaner | 1.000 | 0.464 ↓ | 0.634 ↓ | 1.000 | 0.000 |" in text


def test_lost_pages_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(html: Markup) -> str:
        while html != systems.WARM_UP:
            pass
        return ""

    stand_in(monkeypatch, "trafilatura", slow)
    out = ("--timeout", ".02", "--limit", "2", "--corpora", "wcxb", "--out", str(tmp_path / "out"))
    assert run(tmp_path, *out).exit_code == 0
    stored = json.loads((tmp_path / "out" / "html.json").read_text("utf-8"))
    lost = stored["corpora"]["wcxb"]["systems"]["trafilatura"]
    assert (lost["errors"], lost["empty"]) == (2, 2)
    assert {row["error"] for row in lost["rows"].values()} == {"TimeoutError: page timeout"}


def test_pin_then_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    floors = ("--floors", str(tmp_path / "floors.toml"))
    assert run(tmp_path, "--pin", *floors).exit_code == 0
    passed = run(tmp_path, "--check", *floors)
    assert (passed.exit_code, "no compared figure fell" in passed.stderr) == (0, True)

    monkeypatch.setattr(sys.modules["cleaner"].Cleaner, "clean_html", lambda self, html: STORY[0])
    failed = run(tmp_path, "--check", *floors)
    assert failed.exit_code == 1
    assert "fell: wcxb/all/f1: 0.6341, must be 0.9980" in failed.stderr
    assert "fell: trafilatura/all/accuracy: 0.6667, must be 0.9980" in failed.stderr

    limited = run(tmp_path, "--check", "--corpora", "wcxb", "--limit", "6", *floors)
    assert limited.exit_code == 0
    assert "wcxb: not compared, its digest is" in limited.stderr


def test_check_without_the_weights_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    floors = ("--corpora", "wcxb", "--floors", str(tmp_path / "floors.toml"))
    run(tmp_path, "--pin", *floors)
    monkeypatch.setattr(sys.modules["cleaner"], "Cleaner", _without_weights)
    result = run(tmp_path, "--check", *floors)
    assert result.exit_code == 1
    assert "system cleaner: skipped, html.npz" in result.stderr
    assert "fell: wcxb/all/f1: not measured" in result.stderr


def _without_weights(settings: object) -> object:
    raise FileNotFoundError("html.npz")


def test_nothing_to_measure_is_said(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    result = run(tmp_path, "--check")
    assert result.exit_code == 0
    assert "wcxb: skipped" in result.stderr
    assert "nothing was measured" in result.stderr


@pytest.mark.parametrize(
    "options", [("--systems", "c4"), ("--corpora", "labelled"), ("--check", "--pin")]
)
def test_wrong_options_are_refused(options: tuple[str, ...], tmp_path: Path) -> None:
    assert run(tmp_path, *options).exit_code == 2
