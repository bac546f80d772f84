"""The work of `cleaner clean`: read, clean and write pages, some at a time."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from cleaner.cleaned import Cleaned
from cleaner.cleaner import Cleaner
from cleaner.cli.failures import Failed, system_reason
from cleaner.cli.page import Page, read
from cleaner.cli.results import to_json
from cleaner.cli.targets import Format, Job
from cleaner.cli.write import write
from cleaner.counts import Counts, count
from cleaner.source import Decoded


@dataclass(frozen=True)
class Done:
    """A page that was cleaned and written.

    Attributes:
        job: where it came from and went.
        decoded: its text as it was read, and the encoding; None for HTML, which declares it.
        size_in, size_out: bytes read and written.
        counts: what became of its lines, or None where nobody asked.
    """

    job: Job
    decoded: Decoded | None
    size_in: int
    size_out: int
    counts: Counts | None


@dataclass(frozen=True)
class Work:
    """How to do the jobs of a run.

    Attributes:
        cleaner: what cleans.
        encoding: the encoding that the user declared, or None.
        format: what to write.
        detail: whether to count what became of the lines.
        host: the host of all pages, None to go by their paths; see Settings.sites.
    """

    cleaner: Cleaner
    encoding: str | None = None
    format: Format = "text"
    detail: bool = False
    host: str | None = None


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
    for html, alike in groupby(jobs, attrgetter("html")):
        yield from _do(alike, work, html=html)


def _do(jobs: Iterable[Job], work: Work, *, html: bool) -> Iterator[Done | Failed]:
    pages: deque[tuple[Job, Page]] = deque()
    failed: deque[Failed] = deque()

    def contents() -> Iterator[str | bytes]:
        for job in jobs:
            page = read(job.source, work.encoding, html=html)
            if isinstance(page, Failed):
                failed.append(page)
            else:
                pages.append((job, page))
                yield page.content

    def places() -> Iterator[str | None]:  # asked for one after each page
        while True:
            yield work.host or pages[-1][0].source

    for text, counts in _results(contents(), places(), work, html=html):
        while failed:
            yield failed.popleft()
        yield _written(*pages.popleft(), text, counts)
    yield from failed


def _results(
    contents: Iterable[Any], places: Iterable[str | None], work: Work, *, html: bool
) -> Iterator[tuple[str, Counts | None]]:
    cleaner = work.cleaner
    if work.format != "json" and not work.detail:
        many = cleaner.clean_html_many if html else cleaner.clean_many
        for text in many(contents, urls=places):
            yield text, None
        return
    for cleaned in map(cleaner.explain_html if html else cleaner.explain, contents, places):
        text = to_json(cleaned) + "\n" if work.format == "json" else _text_of(cleaned)
        yield text, count(cleaned)


def _text_of(cleaned: Cleaned) -> str:
    return cleaned.text if cleaned.markdown is None else cleaned.markdown


def _written(job: Job, page: Page, text: str, counts: Counts | None) -> Done | Failed:
    data = text.encode("utf-8")
    try:
        write(job.target, data, like=job.source)
    except BrokenPipeError:
        raise
    except OSError as error:
        return Failed(job.source, f"cannot write {job.target}: {system_reason(error)}")
    return Done(job, page.decoded, page.size, len(data), counts)
