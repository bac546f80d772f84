"""When and with what something was measured."""

from datetime import date
from pathlib import Path

import pytest

from benchmarks import provenance


def test_a_run_knows_its_day_and_commit() -> None:
    run = provenance.describe("text")
    assert date.fromisoformat(run["date"]).year > 2000
    assert run["version"]


def test_weights_by_fold_are_told_apart(tmp_path: Path) -> None:
    for name in ("text0.npz", "text1.npz", "html0.npz"):
        (tmp_path / name).write_text(name)
    text, html = (provenance.describe(kind, tmp_path)["weights"] for kind in ("text", "html"))
    packaged = provenance.describe("text")["weights"]
    assert len({text, html, packaged}) == 3
    (tmp_path / "html0.npz").write_text("other")
    assert provenance.describe("text", tmp_path)["weights"] == text
    (tmp_path / "text1.npz").write_text("other")
    assert provenance.describe("text", tmp_path)["weights"] != text


def test_without_git_there_is_no_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert provenance.describe("text")["commit"] == ""
