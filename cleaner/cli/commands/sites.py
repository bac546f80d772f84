"""Site memory on the command line: `cleaner sites learn`, and the option --sites."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import click

from cleaner.cli.console import say, shown
from cleaner.cli.failures import Failed, system_reason
from cleaner.cli.inputs import PATTERNS, STDIN, Input, Search, find_inputs
from cleaner.cli.options import (
    TIMEOUT,
    InputFormat,
    encoding_option,
    holds_html,
    input_format_option,
    jobs_option,
    timeout_option,
)
from cleaner.formats.record import Bad, Fields, Item, Record

if TYPE_CHECKING:
    from cleaner.sites.memory import Sites

AUTO: Final = "auto"
NO_HOST: Final = "no host has enough pages: of each four are needed that are no copies"


class Reading(NamedTuple):
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


@click.group()
def sites() -> None:
    """Learn what stands on every page of a site, to clean its pages better."""


@sites.command()
@click.argument("paths", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the memory here, as Parquet.",
)
@click.option("--host", metavar="HOST", help="The host of all pages [default: see below].")
@click.option(
    "--pattern",
    "patterns",
    metavar="GLOB",
    multiple=True,
    default=PATTERNS,
    show_default=True,
    help="Which files of a folder are pages; repeatable.",
)
@click.option("--text-field", default="text", show_default=True, metavar="NAME")
@click.option("--html-field", default="html", show_default=True, metavar="NAME")
@click.option("--url-field", default="url", show_default=True, metavar="NAME")
@jobs_option
@timeout_option
@input_format_option
@encoding_option
@click.pass_context
def learn(
    ctx: click.Context,
    paths: tuple[str, ...],
    output: Path,
    host: str | None,
    patterns: tuple[str, ...],
    text_field: str,
    html_field: str,
    url_field: str,
    jobs: int,
    timeout: float,
    input_format: InputFormat,
    encoding: str | None,
) -> None:
    """Learn which lines stand on many pages of their site, and write that down.

    PATHS are files, folders and globs, as for cleaner clean, and files of many pages, as for
    cleaner corpus. The host of a page is that of its URL; of a file it is the first folder on its
    path that is named like one, as mirrors of sites have it: crawl/www.example.org/a.html. Of each
    host four pages or more are needed. The order of pages does not matter.

    \b
    Examples:
      cleaner sites learn crawl/ -o sites.parquet
      cleaner sites learn crawl.warc.gz -o sites.parquet --jobs 8
      cleaner sites learn pages/ --host example.org -o sites.parquet
      cleaner clean crawl/ --sites sites.parquet
    """
    found = list(find_inputs(paths, Search(patterns)))
    pages = [item.path for item in found if isinstance(item, Input)]
    failed = [item for item in found if isinstance(item, Failed)]
    fields = Fields(text_field, html_field, url_field)
    reading = Reading(fields, host, input_format, encoding)
    learned = learn_pages(pages, reading, jobs, timeout)
    failed += learned.failed
    for item in failed:
        say(f"cleaner: {shown(item.name)}: {shown(item.reason)}")
    try:
        learned.sites.save(output)
    except OSError as error:
        say(f"cleaner: cannot write {shown(str(output))}: {system_reason(error)}")
        ctx.exit(1)
    lines = sum(known.key.size for known in learned.sites.lines)
    say(f"cleaner: {shown(str(output))}: {lines} lines of {len(learned.sites.hosts)} hosts, "
        f"from {learned.pages} pages")  # fmt: skip
    if not learned.sites.hosts:
        say(f"cleaner: {NO_HOST}")
    ctx.exit(1 if failed else 0)


def memory_of(
    choice: str | None,
    pages: Sequence[str],
    reading: Reading,
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
    paths: Iterable[str], reading: Reading, jobs: int = 1, timeout: float = TIMEOUT
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


def _items(paths: Iterable[str], reading: Reading) -> Iterator[Item]:
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
