"""The command `cleaner explain`."""

import shutil
import sys
from dataclasses import replace
from typing import get_args

import click

from cleaner.cli.choices import Choices, cleaning_options
from cleaner.cli.console import in_colour, is_terminal, put, say, shown
from cleaner.cli.names import STDIN, InputFormat
from cleaner.cli.only import Only, selects


@click.command(short_help="Show what becomes of every line of a page, and why.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option(
    "--only",
    type=click.Choice(get_args(Only)),
    help="Show these lines only; doubtful: the score is not sure, or a rule overruled it.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(("table", "json")),
    default="table",
    show_default=True,
    help="json: one object, as cleaner clean --format json writes it.",
)
@cleaning_options
@click.pass_context
def explain(
    ctx: click.Context,
    file: str,
    only: Only | None,
    format_: str,
    choices: Choices,
    input_format: InputFormat,
    encoding: str | None,
) -> None:
    """Show every line of FILE, or of stdin with -, with its verdict; nothing is written.

    A line begins with + when it stays and with - when it goes; an end that is cut off a line has a
    row of its own that begins with ~. The score is the learned probability of being content. Text
    is shortened to the terminal, and whole in a pipe; what is longer than the terminal goes to the
    pager. NO_COLOR=1 turns colours off.

    \b
    Examples:
      cleaner explain page.txt
      cleaner explain page.html --only removed
      cleaner explain page.txt --only doubtful   where a mistake is likeliest
      cleaner explain page.txt --format json | jq .outcome
    """
    settings = choices.settings()

    from cleaner.cleaner import Cleaner
    from cleaner.cli.explainer import Explainer
    from cleaner.cli.failures import Failed
    from cleaner.cli.page import encoding_note
    from cleaner.cli.results import to_json
    from cleaner.cli.rows import rows, table
    from cleaner.counts import count

    name = "stdin" if file == STDIN else shown(file)
    page = Explainer(Cleaner(settings), input_format, encoding).explain(file)
    if isinstance(page, Failed):
        say(f"cleaner: {name}: {page.reason}")
        ctx.exit(1)
    cleaned = page.cleaned
    if format_ == "json":
        chosen = tuple(verdict for verdict in cleaned.verdicts if selects(only, verdict))
        put(to_json(replace(cleaned, verdicts=chosen)))
    elif content := list(rows(cleaned, only)):
        width = shutil.get_terminal_size().columns if is_terminal(sys.stdout) else None
        _show(list(table(content, width, colour=in_colour())))
    if note := encoding_note(page.decoded):
        say(f"cleaner: {name}: {note}")
    say(f"cleaner: {name}: {cleaned.outcome}; {count(cleaned)}")


def _show(lines: list[str]) -> None:
    if is_terminal(sys.stdout) and len(lines) >= shutil.get_terminal_size().lines:
        click.echo_via_pager("\n".join(lines) + "\n", color=in_colour())
    else:
        put("\n".join(lines))
