"""The report: from figures to tables."""

from pathlib import Path

import pytest
from speed_results import everything, figure, results

from benchmarks.speed import goals
from benchmarks.speed.report import render


def rows(markdown: str, start: str) -> list[list[str]]:
    lines = [line for line in markdown.split("\n") if line.startswith(f"| {start} ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_figures_are_put_in_relation(tmp_path: Path) -> None:
    markdown = render(everything(tmp_path))
    assert rows(markdown, "jusText") == [["jusText", "2.5", "200", "2", "0.0125", "20", "10 %"]]
    assert rows(markdown, "cleaner, batches")[0][1:6] == ["50", "10", "0.1", "0.25", "1"]
    assert rows(markdown, "lines") == [["lines", "tokenize", "2", "20 %"]]
    assert rows(markdown, "one line") == [["one line", *["1,000"] * 3, "1.00"]]
    assert rows(markdown, "short lines") == [["short lines", "10,000", "100,000", "2.00"]]
    assert rows(markdown, "stream of 64 MB")[0][1:] == ["50", "82", "0.5"]
    assert rows(markdown, "jobs=2") == [["jobs=2", "1.25", "0.04", "1.6", "1.5"]]
    assert rows(markdown, "import cleaner") == [["import cleaner", "0.5", "0.7"]]


def test_the_machine_and_what_was_skipped_are_named(tmp_path: Path) -> None:
    markdown = render(everything(tmp_path))
    assert "- processor: A processor\n" in markdown
    assert "- a peer was skipped: not installed" in markdown
    assert "a-host" not in markdown


def test_goals_are_reached_missed_or_not_measured(tmp_path: Path) -> None:
    outcomes = {goal.text: value for goal, value in goals.outcomes(everything(tmp_path))}
    share = "Batches, share of the empty pipeline's speed, long lines"
    assert outcomes[share] == pytest.approx(0.25)
    assert outcomes["Batches, times as fast as jusText, long lines"] == pytest.approx(20)
    assert outcomes["Batches, times as fast as jusText, short lines"] is None
    assert outcomes["Two processes, times as fast as one"] == pytest.approx(1.6)
    markdown = render(everything(tmp_path))
    assert rows(markdown, share)[0][1:] == ["≥ 0.167", "0.25", "yes"]
    assert rows(markdown, "Batches, times as fast as jusText, long lines")[0][-1] == "**no**"
    assert rows(markdown, "`import cleaner`, seconds")[0][-1] == "**no**"
    assert rows(markdown, "Peak memory of the longest stream, MB")[0][-1] == "yes"
    assert rows(markdown, "Batches, MB/s, short lines")[0][-1] == "not measured"


def test_a_run_of_one_file_is_reported_too(tmp_path: Path) -> None:
    found = results(tmp_path, figure("start", "python", 0.01, wall=0.02))
    report = render(found)
    assert "## Start" in report
    assert "## Pages" not in report
