"""The command `cleaner diff`."""

from pathlib import Path

import click

from cleaner.cli.choices import Choices, cleaning_options
from cleaner.cli.console import put, say, shown
from cleaner.cli.inputs import Input, Search, find_inputs
from cleaner.cli.names import InputFormat
from cleaner.cli.options import patterns_option


@click.command(short_help="Show which lines other rules or settings change, by rule.")
@click.argument("paths", nargs=-1, required=True)
@click.option(
    "--against",
    metavar="RESULTS",
    type=click.Path(exists=True, path_type=Path),
    help="What cleaner clean --format json wrote before, a file or a folder "
    "[default: what the default settings do].",
)
@patterns_option
@click.option(
    "--examples",
    metavar="N",
    type=click.IntRange(min=0),
    default=10,
    show_default=True,
    help="Lines to show for every rule.",
)
@click.option("--format", "format_", type=click.Choice(("text", "json")), default="text")
@cleaning_options
@click.pass_context
def diff(
    ctx: click.Context,
    paths: tuple[str, ...],
    against: Path | None,
    patterns: tuple[str, ...],
    examples: int,
    format_: str,
    choices: Choices,
    input_format: InputFormat,
    encoding: str | None,
) -> None:
    """Clean PATHS with these options, and show what is different from before, grouped by rule.

    Before is what the default settings do, or with --against the saved results of an earlier run:
    with other rules, other settings, or another version of the program. Saved pages are found by
    their text, so it does not matter where they lie. A line begins with - when it goes now, with +
    when it stays now, and with ~ when it has another kind or rule.

    \b
    Examples:
      cleaner diff pages/ --rules mine.toml          what my rules change
      cleaner diff pages/ --keep caption
      cleaner clean pages/ --format json --output-dir before/
      cleaner diff pages/ --rules mine.toml --against before/
    """
    settings, failed = choices.settings(), False

    from cleaner.cleaner import Cleaner
    from cleaner.cli.changes import grouped, summary, to_json, written
    from cleaner.cli.comparison import Comparison
    from cleaner.cli.explainer import Explainer
    from cleaner.cli.results import read_saved

    saved = None if against is None else read_saved(against)
    comparison = Comparison(Explainer(Cleaner(settings), input_format, encoding), saved)
    for item in find_inputs(paths, Search(patterns)):
        failure = comparison.add(item) if isinstance(item, Input) else item
        if failure is not None:
            failed = True
            say(f"cleaner: {shown(failure.name)}: {shown(failure.reason)}")
    groups = grouped(comparison.changes)
    if format_ == "json":
        put(to_json(groups))
    elif groups:
        put("\n".join(written(groups, examples)))
    say(f"cleaner: {summary(comparison.changes, comparison.pages, comparison.lines)}")
    ctx.exit(1 if failed else 0)
