"""How the user wants pages cleaned: the options for it, and the settings that they make."""

from __future__ import annotations

from collections.abc import Iterable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from cleaner.cli.options import Function, encoding_option, input_format_option
from cleaner.kinds import CHROME, Kind

if TYPE_CHECKING:
    from cleaner.rules.rule import Group
    from cleaner.settings import Engine, Output, Settings, Use


class Choices(NamedTuple):
    """How the user wants pages cleaned.

    Attributes:
        rule_files: files of the user's own rules.
        keep, drop, use, threshold, engine: see Settings.
    """

    keep: tuple[Kind, ...]
    drop: tuple[Kind, ...]
    rule_files: tuple[Path, ...]
    use: Use
    threshold: float
    engine: Engine

    def settings(self, output: Output = "text") -> Settings:
        """The settings that these choices make.

        Args:
            output: see Settings.

        Raises:
            click.UsageError: the choices contradict each other, or a rule file cannot be used.
        """
        from cleaner.settings import Settings

        try:
            return Settings(
                frozenset(self.keep),
                frozenset(self.drop),
                tuple(_rules(self.rule_files)),
                self.use,
                threshold=self.threshold,
                engine=self.engine,
                output=output,
            )
        except ValueError as error:
            raise click.UsageError(str(error)) from error


def cleaning_options(command: Function) -> Function:
    """Add --keep, --drop, --rules, --use, --threshold and --engine, which the command gets as
    `choices`, and --input-format and --encoding."""

    @wraps(command)
    def with_choices(*args: Any, **given: Any) -> Any:
        choices = Choices(**{name: given.pop(name) for name in Choices._fields})
        return command(*args, choices=choices, **given)

    decorated: Any = with_choices
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
        decorated = option(decorated)
    return decorated


def _rules(rule_files: Iterable[Path]) -> Iterable[Group]:
    from cleaner.cli.failures import system_reason
    from cleaner.rules.load import load_rules

    for path in rule_files:
        try:
            yield from load_rules(path)
        except OSError as error:
            raise click.UsageError(f"{path}: {system_reason(error)}") from error
