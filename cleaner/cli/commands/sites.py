"""The command `cleaner sites learn`."""

from __future__ import annotations

from pathlib import Path

import click

from cleaner.cli.console import say, shown
from cleaner.cli.failures import Failed, system_reason
from cleaner.cli.inputs import Input, Search, find_inputs
from cleaner.cli.names import InputFormat
from cleaner.cli.options import (
    encoding_option,
    field_options,
    input_format_option,
    jobs_option,
    patterns_option,
    timeout_option,
)
from cleaner.cli.site_memory import NO_HOST, HowToRead, learn_pages
from cleaner.formats.record import Fields


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
@patterns_option
@field_options
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
    fields: Fields,
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
    reading = HowToRead(fields, host, input_format, encoding)
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
