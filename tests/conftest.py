"""Settings that all tests share."""

import os
import signal
from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from report.browser import launched

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_DEADLINE = timedelta(seconds=5)  # the first example of a process compiles the rules
_SLOW = (HealthCheck.too_slow,)

settings.register_profile("here", max_examples=60, deadline=_DEADLINE, suppress_health_check=_SLOW)
settings.register_profile("ci", settings.get_profile("here"), derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "here")

# A suite that runs in the background ignores interrupts, and so would the programs it starts.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """A browser, one for all: Playwright starts once in a process. Tests are skipped without."""
    with launched() as browser:
        yield browser
