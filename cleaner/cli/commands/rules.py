"""The commands `cleaner rules list`, `show` and `check`."""

from __future__ import annotations

import difflib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleaner.cli.console import put, say, shown
from cleaner.cli.failures import system_reason
from cleaner.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.rules.rule import Rule, Rules


@click.group()
def rules() -> None:
    """List, show and check the rules that lines are judged by."""


def _all_rules() -> Rules:
    """The built-in rules as verdicts name them, those that look at structure last."""
    from cleaner.cleaner import Cleaner
    from cleaner.settings import Settings

    return Cleaner(Settings(use="rules")).book.rules


def _language(rule: Rule) -> str:
    return rule.id.partition(".")[0]


@rules.command("list")
@click.option("--kind", type=click.Choice(KINDS), help="Rules of this kind only.")
@click.option("--language", metavar="CODE", help="Rules of this language only, such as de, or any.")
def list_rules(kind: str | None, language: str | None) -> None:
    """List the built-in rules: weight, where the phrase stands, and id."""
    everything = _all_rules()
    languages = sorted(set(map(_language, everything)))
    if language is not None and language not in languages:
        raise click.UsageError(
            f"there are no rules for {language!r}; languages are {', '.join(languages)}"
        )
    chosen = [
        f"{rule.weight.name.lower():<8} {rule.where:<9} {rule.id}"
        for rule in everything
        if kind in (None, rule.kind) and language in (None, _language(rule))
    ]
    if chosen:
        put("\n".join(chosen))
    say(f"cleaner: {len(chosen)} rules")


@rules.command()
@click.argument("rule_id", metavar="ID")
def show(rule_id: str) -> None:
    """Show one built-in rule: what it looks for, how much it counts, and why it exists.

    \b
    Example:
      cleaner rules show 'en.legal.inside:all rights reserved'
    """
    everything = {rule.id: rule for rule in _all_rules()}
    if rule_id not in everything:
        inside = [known for known in everything if rule_id in known][:5]
        near = inside or difflib.get_close_matches(rule_id, everything, 5)
        hint = "".join(f"\n  {known}" for known in near)
        raise click.UsageError(
            f"there is no rule {rule_id!r}; "
            + (f"did you mean{hint}" if near else "see cleaner rules list")
        )
    rule = everything[rule_id]
    fields = {
        "id": rule.id,
        "kind": rule.kind,
        "where": rule.where,
        "weight": rule.weight.name.lower(),
        "phrase": rule.phrase,
        "max words": str(rule.max_words or ""),
        "unless": ", ".join(rule.unless),
        "why": rule.why,
    }
    put("\n".join(f"{name + ':':<11}{value}" for name, value in fields.items() if value))


@rules.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.pass_context
def check(ctx: click.Context, files: tuple[Path, ...]) -> None:
    """Check rule files of your own, as --rules takes them: errors, and phrases already built in.

    Ends with 1 when a file cannot be used.
    """
    from cleaner.rules.load import RuleError, load_rules
    from cleaner.rules.rule import Rules

    failed = False
    for path in files:
        try:
            own = Rules(load_rules(path))
        except RuleError as error:
            failed = True
            say(f"cleaner: {shown(str(error))}")
        except OSError as error:
            failed = True
            say(f"cleaner: {shown(str(path))}: {system_reason(error)}")
        else:
            kinds = ", ".join(f"{kind} {n}" for kind, n in Counter(r.kind for r in own).items())
            put(f"{shown(str(path))}: {len(own)} rules" + (f" ({kinds})" if own else ""))
            for rule, known in already_built_in(own):
                say(
                    f"cleaner: {shown(str(path))}: {rule.phrase!r} is already built in as "
                    f"{known.id} (where = {known.where}, {known.weight.name.lower()})"
                )
    ctx.exit(1 if failed else 0)


def already_built_in(own: Sequence[Rule]) -> list[tuple[Rule, Rule]]:
    """Rules of a user that say what a built-in rule of the same words, kind and weight says.

    Args:
        own: the user's rules.

    Returns:
        the user's rule and the built-in one.
    """
    from cleaner.rules.load import builtin_rules
    from cleaner.rules.rule import Rules

    known: dict[tuple[str, int], Rule] = {}
    builtin = Rules(builtin_rules())
    for rule, key in zip(builtin, _keys(builtin), strict=True):
        other = known.setdefault((rule.kind, key), rule)
        if rule.weight > other.weight:
            known[rule.kind, key] = rule
    pairs = ((rule, known.get((rule.kind, key))) for rule, key in zip(own, _keys(own), strict=True))
    return [(rule, twin) for rule, twin in pairs if twin and twin.weight >= rule.weight]


def _keys(of_rules: Sequence[Rule]) -> list[int]:
    """Numbers that are equal for phrases of the same words, as matching sees words."""
    from cleaner.table.lines import read_lines

    phrases = [" ".join(rule.phrase.replace("#", "0").split()) for rule in of_rules]
    keys: list[int] = read_lines(phrases).key.tolist()
    return keys
