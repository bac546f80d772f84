"""How far a run over a corpus is: a bar on a terminal, a line now and then elsewhere."""

import sys
import time
from contextlib import ExitStack
from types import TracebackType
from typing import Any, Final

import click

from cleaner.batch.reading import Reading
from cleaner.cli.console import is_terminal, say

_EVERY: Final = 0.2
"""Seconds between two looks of the bar …"""
_SELDOM: Final = 30.0
"""… and between two lines."""
_WIDTH: Final = 24


class Progress:
    """Says how far a run is, how fast it goes, and how long it will take.

    Args:
        records: those that an earlier run has done.
    """

    def __init__(self, records: int) -> None:
        self._before = records
        self._terminal = is_terminal(sys.stderr)
        self._began = self._last = time.monotonic()
        self._skipped: int | None = None
        self._stack = ExitStack()
        self._bar: Any = None

    def show(self, reading: Reading, records: int, bad: int) -> None:
        """Say how far the run is, not too often.

        Args:
            reading: how far the inputs are read.
            records, bad: how many records are done, and how many of them are bad.
        """
        done, size = reading.done, reading.size
        if self._skipped is None:  # what an earlier run had done is passed over fast
            self._skipped = done
        now = time.monotonic()
        if now - self._last < (_EVERY if self._terminal else _SELDOM):
            return
        self._last = now
        took = now - self._began
        text = f"{records} records, {bad} bad, {(records - self._before) / took:.0f} a second"
        if done > self._skipped:
            text += f", {span(took * (size - done) / (done - self._skipped))} left"
        if not self._terminal:
            say(f"cleaner: {100 * done // max(size, 1)}%, {text}")
            return
        if self._bar is None:
            self._bar = self._stack.enter_context(click.progressbar(
                length=size, show_eta=False, width=_WIDTH, item_show_func=lambda text: text,
                file=sys.stderr,
            ))  # fmt: skip
        self._bar.update(done - self._bar.pos, text)

    def __enter__(self) -> "Progress":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()  # leaves the line clean for what comes


def span(seconds: float) -> str:
    """A span of time for people.

    >>> span(7.2), span(200), span(9000)
    ('0:07', '3:20', '2:30:00')
    """
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
