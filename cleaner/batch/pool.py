"""Worker processes that are stopped when a page takes too long, or that die, without loss."""

import multiprocessing
import queue
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import resource_tracker
from types import TracebackType
from typing import Any, Final, Generic, TypeVar

from cleaner.batch.worker import Task, work
from cleaner.formats.record import Bad, Item

Result = TypeVar("Result")
_AHEAD: Final = 3
_START: Final = 120.0
"""Seconds in which a new process must be ready, however busy the machine is."""


class Pool(Generic[Result]):
    """Does something to chunks of records in processes, in order.

    Args:
        task: what is done.
        jobs: how many processes.
        timeout: seconds that a page may take, on its own; a whole chunk gets as much.
    """

    def __init__(self, task: Task[Result], jobs: int, timeout: float) -> None:
        self._jobs = jobs
        self._timeout = timeout
        self._idle: queue.SimpleQueue[_Worker] = queue.SimpleQueue()
        self._workers = [_Worker(task) for _ in range(jobs)]
        for worker in self._workers:
            self._idle.put(worker)
        self._threads = ThreadPoolExecutor(jobs)

    def __enter__(self) -> "Pool[Result]":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for worker in self._workers:
            worker.stop()
        self._threads.shutdown(cancel_futures=True)

    def run(self, chunks: Iterable[Sequence[Item]]) -> Iterator[list[Result | Bad]]:
        """Do chunks, some at a time.

        Args:
            chunks: records, good and bad.

        Yields:
            for every chunk, what came of it: one result, or, where its records had to be done each
            by itself, one for every record.
        """
        waiting: deque[Future[list[Result | Bad]]] = deque()
        for chunk in chunks:
            waiting.append(self._threads.submit(self._do, chunk))
            if len(waiting) >= _AHEAD * self._jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def _do(self, chunk: Sequence[Item]) -> list[Result | Bad]:
        worker = self._idle.get()
        try:
            return self._results(worker, chunk)
        finally:
            self._idle.put(worker)

    def _results(self, worker: "_Worker", items: Sequence[Item]) -> list[Result | Bad]:
        answer = worker.ask(items, self._timeout)
        if not isinstance(answer, str):
            return [answer]
        if len(items) == 1:
            return [Bad(items[0].place, answer)]
        # One of them is to blame: each for itself.
        return [one for item in items for one in self._results(worker, [item])]


class _Ended(Exception):
    """The run is over: whatever is not cleaned yet never will be."""


class _Worker:
    """A process, started anew when it had to be stopped or has died, until the run is over."""

    def __init__(self, task: Task[Any]) -> None:
        self._task = task
        self._context = multiprocessing.get_context("spawn")
        self._lock = threading.Lock()  # the run may end while a thread starts a process anew
        self._over = False
        self._start()

    def _start(self) -> None:
        self._pipe, other = self._context.Pipe()
        arguments = (other, self._task)
        self._process = self._context.Process(target=work, args=arguments, daemon=True)
        with _uninterrupted():
            self._process.start()
        other.close()
        self._ready = False

    def ask(self, items: Sequence[Item], timeout: float) -> Any | str:
        """The result, which is no text, or what went wrong."""
        try:
            if not self._ready:
                if not self._pipe.poll(_START):
                    raise EOFError
                self._pipe.recv()
                self._ready = True
            self._pipe.send(items)
            if self._pipe.poll(timeout):
                answer: Any = self._pipe.recv()
                return f"could not be cleaned: {answer}" if isinstance(answer, str) else answer
            reason = f"took more than {timeout:g} seconds; raise --timeout, or leave it out"
        except (EOFError, OSError):
            reason = "ended its process; it may need more memory than there is"
        with self._lock:
            self._kill()
            if self._over:
                raise _Ended
            self._pipe.close()
            self._start()
        return reason

    def stop(self) -> None:
        """End the process for good; a thread that waits for its answer is told so."""
        with self._lock:
            self._over = True
            self._kill()

    def _kill(self) -> None:
        self._process.kill()
        self._process.join()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Processes that are started in here never hear of Ctrl-C, not even while they import: the run
    ends them itself. A signal that a thread blocks is blocked in what it starts."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # it would unblock the signal when it is first needed
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
