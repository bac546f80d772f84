"""Rule files: TOML in, rules out, with errors that say what to do.

A file holds groups of phrases, one on a line. A group is a table named kind.group:

    language = "en"

    [promo.newsletter]
    where = "line"
    weight = "certain"
    why = "Prompts to subscribe to a mailing list stand alone on a line."
    phrases = '''
    subscribe to our newsletter
    get # issues for free
    '''
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, get_args

import tomli

from cleaner.kinds import KINDS
from cleaner.rules.rule import Group, Weight, Where

_WHERE: Final = tuple(where for where in get_args(Where) if where not in ("structure", "site"))
_BOUNDED: Final = ("start", "label", "end", "tail", "inside")
_TEXTS: Final = ("where", "weight", "why", "phrases")
_FIRST: Final = ("any.toml", "en.toml")  # what many languages say is named after these
# Classes, groups, sets and repetitions. Not alternatives, for sites write "Home | World", and not
# "?", "*" or "+" after a word: "Ready?", "E-mail*", "Google+".
_PATTERN: Final = re.compile(
    r"\\[A-Za-z]|\(\?[:=!<Pi]|[.)\]][*+]|[.)\]\w]\{\d+,?\d*\}|\[\^|\[\w-\w|^\^", re.MULTILINE
)
_SIGNS: Final = "\\(){}[]^*+"  # every pattern has one
_FIELDS: Final = {*_TEXTS, "unless", "max_words"}


class RuleError(ValueError):
    """A rule file that cannot be used; the message names the file, the group and the remedy."""


@cache
def builtin_rules() -> tuple[Group, ...]:
    """The rules that come with the package, all languages.

    >>> {group.name.partition(".")[0] for group in builtin_rules()} > {"any", "en", "zh"}
    True
    """
    folder = files("cleaner.rules") / "phrases"
    names = sorted((entry.name for entry in folder.iterdir()), key=lambda n: (n not in _FIRST, n))
    return tuple(
        group for name in names for group in parse_rules((folder / name).read_text("utf-8"), name)
    )


def load_rules(path: Path) -> tuple[Group, ...]:
    """Read the rules of one file.

    Args:
        path: a TOML file in the format above.

    Raises:
        RuleError: the file is no TOML, or a group is wrong.
        OSError: the file cannot be read.
    """
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RuleError(f"{path}: is not UTF-8 text ({error}); save it as UTF-8") from error
    return tuple(parse_rules(text, str(path)))


def parse_rules(text: str, name: str) -> Iterator[Group]:
    """Read rules from the text of a rule file.

    Args:
        text: TOML.
        name: what to call the file in errors.

    Raises:
        RuleError: the text is no TOML, or a group is wrong.

    >>> [(group.name, group.phrases) for group in parse_rules('''
    ... language = "en"
    ... [promo.newsletter]
    ... where = "line"
    ... weight = "certain"
    ... why = "Prompts to subscribe."
    ... phrases = "subscribe now"
    ... ''', "example")]
    [('en.promo.newsletter', ('subscribe now',))]
    """
    try:
        document = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise RuleError(f"{name}: is not valid TOML: {error}") from error
    language = document.pop("language", None)
    document.pop("name", None)
    if not isinstance(language, str):
        raise RuleError(f'{name}: begin the file with language = "…", such as "en" or "any"')
    for kind, groups in document.items():
        if kind not in KINDS or not isinstance(groups, Mapping):
            raise RuleError(f"{name}: [{kind}.…] is no kind of line; use one of {', '.join(KINDS)}")
        for group, fields in groups.items():
            if not isinstance(fields, Mapping):
                raise RuleError(f"{name}: {kind}.{group} must be a group: write [{kind}.{group}]")
            yield _group(f"{language}.{kind}.{group}", kind, fields, name)


def _group(prefix: str, kind: Any, fields: Mapping[str, Any], name: str) -> Group:
    def fail(message: str) -> RuleError:
        return RuleError(f"{name}: [{prefix.partition('.')[2]}] {message}")

    if unknown := fields.keys() - _FIELDS:
        raise fail(f"has unknown fields: {', '.join(sorted(unknown))}")
    if missing := {*_TEXTS} - fields.keys():
        raise fail(f"lacks {', '.join(sorted(missing))}")
    if wrong := _mistyped(fields):
        raise fail(wrong)
    phrases, unless = _lines(fields["phrases"]), tuple(fields.get("unless", ()))
    if wrong := _no_phrase([*phrases, *unless]):
        raise fail(wrong)
    where, weight = fields["where"], str(fields["weight"]).upper()
    if where not in _WHERE:
        raise fail(f"where = {where!r} is unknown; use one of {', '.join(_WHERE)}")
    if weight not in Weight.__members__:
        raise fail(f"weight = {weight.lower()!r} is unknown; use certain, likely or hint")
    max_words = fields.get("max_words", 0)
    if (where in _BOUNDED) != bool(max_words):
        raise fail(f"max_words belongs to where = {', '.join(_BOUNDED)}, and only there")
    if len(set(map(str.lower, phrases))) < len(phrases):
        counts = Counter(map(str.lower, phrases))
        raise fail(f"the phrase {counts.most_common(1)[0][0]!r} stands there twice")
    why = fields["why"]
    return Group(prefix, kind, where, Weight[weight], why, phrases, max_words, unless)


def _lines(phrases: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, phrases.split("\n"))))


def _mistyped(fields: Mapping[str, Any]) -> str:
    """What is wrong with the types of a group's fields; nothing when they are right."""
    for field in _TEXTS:
        if not isinstance(fields[field], str) or not fields[field].strip():
            return f"{field} must be a text: " + (
                "phrases = ''' and then a phrase on every line, with ''' on the last"
                if field == "phrases"
                else f'{field} = "…"'
            )
    max_words = fields.get("max_words", 1)
    if not isinstance(max_words, int) or max_words < 1:
        return "max_words must be a number above 0: max_words = 8"
    unless = fields.get("unless", ["any"])
    if not isinstance(unless, list) or not unless or not all(isinstance(u, str) for u in unless):
        return 'unless must be a list of phrases: unless = ["…"]'
    return ""


def _no_phrase(phrases: Sequence[str]) -> str:
    """What is wrong with the first that is no phrase; nothing when all are."""
    for phrase in phrases:
        if not phrase[:1].isalnum() and not any(map(str.isalnum, phrase)):
            return f"the phrase {phrase!r} has no letters"
    together = "\n".join(phrases)
    if any(sign in together for sign in _SIGNS) and (found := _PATTERN.search(together)):
        phrase = next(filter(_PATTERN.search, phrases))
        return (
            f"the phrase {phrase!r} looks like a regular expression ({found[0]!r}); a "
            "phrase is the words themselves, with # for a number: patterns are not taken, "
            "for one that backtracks can keep a page busy for hours"
        )
    return ""
