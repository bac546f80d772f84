"""Reports to look at."""

from pathlib import Path

import pytest
from cli.conftest import folder, run
from report.examples import PAGES

from cleaner import Cleaned, Cleaner, Settings
from cleaner.report import Builder

__all__ = ["folder", "run"]


@pytest.fixture(scope="session")
def cleaned() -> dict[str, Cleaned]:
    """What becomes of the examples; rules alone decide, so that it is known."""
    cleaner = Cleaner(Settings(use="rules"))
    return {
        name: (cleaner.explain_html if name.endswith(".html") else cleaner.explain)(page)
        for name, page in PAGES.items()
    }


@pytest.fixture(scope="session")
def builder(cleaned: dict[str, Cleaned]) -> Builder:
    """A report of the examples."""
    builder = Builder("Pages of three sites")
    for name, page in cleaned.items():
        builder.add(name, page)
    builder.add_failed("lost.txt", "there is no such file; check the name")
    return builder


@pytest.fixture(scope="session")
def report(builder: Builder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its file."""
    file = tmp_path_factory.mktemp("report") / "report.html"
    file.write_text(builder.html(), "utf-8")
    return file
