"""The command line with HTML pages."""

import gzip
import json
import sys
from pathlib import Path

import pytest
from cli.helpers import Run, files

HTML = """<html lang=en><title>Library stays open | The Herald</title>
<nav><a href=/>Home</a> <a href=/news>News</a></nav>
<h1>Library stays open</h1>
<p>The council voted on Monday to <a href=/keep>keep</a> the library open for two more years.</p>
<pre>open
  daily</pre>
<p>Advertisement</p>
<p>Residents had expected it to close, and many had come to the meeting to protest.</p>
<footer>© 2024 The Herald. All rights reserved.</footer>"""
TEXT = b"""Library stays open
The council voted on Monday to keep the library open for two more years.
open
  daily
Residents had expected it to close, and many had come to the meeting to protest."""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with an HTML page, a packed one and a text."""
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "a.html").write_text(HTML, "utf-8")
    (folder / "b.htm.gz").write_bytes(gzip.compress(HTML.encode("utf-16")))
    (folder / "c.txt").write_bytes(TEXT + b"\nAdvertisement")
    return folder


def test_a_folder_of_text_and_html(run: Run, site: Path) -> None:
    result = run("clean", site)
    assert result.exit_code == 0
    assert "3 pages cleaned" in result.stderr
    names = ("a.clean.txt", "b.clean.txt", "c.clean.txt")
    assert [(site / name).read_bytes().rstrip() for name in names] == 3 * [TEXT]
    # Outputs are left out of the next run.
    assert "3 pages cleaned" in run("clean", site).stderr


def test_markdown(run: Run, site: Path) -> None:
    assert run("clean", site, "--format", "markdown", "--output-dir", site / "out").exit_code == 0
    assert files(site / "out") == ["a.md", "b.md", "c.txt"]
    text = (site / "out" / "a.md").read_text("utf-8")
    assert "# Library stays open\n" in text
    assert "```\nopen\n  daily\n```" in text
    linked = run("clean", site / "a.html", "--format", "markdown", "--links", "-o", "-").stdout
    assert "to [keep](/keep) the" in linked
    result = run("clean", site, "--links")
    assert result.exit_code == 2
    assert "add --format markdown" in result.stderr


def test_json_says_what_the_page_says_of_itself(run: Run, site: Path) -> None:
    found = json.loads(run("clean", site / "a.html", "--format", "json", "-o", "-").stdout)
    assert found["text"].encode() == TEXT
    assert found["metadata"]["title"] == "Library stays open"
    assert found["metadata"]["language"] == "en"


def test_stdin(run: Run) -> None:
    page = HTML.encode()
    assert run("clean", "-", "--input-format", "html", stdin=page).stdout_bytes == TEXT
    assert run("clean", "-", stdin=page).stdout_bytes != TEXT
    shown = run("explain", "-", "--input-format", "html", stdin=page).stdout
    assert "- " in shown
    assert "Advertisement" in shown
    assert "<p>" not in shown


def test_a_named_encoding_wins(run: Run) -> None:
    page = "<meta charset=utf-8><p>Мост снова открыт для движения.".encode("koi8-r")
    result = run("clean", "-", "--input-format", "html", "--encoding", "koi8-r", stdin=page)
    assert result.stdout == "Мост снова открыт для движения."


@pytest.mark.parametrize(
    "data", [b"no gzip", gzip.compress(b"<p>cut off" * 9)[:-12]], ids=["no gzip", "cut off"]
)
def test_damaged_files_do_not_stop_the_others(run: Run, site: Path, data: bytes) -> None:
    (site / "a2.html.gz").write_bytes(data)
    result = run("clean", site)
    assert result.exit_code == 1
    assert "a2.html.gz: is damaged or no gzip file; pack it again" in result.stderr
    assert "3 pages cleaned" in result.stderr


def test_the_other_engine_is_an_extra(
    run: Run, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    result = run("clean", site / "a.html", "--engine", "trafilatura")
    assert result.exit_code == 2
    assert "pip install 'cleaner[trafilatura]'" in result.stderr
