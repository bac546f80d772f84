"""Run extractors over pages, and take the processor time of every call."""

import gc
import logging
import signal
import time
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import FrameType
from typing import NamedTuple

from benchmarks.quality.corpora import Page
from benchmarks.quality.html.systems import Extract, Markup


class Run(NamedTuple):
    """What a system made of a page: its text, processor time in seconds, and "" or an error.

    A page that raises or takes too long is lost: its text is empty.
    """

    text: str
    cpu: float
    error: str = ""


def markup(page: Page) -> Markup:
    """A page as its benchmark hands it out: WCXB as text, the others as bytes."""
    raw = page.read()
    if page.source != "wcxb":
        return raw
    return raw.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")


def run_all(page: Page, extractors: Mapping[str, Extract], timeout: float) -> dict[str, Run]:
    """Run every system on a page, one after the other, so that a slow spell hits all alike.

    Args:
        page: The page.
        extractors: Systems by name, warm.
        timeout: Seconds of wall time after which a system has lost the page; 0 for no limit.
    """
    html, runs = markup(page), {}
    for name, extract in extractors.items():
        gc.collect()  # one system's garbage is not collected in another's time
        runs[name] = timed(extract, html, timeout)
    return runs


def timed(extract: Callable[[Markup], str | None], html: Markup, timeout: float) -> Run:
    """Run one system on one page, see `run_all`."""
    text, error = "", ""
    start = time.process_time()
    signal.setitimer(signal.ITIMER_REAL, timeout)
    try:
        text = extract(html) or ""
    except Exception as raised:  # a crash is a page lost, whatever the crash
        error = f"{type(raised).__name__}: {raised}"[:160]
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return Run(text, time.process_time() - start, error)


@contextmanager
def quiet() -> Iterator[None]:
    """Silence what systems log, let page timeouts raise, and keep collections short."""
    level = logging.root.manager.disable
    former = signal.signal(signal.SIGALRM, _on_alarm)
    logging.disable(logging.CRITICAL)
    gc.collect()
    gc.freeze()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        gc.unfreeze()
        logging.disable(level)
        signal.signal(signal.SIGALRM, former)


def _on_alarm(_number: int, _frame: FrameType | None) -> None:
    # It comes between two steps of Python: a call into C is not interrupted.
    raise TimeoutError("page timeout")
