"""How the program ends: exit codes that scripts can rely on."""

import os
import sys
from typing import Any, Final

import click

from cleaner.markup.errors import MissingExtra

INTERRUPTED: Final = 130
"""128 + SIGINT, as shells say it."""
CLOSED_PIPE: Final = 141
"""128 + SIGPIPE: what a program gets that a pipe's reader left alone."""


class Program(click.Group):
    """A group of commands that ends quietly on Ctrl-C and on a closed pipe."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; see click.Group.invoke."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("cleaner: interrupted", err=True)
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            _silence_stdout()
            ctx.exit(CLOSED_PIPE)
        except MissingExtra as error:
            raise click.UsageError(str(error)) from error


def _silence_stdout() -> None:
    """Send what is still buffered nowhere: Python flushes at exit and would complain."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
