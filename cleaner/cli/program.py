"""How the program ends: exit codes that scripts can rely on."""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, Final

import click

from cleaner.extras import MissingExtra

INTERRUPTED: Final = 130
"""128 + SIGINT, as shells say it."""
TERMINATED: Final = 143
"""128 + SIGTERM."""
CLOSED_PIPE: Final = 141
"""128 + SIGPIPE: what a program gets that a pipe's reader left alone."""


class Program(click.Group):
    """A group of commands that ends quietly on Ctrl-C, SIGTERM and a closed pipe."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; see click.Group.invoke."""
        try:
            with _terminable():
                return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("cleaner: interrupted", err=True)
            ctx.exit(INTERRUPTED)
        except _Terminated:
            click.echo("cleaner: terminated", err=True)
            ctx.exit(TERMINATED)
        except BrokenPipeError:
            _silence_stdout()
            ctx.exit(CLOSED_PIPE)
        except MissingExtra as error:
            raise click.UsageError(str(error)) from error


class _Terminated(BaseException):
    """Somebody sent SIGTERM: what is half written goes before the program does."""


@contextmanager
def _terminable() -> Iterator[None]:
    """Raise where SIGTERM comes, as Python does where SIGINT does."""
    if threading.current_thread() is not threading.main_thread():
        yield  # signals are the business of the main thread
        return

    def terminate(number: int, frame: FrameType | None) -> None:
        raise _Terminated

    before = signal.signal(signal.SIGTERM, terminate)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _silence_stdout() -> None:
    """Send what is still buffered nowhere: Python flushes at exit and would complain."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
