"""The command `cleaner clean`."""

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from cleaner.cli.choices import Choices, cleaning_options
from cleaner.cli.console import is_terminal
from cleaner.cli.failures import Failed
from cleaner.cli.inputs import Input, Search, find_inputs
from cleaner.cli.names import STDIN, InputFormat
from cleaner.cli.options import patterns_option
from cleaner.cli.site_memory import HowToRead, memory_of
from cleaner.cli.targets import Existing, Format, Job, Naming, plan
from cleaner.formats.record import Fields

if TYPE_CHECKING:
    from cleaner.cli.log import Log, Verbosity
    from cleaner.settings import Output

_SUFFIX = ".clean"


def _usable_suffix(
    context: click.Context, parameter: click.Parameter, suffix: str | None
) -> str | None:
    if suffix is not None and (not suffix or any(sign in suffix for sign in ("/", os.sep, "\0"))):
        raise click.BadParameter("must be a part of a file name that is not empty, such as .clean")
    return suffix


@click.command(short_help="Clean pages: files, folders, globs or stdin.")
@click.argument("paths", nargs=-1)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, readable=False),
    help="Write the one page here; - is stdout.",
)
@click.option(
    "--output-dir",
    metavar="DIR",
    type=click.Path(file_okay=False, readable=False),
    help="Write into this folder, in the same tree and under the same names.",
)
@click.option(
    "--suffix",
    metavar="TEXT",
    callback=_usable_suffix,
    help="What to put before the extension of outputs [default: .clean; none with --output-dir].",
)
@click.option(
    "--existing",
    type=click.Choice(get_args(Existing)),
    default="overwrite",
    show_default=True,
    help="What to do where an output exists.",
)
@patterns_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(get_args(Format)),
    default="text",
    show_default=True,
    help="markdown: of HTML pages; text stays as it is. json: one object with the text, a verdict "
    "for every line, what was removed, and what an HTML page says of itself.",
)
@click.option(
    "--sites",
    metavar="FILE",
    help="What cleaner sites learn has written of the sites of these pages; auto learns it from "
    "the pages first.",
)
@click.option("--host", metavar="HOST", help="The host of all pages, for --sites [default: the "
    "first folder on a page's path that is named like a host].")  # fmt: skip
@click.option("--links", is_flag=True, help="Keep the addresses of links in Markdown.")
@cleaning_options
@click.option("-q", "--quiet", "verbosity", flag_value=0, type=int, help="Say errors only.")
@click.option(
    "-v", "--verbose", "verbosity", flag_value=2, type=int, help="Say what went from every page."
)
@click.pass_context
def clean(
    ctx: click.Context,
    paths: tuple[str, ...],
    output: str | None,
    output_dir: str | None,
    suffix: str | None,
    existing: Existing,
    patterns: tuple[str, ...],
    format_: Format,
    sites: str | None,
    host: str | None,
    links: bool,
    choices: Choices,
    input_format: InputFormat,
    encoding: str | None,
    verbosity: "Verbosity | None",
) -> None:
    """Clean pages and write each beside the original: page.txt or page.html -> page.clean.txt.

    PATHS are files, folders (searched for *.txt and *.html, with their subfolders, without hidden
    ones), globs, and - for stdin, which goes to stdout. Inputs are never changed, outputs never
    cleaned again. Results are UTF-8; line breaks of text stay as they are.

    \b
    Examples:
      cleaner clean page.txt                         writes page.clean.txt
      cleaner clean page.txt -o -                    prints the text
      cleaner clean pages/ --output-dir texts/       the same tree in another folder
      cleaner clean 'crawl/**/*.md' --existing skip  goes on where a run was stopped
      cleaner clean pages/ --keep caption -v         says what went, by kind
      cleaner clean site/ --format markdown          page.html -> page.clean.md
      cleaner clean crawl/www.example.org --sites auto   knows what stands on all its pages
      curl … | cleaner clean - --input-format html   prints the text of an HTML page
    """
    if output is not None and output_dir is not None:
        raise click.UsageError("-o and --output-dir exclude each other")
    paths = paths or _stdin()
    if output_dir is not None and STDIN in paths:
        raise click.UsageError("stdin has no name for --output-dir; write it with -o FILE")
    if links and format_ != "markdown":
        raise click.UsageError("--links is about Markdown; add --format markdown")
    settings = choices.settings(_output_of(format_, links))
    search = Search(patterns, suffix or _SUFFIX, output_dir)
    found = list(map(_single, find_inputs(paths, search)))
    pages = [item for item in found if isinstance(item, Input)]
    if output is not None and len(pages) > 1:
        raise click.UsageError(f"-o takes one page, these are {len(pages)}; use --output-dir")
    plain = "" if output_dir is not None else _SUFFIX
    naming = Naming(output, output_dir, plain if suffix is None else suffix, format_)

    from cleaner.cleaner import Cleaner
    from cleaner.cli.log import VERBOSE, Log
    from cleaner.cli.run import Work, do

    paths_read = [page.path for page in pages]
    memory = memory_of(sites, paths_read, HowToRead(Fields(), host, input_format, encoding))
    settings = replace(settings, sites=memory)
    log = Log(1 if verbosity is None else verbosity)
    for item in found:
        if isinstance(item, Failed):
            log.add(item)
    work = Work(Cleaner(settings), encoding, format_, verbosity == VERBOSE, host)
    for event in do(_jobs(pages, naming, existing, input_format, log), work):
        log.add(event)
    log.finish()
    ctx.exit(1 if log.failed else 0)


def _single(item: Input | Failed) -> Input | Failed:
    """A file of many pages is none for this command."""
    from cleaner.formats.sources import holds_many

    if isinstance(item, Failed) or not holds_many(Path(item.path)):
        return item
    return Failed(item.path, "holds many pages; clean them with cleaner corpus")


def _output_of(format_: Format, links: bool) -> "Output":
    if format_ != "markdown":
        return "text"
    return "markdown with links" if links else "markdown"


def _stdin() -> tuple[str, ...]:
    if sys.stdin is None or is_terminal(sys.stdin):
        raise click.UsageError("name files or folders to clean, or - to read stdin")
    return (STDIN,)


def _jobs(
    pages: Sequence[Input],
    naming: Naming,
    existing: Existing,
    input_format: InputFormat,
    log: "Log",
) -> Iterator[Job]:
    for item in plan(pages, naming, existing, input_format):
        if isinstance(item, Job):
            yield item
        else:
            log.add(item)
