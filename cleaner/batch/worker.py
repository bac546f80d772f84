"""What a worker process does: a task on records that come through a pipe."""

from collections.abc import Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any, Final, Protocol, TypeVar

from cleaner.formats.record import Item

READY: Final = "ready"
Result = TypeVar("Result", covariant=True)


class Task(Protocol[Result]):
    """What is done to records. It is sent to every process once."""

    def ready(self) -> None:
        """Do beforehand what takes long at the first record."""

    def do(self, items: Sequence[Item]) -> Result:
        """Do it to some records: one result for them all."""


def work(pipe: Connection, task: Task[Any]) -> None:
    """Do what comes until the pipe is closed.

    Args:
        pipe: lists of records come in; what came of each list, or an error's text, goes out.
        task: what is done to them.
    """
    with suppress(EOFError, BrokenPipeError, KeyboardInterrupt):
        task.ready()
        pipe.send(READY)
        while True:
            items = pipe.recv()
            try:
                pipe.send(task.do(items))
            except MemoryError:
                pipe.send("there was not enough memory")
            except Exception as error:  # a page must not end the run: it is reported and left out
                pipe.send(f"{type(error).__name__}: {error}")
