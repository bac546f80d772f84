"""What a report holds of every page: a row to find it by, and a body to look at."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from cleaner.cleaned import Cleaned, Outcome, Verdict
from cleaner.counts import count, with_trims
from cleaner.kinds import KINDS, Kind

UNKNOWN: Final = ""
"""The site or language of a page that does not say it."""

Body = list[list[object]]


@dataclass(frozen=True)
class Reason:
    """What a verdict says beside its score.

    Attributes:
        rule: the id of the rule that decided, or None.
        kind: what the line is.
        text: why, for people.
    """

    rule: str | None
    kind: Kind
    text: str


class Reasons:
    """All reasons of a report, numbered in the order they are met."""

    def __init__(self) -> None:
        self._numbers: dict[Reason, int] = {}

    def number(self, verdict: Verdict) -> int:
        """The number of the reason that a verdict gives."""
        reason = Reason(verdict.rule, verdict.kind, verdict.reason)
        return self._numbers.setdefault(reason, len(self._numbers))

    def __iter__(self) -> Iterator[Reason]:
        return iter(self._numbers)


@dataclass(frozen=True)
class Row:
    """A page in the list of pages.

    Attributes:
        name: of its file.
        site: its host, or its folder; UNKNOWN where there is none.
        language: the code it declares, or that of the rules that fired; UNKNOWN without either.
        outcome, confidence: see Cleaned.
        lines: how many are not blank.
        removed: lines that went, by kind, as the summary of a run counts them.
        trimmed: lines that lost their end.
        size, size_left: characters before and after.
        rules: verdicts by the number of their reason, where a rule has decided.
    """

    name: str
    site: str
    language: str
    outcome: Outcome
    confidence: float | None
    lines: int
    removed: Mapping[Kind, int]
    trimmed: int
    size: int
    size_left: int
    rules: Mapping[int, int]

    @property
    def kept_share(self) -> float:
        """The share of the characters that stays; 1 where there were none."""
        return self.size_left / self.size if self.size else 1.0


def row(name: str, cleaned: Cleaned, reasons: Reasons) -> Row:
    """Sum a page up.

    Args:
        name: of its file.
        cleaned: the page.
        reasons: those met so far; new ones are added.
    """
    counts = count(cleaned)
    by_rule = Counter(reasons.number(v) for v in cleaned.verdicts if v.rule is not None)
    return Row(
        name,
        site_of(name, cleaned),
        language_of(cleaned),
        cleaned.outcome,
        None if cleaned.confidence is None else round(cleaned.confidence, 3),
        counts.kept + sum(counts.removed.values()),
        counts.removed,
        counts.trimmed,
        len(cleaned.original),
        len(cleaned.text),
        by_rule,
    )


def site_of(name: str, cleaned: Cleaned) -> str:
    """The host of a page, or else the folder it lies in.

    Args:
        name: of its file.
        cleaned: the page.
    """
    if cleaned.metadata and cleaned.metadata.url:
        try:
            host = urlsplit(cleaned.metadata.url).hostname
        except ValueError:  # pages declare what they like
            host = None
        if host:
            return host.removeprefix("www.")
    return name.replace("\\", "/").rpartition("/")[0]


def language_of(cleaned: Cleaned) -> str:
    """The language that a page declares, or else that of most rules that decided about its lines.

    Args:
        cleaned: the page.
    """
    if cleaned.metadata and cleaned.metadata.language:
        return cleaned.metadata.language.replace("_", "-").partition("-")[0].strip().lower()
    rules = [v.rule.partition(".")[0] for v in cleaned.verdicts if v.rule and ":" in v.rule]
    spoken = Counter(code for code in rules if code != "any")
    return spoken.most_common(1)[0][0] if spoken else UNKNOWN


def body(cleaned: Cleaned, reasons: Reasons) -> Body:
    """The lines of a page that are not blank, as lists that JSON keeps short.

    Args:
        cleaned: the page.
        reasons: those met so far; new ones are added.

    Returns:
        for every line: its number, from 0; the white space before it; its text; whether it stays,
        0 or 1; the number of its reason; its score or None; and for a line that was trimmed, the
        end that was cut off and the number of the reason for that.
    """
    lines: Body = []
    text = cleaned.original
    for verdict, trim in with_trims(cleaned.verdicts):
        words = text[verdict.start : verdict.end]
        if trim:
            lines[-1] += [words, reasons.number(verdict)]
            continue
        lead = text[_line_start(text, verdict.start) : verdict.start]
        why = reasons.number(verdict)
        lines.append([verdict.line, lead, words, int(verdict.keep), why, verdict.score])
    return lines


def _line_start(text: str, at: int) -> int:
    """Where the white space before a line begins."""
    while at and text[at - 1] in " \t\u00a0\u3000":
        at -= 1
    return at


def pairs(counts: Mapping[Kind, int]) -> list[list[int]]:
    """Counts of kinds as JSON has them: the number of the kind, and the count.

    >>> pairs({"caption": 2})
    [[1, 2]]
    """
    return [[KINDS.index(kind), number] for kind, number in counts.items()]
