"""Options that several commands share: how to clean."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar, get_args

import click

from cleaner.cli.inputs import HTML, is_html
from cleaner.kinds import CHROME, Kind

if TYPE_CHECKING:
    from cleaner.rules.rule import Rule
    from cleaner.settings import Engine, Output, Settings, Use

Function = TypeVar("Function", bound=Callable[..., Any])


InputFormat = Literal["auto", "text", "html"]


def holds_html(path: str, input_format: InputFormat) -> bool:
    """Whether a page is to be read as HTML.

    >>> holds_html("page.html", "auto"), holds_html("-", "html")
    (True, True)
    """
    return is_html(path) if input_format == "auto" else input_format == "html"


def _known_encoding(
    context: click.Context, parameter: click.Parameter, name: str | None
) -> str | None:
    if name is not None:
        try:
            codecs.lookup(name)
            b"a".decode(name)
        except UnicodeError:
            pass  # one byte is too short for it, or not in it
        except (LookupError, ValueError):
            raise click.BadParameter(
                f"{name!r} is no character encoding; use a name such as utf-8 or windows-1252"
            ) from None
    return name


encoding_option = click.option(
    "--encoding",
    metavar="NAME",
    callback=_known_encoding,
    help="Encoding of the pages [default: byte order mark, UTF-8, or what is detected; "
    "what HTML declares].",
)
input_format_option = click.option(
    "--input-format",
    type=click.Choice(get_args(InputFormat)),
    default="auto",
    show_default=True,
    help=f"auto: files that end in {', '.join(HTML)} are HTML, stdin is text.",
)

jobs_option = click.option(
    "--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Processes."
)
TIMEOUT: Final = 60.0
timeout_option = click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=TIMEOUT,
    show_default=True,
    help="Seconds that a page may take; then it is stopped, and an error.",
)


def cleaning_options(command: Function) -> Function:
    """Add --keep, --drop, --rules, --use, --threshold, --engine, --input-format and --encoding."""
    kind = click.Choice(CHROME)
    for option in (
        encoding_option,
        input_format_option,
        click.option(
            "--engine",
            type=click.Choice(("dom", "trafilatura")),
            default="dom",
            show_default=True,
            help="What reads HTML; trafilatura is an extra: pip install 'cleaner[trafilatura]'.",
        ),
        click.option(
            "--use",
            type=click.Choice(("both", "rules", "score")),
            default="both",
            show_default=True,
            help="What decides: rules and learned score, or one of them alone.",
        ),
        click.option(
            "--threshold",
            type=click.FloatRange(0, 1),
            default=0.45,
            show_default=True,
            help="A line goes below this share of the F1 that its page may expect; "
            ".1 keeps nearly all content, and more chrome.",
        ),
        click.option(
            "--rules",
            "rule_files",
            metavar="FILE",
            multiple=True,
            type=click.Path(exists=True, dir_okay=False, path_type=Path),
            help="A file of your own phrases, added to the built-in ones; repeatable.",
        ),
        click.option(
            "--drop",
            metavar="KIND",
            multiple=True,
            type=kind,
            help="Drop this kind even where it is doubtful; repeatable.",
        ),
        click.option(
            "--keep",
            metavar="KIND",
            multiple=True,
            type=kind,
            help=f"Keep lines of this kind; repeatable. Kinds: {', '.join(CHROME)}.",
        ),
    ):
        command = option(command)
    return command


def settings_of(
    keep: Iterable[Kind],
    drop: Iterable[Kind],
    rule_files: Iterable[Path],
    use: Use,
    threshold: float,
    engine: Engine,
    output: Output = "text",
) -> Settings:
    """What the options ask for.

    Args:
        keep: kinds of chrome that stay.
        drop: kinds of chrome that go even in doubt.
        rule_files: the user's own rules.
        use: what decides.
        threshold, engine, output: see Settings.

    Raises:
        click.UsageError: the options contradict each other, or a rule file cannot be used.
    """
    from cleaner.settings import Settings

    try:
        return Settings(
            frozenset(keep),
            frozenset(drop),
            tuple(_rules(rule_files)),
            use,
            threshold=threshold,
            engine=engine,
            output=output,
        )
    except ValueError as error:
        raise click.UsageError(str(error)) from error


def _rules(rule_files: Iterable[Path]) -> Iterable[Rule]:
    from cleaner.cli.failures import system_reason
    from cleaner.rules.load import load_rules

    for path in rule_files:
        try:
            yield from load_rules(path)
        except OSError as error:
            raise click.UsageError(f"{path}: {system_reason(error)}") from error
