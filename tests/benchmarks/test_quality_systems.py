"""Systems by name."""

import sys
from pathlib import Path

import pytest
from quality_corpora import CHROME, STORY, install_stub

from benchmarks.quality import systems
from benchmarks.quality.corpora import Page
from benchmarks.quality.domains import fold
from benchmarks.quality.labels import Labels
from benchmarks.quality.views import Document

TEXT = "\n".join([*CHROME, *STORY])
DOCUMENTS = [
    Document(Page("wcxb", str(n), domain=f"site{n}.example"), f"{n}\n{TEXT}", Labels(b"", b""))
    for n in range(20)
]


def test_bounds() -> None:
    document = Document(Page("wcxb", "k"), "a\nb", Labels(b"\0\1", b"\0\1"))
    assert systems.run("keepall", [document]) == ["a\nb"]
    assert systems.run("oracle", [document]) == ["b"]


def test_a_peer_cleans_every_document() -> None:
    outputs = systems.run("c4", DOCUMENTS)
    assert outputs == ["\n".join(STORY)] * 20


def test_cleaner_cleans_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    install_stub(monkeypatch)
    expected = ["\n".join([str(n), *STORY]) for n in range(20)]
    assert systems.run("cleaner", DOCUMENTS) == expected


@pytest.mark.parametrize(("name", "mark"), [("cleaner:rules", "rules"), ("cleaner:score", "score")])
def test_variants_are_settings(name: str, mark: str, monkeypatch: pytest.MonkeyPatch) -> None:
    install_stub(monkeypatch)
    assert all(output.startswith(f"{mark}\n") for output in systems.run(name, DOCUMENTS))


def test_pages_are_cleaned_with_the_weights_of_their_fold(monkeypatch: pytest.MonkeyPatch) -> None:
    install_stub(monkeypatch)
    outputs = systems.run("cleaner", DOCUMENTS, Path("weights"))
    for n, (document, output) in enumerate(zip(DOCUMENTS, outputs, strict=True)):
        number = fold(document.page.domain)
        assert output.split("\n")[:2] == [str(Path("weights") / f"text{number}.npz"), str(n)]
    assert len({output.split("\n")[0] for output in outputs}) == 5
    assert systems.run("c4", DOCUMENTS, Path("weights")) == systems.run("c4", DOCUMENTS)


def test_verdicts(monkeypatch: pytest.MonkeyPatch) -> None:
    install_stub(monkeypatch)
    verdicts = systems.explain("cleaner", DOCUMENTS[0]).verdicts
    assert [(v.line, v.keep) for v in verdicts] == [
        (0, True), (1, False), (2, False), (3, False), (4, True), (5, True),
    ]  # fmt: skip


def test_missing_systems_say_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cleaner", None)
    monkeypatch.setitem(sys.modules, "justext", None)
    assert "cleaner" in systems.missing("cleaner:rules")
    assert "justext" in systems.missing("justext")
    assert [name for name in ("keepall", "oracle", "c4") if systems.missing(name)] == []
