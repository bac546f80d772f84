"""The report on benchmarks in a real browser: as wide as a phone, in the dark, for everybody."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from click.testing import CliRunner
from publish_runs import measure

from benchmarks.publish.__main__ import main
from benchmarks.publish.saved import KINDS

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its file."""
    folder = tmp_path_factory.mktemp("report")
    built = measure(folder)
    files = [str(built / f"{kind}.json") for kind in KINDS]
    done = CliRunner().invoke(main, [*files, "--out", str(folder / "out")])
    assert done.exit_code == 0, done.output
    return folder / "out" / "report.html"


@pytest.mark.parametrize(("scheme", "width"), [("light", 1400), ("dark", 390)])
def test_everybody_can_read_it(
    browser: "Browser", report: Path, scheme: Literal["light", "dark"], width: int
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = browser.new_page(viewport={"width": width, "height": 844}, color_scheme=scheme)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: said.append(request.url))
    page.goto(report.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    background = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert background == ("rgb(255, 255, 255)" if scheme == "light" else "rgb(13, 17, 23)")
    assert page.locator("svg.plot").count() > 10
    assert said == [report.as_uri()]
    found = axe.run(page)
    assert found.violations_count == 0, found.generate_report()
    page.close()


def test_labels_stand_inside_their_plots(browser: "Browser", report: Path) -> None:
    page = browser.new_page(viewport={"width": 1400, "height": 844})
    page.goto(report.as_uri())
    outside = page.evaluate(
        """[...document.querySelectorAll("svg.plot")].flatMap(plot => {
          const box = plot.getBoundingClientRect();
          return [...plot.querySelectorAll("text")].filter(text => {
            const own = text.getBoundingClientRect();
            return own.left < box.left || own.right > box.right || own.bottom > box.bottom;
          }).map(text => text.textContent);
        })"""
    )
    assert outside == []
    page.close()
