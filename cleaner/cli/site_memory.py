"""Site memory on the command line: learned from files, or loaded, as the option --sites says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import click

from cleaner.cli.console import say
from cleaner.cli.failures import Failed, system_reason
from cleaner.cli.names import STDIN, InputFormat, holds_html
from cleaner.cli.options import TIMEOUT
from cleaner.formats.record import Bad, Fields, Item, Record

if TYPE_CHECKING:
    from cleaner.sites.memory import Sites

AUTO: Final = "auto"
NO_HOST: Final = "no host has enough pages: of each four are needed that are no copies"


class HowToRead(NamedTuple):
    """How to read pages.

    Attributes:
        fields: how the fields of records are called.
        host: the host of all pages, None to go by their URLs and paths.
        input_format, encoding: those of files of one page.
    """

    fields: Fields = Fields()
    host: str | None = None
    input_format: InputFormat = "auto"
    encoding: str | None = None


class Learned(NamedTuple):
    """What was learned, from how many pages, and what could not be read."""

    sites: Sites
    pages: int
    failed: list[Failed]


def memory_of(
    choice: str | None,
    pages: Sequence[str],
    reading: HowToRead,
    jobs: int = 1,
    timeout: float = TIMEOUT,
) -> Sites | None:
    """The site memory that --sites asks for.

    Args:
        choice: a file, "auto" to learn from the pages themselves, or None.
        pages: the files that are to be cleaned.
        reading: how to read them.
        jobs: how many processes learn.
        timeout: seconds that a page may take to be learned from.

    Raises:
        click.UsageError: the file cannot be used, or stdin would have to be read twice.
    """
    if choice is None:
        return None
    if choice == AUTO:
        if STDIN in pages:
            raise click.UsageError("--sites auto reads pages twice, which stdin cannot be")
        memory = learn_pages(pages, reading, jobs, timeout).sites
        if not memory.hosts:
            say(f"cleaner: --sites auto: {NO_HOST}")
        return memory

    from cleaner.sites.files import SitesError, load

    try:
        return load(Path(choice))
    except OSError as error:
        raise click.UsageError(f"{choice}: {system_reason(error)}") from error
    except SitesError as error:
        raise click.UsageError(str(error)) from error


def learn_pages(
    paths: Iterable[str], reading: HowToRead, jobs: int = 1, timeout: float = TIMEOUT
) -> Learned:
    """Learn from files of one page or of many.

    Args:
        paths: the files.
        reading: how to read them.
        jobs: how many processes.
        timeout: seconds that a page may take.
    """
    from cleaner.batch.learning import Sketching, learned

    task = Sketching(reading.fields, reading.host)
    learner, pages, bad = learned(_items(paths, reading), task, jobs, timeout)
    return Learned(learner.sites(), pages, [Failed(one.place, one.reason) for one in bad])


def _items(paths: Iterable[str], reading: HowToRead) -> Iterator[Item]:
    from cleaner.cli.page import read
    from cleaner.formats.sources import Source, holds_many

    for path in paths:
        if holds_many(Path(path)):
            yield from Source(Path(path), reading.fields).items()
            continue
        html = holds_html(path, reading.input_format)
        page = read(path, reading.encoding, html=html)
        if isinstance(page, Failed):
            yield Bad(page.name, page.reason)
        else:
            yield Record(path, page.content, html, path, {}, "")
