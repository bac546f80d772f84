"""The verdicts of a page as rows for a terminal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import click

from cleaner.cleaned import Cleaned
from cleaner.cli.console import columns, printable, shortened
from cleaner.cli.only import Only, selects
from cleaner.counts import with_trims

KEPT: Final = "+"
REMOVED: Final = "-"
TRIMMED: Final = "~"

_COLOURS: Final = {KEPT: "green", REMOVED: "red", TRIMMED: "yellow"}
_RULE_SHARE: Final = 0.35
"""The share of a terminal's width that the ids of rules may take."""
_TEXT_AT_LEAST: Final = 20
_GAUGE: Final = 5
"""Columns of the bar that shows a score."""
_EIGHTHS: Final = ("", *"▏▎▍▌▋▊▉")


@dataclass(frozen=True)
class Row:
    """A line of a page, or an end that was cut off one, as it is shown."""

    sign: str
    line: str
    kind: str
    score: str
    rule: str
    text: str

    @property
    def cells(self) -> tuple[str, ...]:
        """All but the text."""
        return self.sign, self.line, self.kind, self.score, self.rule

    def with_gauge(self) -> "Row":
        """The same with a bar beside the score; in a pipe a number is more use alone."""
        if self is _HEADER or not self.score:
            return self
        return replace(self, score=f"{self.score} {gauge(float(self.score))}")


_HEADER: Final = Row(" ", "line", "kind", "score", "rule", "text")


def rows(cleaned: Cleaned, only: Only | None = None) -> Iterator[Row]:
    """The verdicts of a page, ready to be shown; lines count from 1, as editors count.

    Args:
        cleaned: a cleaned page.
        only: which verdicts to show; None for all.
    """
    for verdict, trim in with_trims(cleaned.verdicts):
        if not selects(only, verdict):
            continue
        yield Row(
            KEPT if verdict.keep else TRIMMED if trim else REMOVED,
            str(verdict.line + 1),
            verdict.kind,
            "" if verdict.score is None else f"{verdict.score:.2f}",
            printable(verdict.rule or ""),
            printable(cleaned.original[verdict.start : verdict.end].strip()),
        )


def gauge(share: float) -> str:
    """A bar of five columns.

    Args:
        share: 0 … 1.

    >>> gauge(0.0), gauge(0.5), gauge(1.0)
    ('·····', '██▌··', '█████')
    """
    whole, rest = divmod(round(share * _GAUGE * 8), 8)
    return ("█" * whole + _EIGHTHS[rest]).ljust(_GAUGE, "·")


def table(content: Sequence[Row], width: int | None, *, colour: bool) -> Iterator[str]:
    """Lay out rows in columns.

    Args:
        content: the rows.
        width: columns of the terminal, or None not to shorten anything.
        colour: whether to colour what the signs say.

    Yields:
        lines, the names of the columns first.
    """
    if width is not None:
        content = [row.with_gauge() for row in content]
    cells = zip(*(row.cells for row in (_HEADER, *content)), strict=True)
    widths = [max(map(columns, column)) for column in cells]
    if width is not None:
        widths[-1] = min(widths[-1], int(width * _RULE_SHARE))
        room = max(width - sum(widths) - len(widths), _TEXT_AT_LEAST)
    for row in (_HEADER, *content):
        padded = [_padded(cell, size) for cell, size in zip(row.cells, widths, strict=True)]
        text = row.text if width is None else shortened(row.text, room)
        yield _coloured(row, padded, text) if colour else " ".join([*padded, text]).rstrip()


def _padded(cell: str, size: int) -> str:
    cell = shortened(cell, size)
    padding = " " * (size - columns(cell))
    return padding + cell if cell.isdigit() else cell + padding


def _coloured(row: Row, cells: Sequence[str], text: str) -> str:
    if row is _HEADER:
        return click.style(" ".join([*cells, text]), dim=True)
    sign, line, kind, score, rule = cells
    shade = _COLOURS[row.sign]
    return " ".join(
        [
            click.style(sign, fg=shade, bold=True),
            click.style(line, dim=True),
            click.style(kind, fg=shade),
            score,
            click.style(rule, dim=True),
            text if row.sign == KEPT else click.style(text, fg=shade),
        ]
    )
