"""A real browser, where there is one: Chromium, driven by Playwright."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NAMES = ("chromium", "chromium-browser", "google-chrome")


def chromium() -> str | None:
    """The program, or None; CLEANER_CHROMIUM names another one."""
    named = os.environ.get("CLEANER_CHROMIUM")
    return named or next(filter(None, map(shutil.which, NAMES)), None)


def missing() -> str | None:
    """What the browser tests lack here, or None."""
    try:
        import playwright.sync_api  # noqa: F401
    except ImportError:
        return "no Playwright: pip install 'cleaner[browser]'"
    if chromium() is None:
        return "no Chromium: apt-get install chromium, or name it in CLEANER_CHROMIUM"
    return None


@contextmanager
def launched() -> "Iterator[Browser]":
    """A browser; tests that ask for it are skipped where there is none."""
    if reason := missing():
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@contextmanager
def opened(browser: "Browser", file: Path, **context: Any) -> Iterator["Page"]:
    """A report in a window of its own; whatever it prints to the console is a mistake.

    Args:
        browser: the browser.
        file: the report.
        context: how the window is, such as viewport or color_scheme.
    """
    window = browser.new_context(**context)
    page = window.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: said.append(request.url) if "http" in request.url else None)
    page.goto(file.as_uri())
    page.wait_for_selector("body[data-ready]", timeout=20_000)
    yield page
    window.close()
    assert said == []
