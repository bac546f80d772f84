"""The work of `cleaner clean`: read, clean and write pages, some at a time."""

import sys
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cleaner.api import Cleaner
from cleaner.cli.failures import Failed, system_reason
from cleaner.cli.inputs import STDIN
from cleaner.cli.render import Counts, count, to_json
from cleaner.cli.targets import Format, Job
from cleaner.cli.write import write
from cleaner.source import Decoded, DecodeError, decode


@dataclass(frozen=True)
class Done:
    """A page that was cleaned and written.

    Attributes:
        job: where it came from and went.
        decoded: its text as it was read, and the encoding.
        size_in, size_out: bytes read and written.
        counts: what became of its lines, or None where nobody asked.
    """

    job: Job
    decoded: Decoded
    size_in: int
    size_out: int
    counts: Counts | None


@dataclass(frozen=True)
class Page:
    """A page that was read: its text, and how many bytes it was."""

    decoded: Decoded
    size: int


@dataclass(frozen=True)
class Work:
    """How to do the jobs of a run.

    Attributes:
        cleaner: what cleans.
        encoding: the encoding that the user declared, or None.
        format: what to write.
        detail: whether to count what became of the lines.
    """

    cleaner: Cleaner
    encoding: str | None = None
    format: Format = "text"
    detail: bool = False


def do(jobs: Iterable[Job], work: Work) -> Iterator[Done | Failed]:
    """Clean pages; only as many are in memory as the cleaner takes at once.

    Args:
        jobs: what to read and where to write, taken as they are needed.
        work: how.

    Yields:
        for every job, in order within those that succeed, what came of it.

    Raises:
        BrokenPipeError: the reader of stdout went away.
    """
    pages: deque[tuple[Job, Page]] = deque()
    failed: deque[Failed] = deque()

    def texts() -> Iterator[str]:
        for job in jobs:
            page = read(job.source, work.encoding)
            if isinstance(page, Failed):
                failed.append(page)
            else:
                pages.append((job, page))
                yield page.decoded.text

    for text, counts in _results(texts(), work):
        while failed:
            yield failed.popleft()
        yield _written(*pages.popleft(), text, counts)
    yield from failed


def read(source: str, encoding: str | None) -> Page | Failed:
    """Read a page.

    Args:
        source: its file, or "-" for stdin.
        encoding: the encoding that the user declared, or None.
    """
    try:
        data = bytes_of(source)
        return Page(decode(data, encoding), len(data))
    except OSError as error:
        return Failed(source, system_reason(error))
    except DecodeError as error:
        return Failed(source, str(error))


def bytes_of(source: str) -> bytes:
    if source == STDIN:
        return sys.stdin.buffer.read()
    with open(source, "rb") as file:
        return file.read()


def _results(texts: Iterable[str], work: Work) -> Iterator[tuple[str, Counts | None]]:
    if work.format == "text" and not work.detail:
        for text in work.cleaner.clean_many(texts):
            yield text, None
        return
    for cleaned in map(work.cleaner.explain, texts):
        text = to_json(cleaned) + "\n" if work.format == "json" else cleaned.text
        yield text, count(cleaned)


def _written(job: Job, page: Page, text: str, counts: Counts | None) -> Done | Failed:
    data = text.encode("utf-8")
    try:
        write(job.target, data, like=job.source)
    except BrokenPipeError:
        raise
    except OSError as error:
        return Failed(job.source, f"cannot write {job.target}: {system_reason(error)}")
    return Done(job, page.decoded, page.size, len(data), counts)
