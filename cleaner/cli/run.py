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
from cleaner.source import DecodeError, Decoded, decode


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
    """A page that was read."""

    job: Job
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
    pages: deque[Page] = deque()
    failed: deque[Failed] = deque()

    def texts() -> Iterator[str]:
        for job in jobs:
            page = read(job, work.encoding)
            if isinstance(page, Failed):
                failed.append(page)
            else:
                pages.append(page)
                yield page.decoded.text

    for text, counts in _results(texts(), work):
        while failed:
            yield failed.popleft()
        yield _written(pages.popleft(), text, counts)
    yield from failed


def read(job: Job, encoding: str | None) -> Page | Failed:
    """Read a page.

    Args:
        job: which.
        encoding: the encoding that the user declared, or None.
    """
    try:
        if job.source == STDIN:
            data = sys.stdin.buffer.read()
        else:
            with open(job.source, "rb") as file:
                data = file.read()
        return Page(job, decode(data, encoding), len(data))
    except OSError as error:
        return Failed(job.source, system_reason(error))
    except DecodeError as error:
        return Failed(job.source, str(error))


def _results(texts: Iterable[str], work: Work) -> Iterator[tuple[str, Counts | None]]:
    if work.format == "text" and not work.detail:
        for text in work.cleaner.clean_many(texts):
            yield text, None
        return
    for cleaned in map(work.cleaner.explain, texts):
        text = to_json(cleaned) + "\n" if work.format == "json" else cleaned.text
        yield text, count(cleaned)


def _written(page: Page, text: str, counts: Counts | None) -> Done | Failed:
    data = text.encode("utf-8")
    try:
        write(page.job.target, data, like=page.job.source)
    except BrokenPipeError:
        raise
    except OSError as error:
        return Failed(page.job.source, f"cannot write {page.job.target}: {system_reason(error)}")
    return Done(page.job, page.decoded, page.size, len(data), counts)
