"""The verdicts of a page as rows for a terminal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import click

from cleaner.cleaned import Cleaned
from cleaner.cli.console import columns, printable, shortened
from cleaner.cli.render import with_trims

KEPT: Final = "+"
REMOVED: Final = "-"
TRIMMED: Final = "~"

_COLOURS: Final = {KEPT: "green", REMOVED: "red", TRIMMED: "yellow"}
_RULE_SHARE: Final = 0.35
"""The share of a terminal's width that the ids of rules may take."""
_TEXT_AT_LEAST: Final = 20


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


_HEADER: Final = Row(" ", "line", "kind", "score", "rule", "text")


def rows(cleaned: Cleaned) -> Iterator[Row]:
    """The verdicts of a page, ready to be shown; lines count from 1, as editors count.

    Args:
        cleaned: a cleaned page.
    """
    for verdict, trim in with_trims(cleaned.verdicts):
        yield Row(
            KEPT if verdict.keep else TRIMMED if trim else REMOVED,
            str(verdict.line + 1),
            verdict.kind,
            "" if verdict.score is None else f"{verdict.score:.2f}",
            printable(verdict.rule or ""),
            printable(cleaned.original[verdict.start : verdict.end].strip()),
        )


def table(content: Sequence[Row], width: int | None, *, colour: bool) -> Iterator[str]:
    """Lay out rows in columns.

    Args:
        content: the rows.
        width: columns of the terminal, or None not to shorten anything.
        colour: whether to colour what the signs say.

    Yields:
        lines, the names of the columns first.
    """
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
