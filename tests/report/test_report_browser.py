"""The report in a real browser: opens, filters, searches, walks by keyboard, and is safe."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from report.browser import opened
from report.examples import HOSTILE_NAME, PAGES

from cleaner import Cleaned
from cleaner.report import Builder

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PHONE = {"viewport": {"width": 390, "height": 800}}


def choose(page: "Page", filter_name: str, label: str) -> None:
    page.select_option(f"#{filter_name}", label=label)


def names(page: "Page") -> list[str]:
    return page.locator(".list-name").all_inner_texts()


def test_overview_shows_the_numbers(browser: "Browser", report: Path, builder: Builder) -> None:
    total = builder.figures().total
    with opened(browser, report) as page:
        tiles = page.inner_text(".tiles")
        assert f"of {total.lines} lines went" in tiles
        assert f"{total.trimmed}\n" in tiles
        shown = dict(
            zip(
                page.locator(".card").first.locator(".row-label").all_inner_texts(),
                page.locator(".card").first.locator(".row-value").all_inner_texts(),
                strict=True,
            )
        )
        assert {kind: int(text.split(" ·")[0]) for kind, text in shown.items()} == total.removed
        page.click("text=1 input could not be read")
        assert "lost.txt: there is no such file" in page.inner_text("details.note")


def test_filters_narrow_the_list(browser: "Browser", report: Path) -> None:
    with opened(browser, report) as page:
        page.click("#to-pages")
        assert page.inner_text("#found") == f"{len(PAGES)} pages"
        choose(page, "language", "de (3)")
        assert names(page) == [f"hafen/{number}.html" for number in range(3)]
        choose(page, "kind", "consent (15)")
        assert page.inner_text("#found") == f"3 of {len(PAGES)} pages"
        choose(page, "outcome", "empty (1)")
        assert names(page) == []
        page.click("#clear")
        choose(page, "rule", "en.advert.labels:advertisement (13)")
        assert page.inner_text("#found") == f"13 of {len(PAGES)} pages"
        hits = page.locator("#text li.hit")
        assert hits.count() == 1
        assert "− advert" in hits.inner_text()
        choose(page, "order", "name")
        assert names(page)[0] == HOSTILE_NAME


def test_bars_lead_to_their_pages(browser: "Browser", report: Path) -> None:
    with opened(browser, report) as page:
        page.click(".row:has-text('hafen.example')")
        assert names(page) == [f"hafen/{number}.html" for number in range(3)]
        page.click("#to-overview")
        page.click(".row.link >> nth=0")
        page.wait_for_selector("#text li")


def test_search_finds_names_and_text(browser: "Browser", report: Path) -> None:
    with opened(browser, report) as page:
        page.keyboard.press("/")
        page.wait_for_selector("#search:focus")
        page.keyboard.type("NUMBER 7 WILL")
        page.wait_for_selector("#found:text-is('1 of 17 pages')")
        assert names(page) == ["harbour/07.txt"]
        page.wait_for_selector("mark")
        assert page.locator("mark").all_inner_texts() == ["number 7 will"]
        page.fill("#search", "hafen/2")
        page.wait_for_selector("#name:text-is('hafen/2.html')")
        page.fill("#search", "no page says (this")
        page.wait_for_selector("#found:text-is('0 of 17 pages')")
        assert names(page) == []


def test_keys_walk_through_ten_pages_and_their_lines(
    browser: "Browser", report: Path, cleaned: dict[str, Cleaned]
) -> None:
    with opened(browser, report) as page:
        page.keyboard.press("l")
        page.wait_for_selector("#list:focus")
        for number in range(10):
            page.wait_for_selector(f"#name:text-is('harbour/{number:02}.txt')")
            page.wait_for_selector(f"#text:has-text('number {number} will')")
            page.keyboard.press("n")
        page.wait_for_selector("#text:has-text('number 10 will')")
        page.keyboard.press("p")
        page.wait_for_selector("#text:has-text('number 9 will')")
        page.keyboard.press("g")
        why = page.locator("#why")
        # The first line that goes is one that loses its end.
        assert "Its end goes, as" in why.inner_text()
        page.keyboard.press("g")
        assert "Line 4 goes, as advert." in why.inner_text()
        assert "en.advert.labels:advertisement" in why.inner_text()
        reasons = {v.rule: v.reason for v in cleaned["harbour/09.txt"].verdicts}
        assert reasons["en.advert.labels:advertisement"] in why.inner_text()
        page.keyboard.press("k")
        assert "Line 3 stays" in why.inner_text()
        page.keyboard.press("ArrowDown")
        assert "Line 4 goes" in why.inner_text()
        page.keyboard.press("o")
        page.wait_for_selector("#overview:visible")


def test_everything_can_be_reached_by_tab(browser: "Browser", report: Path) -> None:
    with opened(browser, report) as page:
        page.goto(f"{report.as_uri()}#page-0")
        page.wait_for_selector("#text li")
        seen = set()
        for _ in range(30):
            page.keyboard.press("Tab")
            seen.add(page.evaluate("document.activeElement.id || document.activeElement.tagName"))
        wanted = {"search", "kind", "rule", "order", "clear", "list", "next", "LI", "theme", "help"}
        assert wanted <= seen


def test_the_reason_shows_on_hover(browser: "Browser", report: Path) -> None:
    with opened(browser, report) as page:
        page.goto(f"{report.as_uri()}#page-1")
        page.hover("#text li:has-text('Accept all cookies')")
        assert "goes, as consent" in page.inner_text("#why")
        assert page.inner_text(".cut-label") == "− teaser"


def test_what_stays_is_the_cleaned_text(
    browser: "Browser", report: Path, cleaned: dict[str, Cleaned]
) -> None:
    with opened(browser, report) as page:
        page.goto(f"{report.as_uri()}#page-3")
        page.click("text=What stays")
        shown = page.locator("#text .words:visible").all_inner_texts()
        assert [line.strip() for line in shown] == [
            line for line in cleaned["harbour/03.txt"].text.splitlines() if line.strip()
        ]


def test_hostile_pages_are_text(browser: "Browser", report: Path) -> None:
    with opened(browser, report) as page:
        page.goto(f"{report.as_uri()}#page-{list(PAGES).index(HOSTILE_NAME)}")
        page.wait_for_selector("#text li")
        assert page.inner_text("#name") == HOSTILE_NAME
        text = page.inner_text("#text")
        assert "<script>document.title = 'taken'; console.log('run')</script>" in text
        assert "</script><img src=x onerror" in text
        assert "<style>* { display: none !important }</style>" in text
        assert "Read ⟨U+202E⟩neddih⟨U+202C⟩ and ⟨U+2066⟩left⟨U+2069⟩ and ⟨U+0000⟩nul" in text
        assert "{{index}} {{scripts}}" in text
        assert page.title() == "Pages of three sites"
        assert page.locator("img, iframe, object, #text svg, #text style").count() == 0


def test_scripts_cannot_write_markup(browser: "Browser", report: Path) -> None:
    """Nor can whoever finds a way to run one."""
    window = browser.new_context()
    page = window.new_page()
    page.goto(report.as_uri())
    attempt = "try { document.body.innerHTML = '<b>x'; 'let through' } catch (e) { e.name }"
    assert page.evaluate(attempt) == "TypeError"
    window.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_light_and_dark(browser: "Browser", report: Path, scheme: str) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    with opened(browser, report, color_scheme=scheme) as page:
        first = page.evaluate(ground)
        red = int(first.removeprefix("rgb(").split(",")[0])
        assert (red < 60) == (scheme == "dark")
        page.click("#theme")
        assert page.evaluate(ground) != first
        assert page.inner_text("#theme").lower() == scheme


def test_phone_width_shows_one_thing_at_a_time(browser: "Browser", report: Path) -> None:
    with opened(browser, report, **PHONE, has_touch=True) as page:
        fits = "document.documentElement.scrollWidth <= innerWidth"
        assert page.evaluate(fits)
        page.click("#to-pages")
        assert page.is_visible("#list")
        assert not page.is_visible("#page")
        page.click(".list-row >> nth=2")
        page.wait_for_selector("#text li")
        assert not page.is_visible("#list")
        assert page.evaluate(fits)
        page.tap("#text li:has-text('Advertisement')")
        assert "goes, as advert" in page.inner_text("#why")
        page.click("text=‹ All pages")
        page.wait_for_selector("#list:visible")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", ["#overview", "#page-2"])
@pytest.mark.parametrize("size", [{}, PHONE])
def test_accessibility(
    browser: "Browser", report: Path, scheme: str, view: str, size: dict[str, dict[str, int]]
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    with opened(browser, report, color_scheme=scheme, reduced_motion="reduce", **size) as page:
        page.goto(report.as_uri() + view)
        page.wait_for_selector("#text li" if "page" in view else ".tiles")
        found = axe.run(page)
        assert found.response["passes"]
        assert [
            (entry["id"], node["html"][:120], node["failureSummary"])
            for entry in found.response["violations"]
            for node in entry["nodes"]
        ] == []


def test_ten_thousand_pages_open_and_scroll(
    browser: "Browser", tmp_path: Path, cleaned: dict[str, Cleaned]
) -> None:
    builder, some = Builder("Ten thousand"), list(cleaned.values())
    for number in range(10_000):
        builder.add(f"site{number % 300}/{number}.txt", some[number % 12])
    file = tmp_path / "many.html"
    file.write_text(builder.html(), "utf-8")
    with opened(browser, file) as page:
        ready = page.evaluate("performance.now()")
        page.click("#to-pages")
        page.focus("#list")
        page.keyboard.press("End")
        page.wait_for_selector("#name:text-is('site99/9999.txt')")
        page.wait_for_selector(".list-name bdi:text-is('site99/9999.txt')")
        assert page.locator(".list-row").count() < 60
    assert ready < 4_000  # .3 s on a machine that does nothing else
