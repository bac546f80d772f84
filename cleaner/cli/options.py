"""Options that several commands share: which pages, and how they are read."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from functools import wraps
from typing import Any, Final, TypeVar, get_args

import click

from cleaner.cli.names import HTML, PATTERNS, InputFormat
from cleaner.formats.record import Fields

Function = TypeVar("Function", bound=Callable[..., Any])


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


patterns_option = click.option(
    "--pattern",
    "patterns",
    metavar="GLOB",
    multiple=True,
    default=PATTERNS,
    show_default=True,
    help="Which files of a folder are pages; repeatable.",
)
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


def field_options(command: Function) -> Function:
    """Add --text-field, --html-field and --url-field, which the command gets as `fields`."""

    @wraps(command)
    def with_fields(
        *args: Any, text_field: str, html_field: str, url_field: str, **rest: Any
    ) -> Any:
        return command(*args, fields=Fields(text_field, html_field, url_field), **rest)

    decorated: Any = with_fields
    for name in reversed(("text", "html", "url")):
        option = click.option(f"--{name}-field", default=name, show_default=True, metavar="NAME")
        decorated = option(decorated)
    return decorated
