"""The command `cleaner explain`."""

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleaner.cli.console import in_colour, is_terminal, put, say, shown
from cleaner.cli.inputs import STDIN
from cleaner.cli.options import InputFormat, cleaning_options, holds_html, settings_of
from cleaner.kinds import Kind

if TYPE_CHECKING:
    from cleaner.settings import Engine, Use


@click.command(short_help="Show what becomes of every line of a page, and why.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@cleaning_options
@click.pass_context
def explain(
    ctx: click.Context,
    file: str,
    keep: tuple[Kind, ...],
    drop: tuple[Kind, ...],
    rule_files: tuple[Path, ...],
    use: "Use",
    threshold: float,
    engine: "Engine",
    input_format: InputFormat,
    encoding: str | None,
) -> None:
    """Show every line of FILE, or of stdin with -, with its verdict; nothing is written.

    A line begins with + when it stays and with - when it goes; an end that is cut off a line has a
    row of its own that begins with ~. The score is the learned probability of being content. Text
    is shortened to the terminal, and whole in a pipe. NO_COLOR=1 turns colours off.

    \b
    Examples:
      cleaner explain page.txt
      cleaner explain page.txt | grep '^-'       what goes
      cleaner rules show 'en.legal.inside:all rights reserved'
    """
    settings = settings_of(keep, drop, rule_files, use, threshold, engine)

    from cleaner.api import Cleaner
    from cleaner.cli.failures import Failed
    from cleaner.cli.render import count
    from cleaner.cli.report import encoding_note
    from cleaner.cli.run import read
    from cleaner.cli.table import rows, table

    name = "stdin" if file == STDIN else shown(file)
    html = holds_html(file, input_format)
    page = read(file, encoding, html=html)
    if isinstance(page, Failed):
        say(f"cleaner: {name}: {page.reason}")
        ctx.exit(1)
    cleaner = Cleaner(settings)
    cleaned = cleaner.explain_html(page.content) if html else cleaner.explain(str(page.content))
    if content := list(rows(cleaned)):
        width = shutil.get_terminal_size().columns if is_terminal(sys.stdout) else None
        put("\n".join(table(content, width, colour=in_colour())))
    if note := encoding_note(page.decoded):
        say(f"cleaner: {name}: {note}")
    say(f"cleaner: {name}: {cleaned.outcome}; {count(cleaned)}")
