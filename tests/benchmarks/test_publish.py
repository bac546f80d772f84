"""From what runs have written to reports, a history and the README, by one command."""

import json
import re
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from publish_runs import as_by_fold, measure

from benchmarks.publish import document, history, readme
from benchmarks.publish.__main__ import main
from benchmarks.publish.saved import KINDS, load

ROOT = Path(__file__).parents[2]
PARTS = "".join(f"<!-- measured: {kind} -->\nold\n<!-- /measured: {kind} -->\n" for kind in KINDS)
NAMES = [f"{kind}.json" for kind in KINDS]


@pytest.fixture(scope="session")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What runs of every kind have written; quality with weights by fold."""
    built = measure(tmp_path_factory.mktemp("runs"))
    as_by_fold(built)
    return built


@pytest.fixture
def project(tmp_path: Path, measured: Path) -> Path:
    """A folder with a README, and what was measured in build."""
    shutil.copytree(measured, tmp_path / "build")
    (tmp_path / "README.md").write_text(f"Before\n{PARTS}After\n")
    return tmp_path


def publish(project: Path, *names: str) -> Result:
    files = [str(project / "build" / name) for name in names]
    given = ["--out", str(project / "reports"), "--readme", str(project / "README.md")]
    return CliRunner().invoke(main, [*files, *given])


def everything(project: Path) -> dict[str, str]:
    """All files of a project but those in build, by their names."""
    found = [project / "README.md", *(project / "reports").rglob("*.*")]
    return {str(path.relative_to(project)): path.read_text("utf-8") for path in found}


def rewrite(file: Path, **changes: Any) -> None:
    """Change what a run says of itself."""
    found = json.loads(file.read_text("utf-8"))
    found["run"] |= changes
    file.write_text(json.dumps(found), "utf-8")


def test_one_command_writes_everything(project: Path) -> None:
    done = publish(project, *NAMES)
    assert done.exit_code == 0, done.output
    made = everything(project)
    for name in ("report.html", "report.md", "text.md", "html.md", "speed.md", "history.jsonl"):
        assert f"reports/{name}" in made
    for plot in (
        "text-full-wcxb-type", "text-trim-wcxb-type", "text-full-wcxb-renderer",
        "html-wcxb-type", "html-wcxb-cost", "stages-cleaner", "speed-long-lines",
        "speed-bytes", "speed-lines", "history-text", "history-html", "history-speed",
    ):  # fmt: skip
        assert f"(plots/{plot}.svg)" in made["reports/report.md"]
        assert f'id="{plot}-title"' in made["reports/report.html"]
        assert ET.fromstring(made[f"reports/plots/{plot}.svg"]).get("role") == "img"


def test_without_files_everything_is_made_anew_and_the_same(project: Path) -> None:
    publish(project, *NAMES)
    first = everything(project)
    shutil.rmtree(project / "build")
    for file in (*(project / "reports").glob("*.md"), *(project / "reports").glob("plots/*")):
        file.unlink()
    (project / "reports" / "plots" / "of-an-earlier-run.svg").write_text("")
    (project / "README.md").write_text(PARTS.join(("Before\n", "After\n")))
    assert publish(project).exit_code == 0
    assert everything(project) == first


def test_tables_are_those_that_the_run_has_written(project: Path) -> None:
    publish(project, *NAMES)
    for name in ("text.md", "html.md"):
        published, own = (project / folder / name for folder in ("reports", "build"))
        assert published.read_text("utf-8") == own.read_text("utf-8")


def test_what_is_kept_of_a_run_has_no_single_pages(project: Path) -> None:
    publish(project, *NAMES)
    kept = load(project / "reports")
    assert kept.text
    assert kept.html
    for views in kept.text["corpora"]["wcxb"]["systems"].values():
        assert [view["page_f1"] for view in views.values()] == [{}, {}]
    # Tables list at most twenty pages of two sorts.
    assert all(len(s["rows"]) <= 40 for s in kept.html["corpora"]["wcxb"]["systems"].values())
    assert "a-host" not in (project / "reports" / "speed.json").read_text("utf-8")


def test_the_readme_has_the_figures_of_the_json(project: Path) -> None:
    publish(project, *NAMES)
    page = (project / "README.md").read_text("utf-8")
    assert page.startswith("Before\n")
    assert page.endswith("After\n")
    assert "old" not in page
    report = load(project / "reports").text
    assert report
    systems = report["corpora"]["wcxb"]["systems"]
    everything, rules = (
        f"{systems[name]['full']['groups']['all']['mean']['f1']:.3f}".removeprefix("0")
        for name in ("keepall", "cleaner:rules")
    )
    row = f"{everything} | **1** C4's line rules | **1** | {rules} | 1 |"
    assert f"| WCXB, whole (12) | {row}" in page
    for plot in re.findall(r"!\[[^]]+\]\((.+?)\)", page):
        assert (project / plot).exists(), plot
    assert page.count("![") == 2


def test_other_figures_make_another_readme(project: Path) -> None:
    publish(project, *NAMES)
    before = (project / "README.md").read_text("utf-8")
    file = project / "reports" / "speed.json"
    file.write_text(file.read_text("utf-8").replace('"median": 0.02', '"median": 0.05'), "utf-8")
    publish(project)
    after = (project / "README.md").read_text("utf-8")
    assert "| batches, times as fast as jusText | 20 |" in before
    assert "| batches, times as fast as jusText | 50 |" in after


def test_where_others_are_ahead_is_said(project: Path) -> None:
    html, text = (
        json.loads((project / "build" / name).read_text("utf-8")) for name in NAMES[1::-1]
    )
    extractors, cleaners = (found["corpora"]["wcxb"]["systems"] for found in (html, text))
    extractors["trafilatura"]["groups"]["type:forum"]["figures"]["f1"] = 1
    extractors["cleaner"]["groups"]["type:forum"]["figures"]["f1"] = 0.75
    cleaners["cleaner"]["trim"]["groups"]["type:article"]["mean"]["f1"] = 0.25
    for name, found in zip(NAMES, (text, html), strict=False):
        (project / "build" / name).write_text(json.dumps(found), "utf-8")
    publish(project, *NAMES)
    page = (project / "README.md").read_text("utf-8")
    assert "- Behind trafilatura in F1: WCXB forum (.750 against 1)." in page
    assert "- Behind trafilatura in recall: nowhere." in page
    assert "come out below keeping everything: article (.250 against ." in page
    assert "| … forums (6) | **1** (" in page


def test_figures_of_weights_that_know_the_pages_stay_out_of_the_readme(project: Path) -> None:
    file = project / "build" / "text.json"
    file.write_text(file.read_text("utf-8").replace('"by fold"', '"packaged"'), "utf-8")
    before = (project / "README.md").read_text("utf-8")
    done = publish(project, "text.json")
    assert done.exit_code == 1
    assert "weights by fold" in done.output
    assert (project / "README.md").read_text("utf-8") == before
    assert "may have seen these pages" in (project / "reports" / "report.md").read_text("utf-8")


def test_a_readme_without_its_parts_is_refused(project: Path) -> None:
    (project / "README.md").write_text("nothing\n")
    done = publish(project, "speed.json")
    assert done.exit_code == 1
    assert "0 parts between <!-- measured: speed -->" in done.output


def test_files_of_other_names_are_refused(project: Path) -> None:
    (project / "build" / "other.json").write_text("{}")
    assert publish(project, "other.json").exit_code == 2


def test_without_any_run_there_is_nothing_to_publish(project: Path) -> None:
    done = publish(project)
    assert done.exit_code == 1
    assert "no run is saved" in done.output
    assert not (project / "reports").exists()


def test_a_run_replaces_its_line_and_another_commit_adds_one(project: Path) -> None:
    file = project / "build" / "text.json"
    rewrite(file, commit="c1", date="2026-01-01")
    publish(project, "text.json")
    rewrite(file, commit="c1", date="2026-01-02")
    publish(project, "text.json")
    assert [e["run"]["date"] for e in history.read(project / "reports")] == ["2026-01-02"]
    rewrite(file, commit="c2", date="2026-01-03")
    publish(project, "text.json")
    rewrite(file, weights="w2", date="2026-01-04")
    publish(project, "text.json", "speed.json")
    entries = history.read(project / "reports")
    days = [entry["run"]["date"] for entry in entries if entry["kind"] == "text"]
    assert days == ["2026-01-02", "2026-01-03", "2026-01-04"]
    assert entries[0]["figures"]["WCXB"] == 1
    picture = (project / "reports" / "plots" / "history-text.svg").read_text("utf-8")
    assert "WCXB: 1 at 01-02, 1 at 01-03, 1 at 01-04" in picture


def test_history_compares_runs_on_the_same_pages_only(project: Path) -> None:
    file = project / "build" / "text.json"
    publish(project, "text.json")
    digest = json.loads(file.read_text("utf-8"))["corpora"]["wcxb"]["digest"]
    file.write_text(file.read_text("utf-8").replace(digest, "0" * 64), "utf-8")
    publish(project, "text.json")
    entries = history.read(project / "reports")
    assert len(entries) == 2
    assert history.comparable(entries, "text") == entries[1:]
    assert history.comparable(entries, "html") == []


def test_the_html_needs_nothing_and_runs_nothing(project: Path) -> None:
    hostile = "<script>alert(1)</script>"
    file = project / "build" / "html.json"
    found = json.loads(file.read_text("utf-8"))
    found["notes"].append(hostile)
    systems = found["corpora"]["wcxb"]["systems"]
    systems[hostile] = systems["inscriptis"]
    file.write_text(json.dumps(found), "utf-8")
    assert publish(project, *NAMES).exit_code == 0
    page = (project / "reports" / "report.html").read_text("utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert re.findall(r"(?:src|href)=|url\(|@import", page) == []
    assert "default-src 'none'" in page
    identifiers = re.findall(r'\bid="([^"]+)"', page)
    assert len(identifiers) == len(set(identifiers))
    assert page.count("<svg") == len(list((project / "reports" / "plots").iterdir()))


def test_what_is_published_is_what_the_saved_figures_make() -> None:
    folder = ROOT / "benchmarks" / "reports"
    page = (ROOT / "README.md").read_text("utf-8")
    saved = load(folder)
    assert readme.update(page, saved, "benchmarks/reports") == page, "run make report"
    for kind in KINDS:
        assert page.count(f"measured: {kind} -->") == 2
    if not any((saved.text, saved.html, saved.speed)):
        pytest.skip("no run of benchmarks is saved")
    for name, content in document.files(saved, history.read(folder)).items():
        assert (folder / name).read_text("utf-8") == content, f"{name}: run make report"
