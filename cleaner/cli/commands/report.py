"""The command `cleaner report`."""

import click

from cleaner.cli.choices import Choices, cleaning_options
from cleaner.cli.console import page_count, say, shown
from cleaner.cli.failures import Failed, system_reason
from cleaner.cli.inputs import Input, Search, find_inputs
from cleaner.cli.names import STDIN, InputFormat
from cleaner.cli.options import patterns_option


@click.command(short_help="Write one HTML file that shows what cleaning does to pages.")
@click.argument("paths", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, readable=False),
    default="report.html",
    show_default=True,
    help="Write the report here; - is stdout.",
)
@click.option("--title", default="What went, and why", show_default=True, help="Its heading.")
@patterns_option
@cleaning_options
@click.pass_context
def report(
    ctx: click.Context,
    paths: tuple[str, ...],
    output: str,
    title: str,
    patterns: tuple[str, ...],
    choices: Choices,
    input_format: InputFormat,
    encoding: str | None,
) -> None:
    """Clean pages and show in one HTML file what went, where it stood, and why.

    PATHS are files, folders and globs, as for cleaner clean. The file needs no network and no other
    file. It opens with plots of what went by kind, site and language, the pages that lost most and
    those that are least certain; behind them is every page, the removed lines in place.

    \b
    Examples:
      cleaner report pages/                       writes report.html
      cleaner report 'crawl/**/*.html' -o crawl.html
      cleaner report pages/ --rules mine.toml     what my rules would do
    """
    settings = choices.settings()

    from cleaner.cleaner import Cleaner
    from cleaner.cli.explainer import Explainer
    from cleaner.cli.write import write
    from cleaner.counts import Counts
    from cleaner.report import Builder

    explainer = Explainer(Cleaner(settings), input_format, encoding)
    builder, failed = Builder(title), 0
    for item in find_inputs(paths, Search(patterns)):
        page = explainer.explain(item.path) if isinstance(item, Input) else item
        if isinstance(page, Failed):
            failed += 1
            builder.add_failed(page.name, page.reason)
            say(f"cleaner: {shown(page.name)}: {shown(page.reason)}")
        elif isinstance(item, Input):
            builder.add("stdin" if item.path == STDIN else item.path, page.cleaned)
    try:
        write(output, builder.html().encode("utf-8", "backslashreplace"), like=STDIN)
    except BrokenPipeError:
        raise
    except OSError as error:
        say(f"cleaner: cannot write {shown(output)}: {system_reason(error)}")
        ctx.exit(1)
    total = builder.figures().total
    kept = total.lines - sum(total.removed.values())
    counts = Counts(kept, dict(total.removed.most_common()), total.trimmed)
    say(f"cleaner: {shown(output)}: {page_count(total.pages)}; {counts}")
    ctx.exit(1 if failed else 0)
