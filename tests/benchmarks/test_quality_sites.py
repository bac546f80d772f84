"""The benchmark of site memory, on a tiny corpus."""

from pathlib import Path

from click.testing import CliRunner
from quality_corpora import CorpusFolder

from benchmarks.quality.__main__ import main


def test_pages_of_large_hosts_are_measured(tmp_path: Path) -> None:
    folder = CorpusFolder(tmp_path / "data")
    keys = [f"20120101_www.news.pl_{n}" for n in range(5)] + ["20120101_www.small.pl_1"]
    folder.daniel(dict.fromkeys(keys, "Polish"))
    command = ["sites", "--data", str(folder.root), "--renderers", "wet"]
    result = CliRunner().invoke(main, [*command, "--cache", str(tmp_path / "cache")])
    assert result.exit_code == 0
    assert "| all | 5 |" in result.stdout
    assert "| www.news.pl | 5 |" in result.stdout
    assert "small" not in result.stdout


def test_without_the_corpus_nothing_is_measured(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["sites", "--data", str(tmp_path)])
    assert (result.exit_code, "nothing was measured" in result.stderr) == (0, True)
