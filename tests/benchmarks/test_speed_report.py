"""The report: from figures to tables and plots."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from benchmarks.speed import goals, svg
from benchmarks.speed.__main__ import main
from benchmarks.speed.report import write
from benchmarks.speed.results import Results, read

SIZE = {"corpus": "long lines", "pages": 10, "lines": 100, "bytes": 50_000}


def figure(table: str, name: str, seconds: float, **info: object) -> dict[str, Any]:
    return {
        "fullname": f"benchmarks/speed/bench_{table}.py::test_it[{name}]",
        "stats": {"median": seconds, "iqr": seconds / 10},
        "extra_info": {"figure": name, **info},
    }


def results(tmp_path: Path, *figures: dict[str, Any], notes: tuple[str, ...] = ()) -> Results:
    path = tmp_path / "speed.json"
    machine = {"cpu": {"brand_raw": "A processor"}, "packages": {"cores": "2"}, "node": "a-host"}
    path.write_text(json.dumps({"benchmarks": figures, "machine_info": machine, "notes": notes}))
    return read(path)


def everything(tmp_path: Path) -> Results:
    return results(
        tmp_path,
        figure("pages", "cleaner, batches", 0.001, **SIZE),
        figure("pages", "empty pipeline", 0.00025, **SIZE),
        figure("pages", "jusText", 0.02, **SIZE),
        figure("seeds", "one by one", 0.004, **SIZE | {"corpus": "seeds"}),
        figure("stages", "lines", 0.0002, **SIZE),
        figure("stages", "whole", 0.001, **SIZE),
        *(figure("sizes", "one line", n / 1e6, unit="bytes", size=n) for n in (10, 100, 1000)),
        *(figure("sizes", "short lines", n**2 / 1e6, unit="lines", size=n) for n in (10, 100)),
        figure("jobs", "jobs=1", 2.0, **SIZE, load="0.1"),
        figure("jobs", "jobs=2", 1.25, **SIZE, load="1.5"),
        figure("memory", "stream", 1.0, MB=64, ready=50.0, peak=82.0),
        figure("start", "import cleaner", 0.5, wall=0.7),
        notes=("a peer was skipped: not installed",),
    )


def rows(markdown: str, start: str) -> list[list[str]]:
    lines = [line for line in markdown.split("\n") if line.startswith(f"| {start} ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_figures_are_put_in_relation(tmp_path: Path) -> None:
    markdown = write(everything(tmp_path), "speed").markdown
    assert rows(markdown, "jusText") == [["jusText", "2.5", "200", "2", "0.0125", "20", "10 %"]]
    assert rows(markdown, "cleaner, batches")[0][1:6] == ["50", "10", "0.1", "0.25", "1"]
    assert rows(markdown, "lines") == [["lines", "tokenize", "2", "20 %"]]
    assert rows(markdown, "one line") == [["one line", *["1,000"] * 3, "1.00"]]
    assert rows(markdown, "short lines") == [["short lines", "10,000", "100,000", "2.00"]]
    assert rows(markdown, "stream of 64 MB")[0][1:] == ["50", "82", "0.5"]
    assert rows(markdown, "jobs=2") == [["jobs=2", "1.25", "0.04", "1.6", "1.5"]]
    assert rows(markdown, "import cleaner") == [["import cleaner", "0.5", "0.7"]]


def test_the_machine_and_what_was_skipped_are_named(tmp_path: Path) -> None:
    markdown = write(everything(tmp_path), "speed").markdown
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
    markdown = write(everything(tmp_path), "speed").markdown
    assert rows(markdown, share)[0][1:] == ["≥ 0.167", "0.25", "yes"]
    assert rows(markdown, "Batches, times as fast as jusText, long lines")[0][-1] == "**no**"
    assert rows(markdown, "`import cleaner`, seconds")[0][-1] == "**no**"
    assert rows(markdown, "Peak memory of the longest stream, MB")[0][-1] == "yes"
    assert rows(markdown, "Batches, MB/s, short lines")[0][-1] == "not measured"


def test_a_run_of_one_file_is_reported_too(tmp_path: Path) -> None:
    found = results(tmp_path, figure("start", "python", 0.01, wall=0.02))
    report = write(found, "speed")
    assert "## Start" in report.markdown
    assert "## Pages" not in report.markdown
    assert report.plots == {}


def test_the_command_writes_the_report_and_its_plots(tmp_path: Path) -> None:
    everything(tmp_path)
    out = tmp_path / "reports" / "speed.md"
    done = CliRunner().invoke(main, [str(tmp_path / "speed.json"), str(out)])
    assert done.exit_code == 0, done.output
    for name in ("speed-pages-long-lines.svg", "speed-bytes.svg", "speed-lines.svg"):
        assert f"]({name})" in out.read_text("utf-8")
        assert ET.parse(out.parent / name).getroot().tag.endswith("svg")


def test_bars_are_as_long_as_the_logarithm_of_their_value() -> None:
    picture = svg.bars("A < B", {"a": 10, "b & c": 100, "d": 1000, "e": 1}, "MB/s", "b")
    boxes = list(ET.fromstring(picture).iter("{http://www.w3.org/2000/svg}rect"))[1:]
    widths = [float(box.get("width", "")) for box in boxes]
    assert widths[2] == pytest.approx(3 * widths[0], abs=1)
    assert widths[1] == pytest.approx(2 * widths[0], abs=1)
    assert [box.get("fill") == svg.COLOURS[0] for box in boxes] == [False, True, False, False]


def test_lines_go_up_where_costs_do() -> None:
    picture = svg.lines("Cost", "bytes", "seconds", {"one": [(10, 0.1), (1000, 10)]})
    line = next(ET.fromstring(picture).iter("{http://www.w3.org/2000/svg}polyline"))
    (x0, y0), (x1, y1) = (map(float, point.split(",")) for point in line.get("points", "").split())
    assert x0 < x1
    assert y0 > y1
