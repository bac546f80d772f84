"""Site memory on the command line: `cleaner sites learn`, and the option --sites."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from cleaner.cli.console import say, shown
from cleaner.cli.failures import Failed, system_reason
from cleaner.cli.inputs import PATTERNS, STDIN, Input, Search, find_inputs
from cleaner.cli.options import InputFormat, encoding_option, holds_html, input_format_option

if TYPE_CHECKING:
    from cleaner.sites.memory import Sites

AUTO: Final = "auto"


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
@input_format_option
@encoding_option
@click.pass_context
def learn(
    ctx: click.Context,
    paths: tuple[str, ...],
    output: Path,
    host: str | None,
    patterns: tuple[str, ...],
    input_format: InputFormat,
    encoding: str | None,
) -> None:
    """Learn which lines stand on many pages of their site, and write that down.

    PATHS are files, folders and globs, as for cleaner clean. The host of a page is the first folder
    on its path that is named like one, as mirrors of sites have it: crawl/www.example.org/a.html.
    Of each host four pages or more are needed. The order of pages does not matter.

    \b
    Examples:
      cleaner sites learn crawl/ -o sites.parquet
      cleaner sites learn pages/ --host example.org -o sites.parquet
      cleaner clean crawl/ --sites sites.parquet
    """
    found = list(find_inputs(paths, Search(patterns)))
    pages = [item.path for item in found if isinstance(item, Input)]
    failed = [item for item in found if isinstance(item, Failed)]
    memory, unread = learn_pages(pages, host, input_format, encoding)
    for item in (*failed, *unread):
        say(f"cleaner: {shown(item.name)}: {shown(item.reason)}")
    try:
        memory.save(output)
    except OSError as error:
        say(f"cleaner: cannot write {shown(str(output))}: {system_reason(error)}")
        ctx.exit(1)
    lines = sum(known.key.size for known in memory.lines)
    say(f"cleaner: {shown(str(output))}: {lines} lines of {len(memory.hosts)} hosts, "
        f"from {len(pages) - len(unread)} pages")  # fmt: skip
    ctx.exit(1 if failed or unread else 0)


def memory_of(
    choice: str | None,
    pages: Sequence[str],
    host: str | None,
    input_format: InputFormat,
    encoding: str | None,
) -> Sites | None:
    """The site memory that --sites asks for.

    Args:
        choice: a file, "auto" to learn from the pages themselves, or None.
        pages: the files that are to be cleaned.
        host: the host of all pages, None to go by their paths.
        input_format, encoding: how to read them.

    Raises:
        click.UsageError: the file cannot be used, or stdin would have to be read twice.
    """
    if choice is None:
        return None
    if choice == AUTO:
        if STDIN in pages:
            raise click.UsageError("--sites auto reads pages twice, which stdin cannot be")
        return learn_pages(pages, host, input_format, encoding)[0]

    from cleaner.sites.files import SitesError, load

    try:
        return load(Path(choice))
    except OSError as error:
        raise click.UsageError(f"{choice}: {system_reason(error)}") from error
    except SitesError as error:
        raise click.UsageError(str(error)) from error


def learn_pages(
    pages: Iterable[str], host: str | None, input_format: InputFormat, encoding: str | None
) -> tuple[Sites, list[Failed]]:
    """Learn from files; also returns those that could not be read.

    Args:
        pages: the files.
        host: the host of all pages, None to go by their paths.
        input_format, encoding: how to read them.
    """
    from cleaner.sites.learn import Learner

    learner, failed = Learner(), list[Failed]()
    learner.add(_texts(pages, host, input_format, encoding, failed))
    return learner.sites(), failed


def _texts(
    pages: Iterable[str],
    host: str | None,
    input_format: InputFormat,
    encoding: str | None,
    failed: list[Failed],
) -> Iterator[tuple[str, str]]:
    from cleaner.cli.run import read
    from cleaner.markup.page import read_page

    for path in pages:
        html = holds_html(path, input_format)
        page = read(path, encoding, html=html)
        if isinstance(page, Failed):
            failed.append(page)
        else:
            yield host or path, read_page(page.content).text if html else str(page.content)
