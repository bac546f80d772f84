"""What a worker process does: a task on records that come through a pipe."""

from collections.abc import Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any, Final, Protocol, TypeVar

from cleaner.formats.record import Bad, Line, Record

READY: Final = "ready"
Waiting = Record | Line
"""What is to be done."""
Result = TypeVar("Result", covariant=True)


class Task(Protocol[Result]):
    """What is done to records. It is sent to every process once."""

    def ready(self) -> None:
        """Do beforehand what takes long at the first record."""

    def do(self, waiting: Sequence[Waiting]) -> Sequence[Result | Bad]:
        """Do it to some records: a result for each."""


def work(pipe: Connection, task: Task[Any]) -> None:
    """Do what comes until the pipe is closed.

    Args:
        pipe: lists of records come in; lists of what came of them, or an error's text, go out.
        task: what is done to them.
    """
    with suppress(EOFError, BrokenPipeError, KeyboardInterrupt):
        task.ready()
        pipe.send(READY)
        while True:
            waiting = pipe.recv()
            try:
                pipe.send(task.do(waiting))
            except MemoryError:
                pipe.send("there was not enough memory")
            except Exception as error:  # a page must not end the run: it is reported and left out
                pipe.send(f"{type(error).__name__}: {error}")
