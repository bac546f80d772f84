"""Two kinds of plots: rows of marks, and lines through points.

What a row or a line is stands beside it; marks differ in their shapes and lines in their dashes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Final, Literal

from benchmarks.publish import svg
from benchmarks.publish.svg import LEFT, RIGHT, TOP, Scale
from benchmarks.quality.markdown import short

Shape = Literal["own", "best", "peer", "limit"]
Point = tuple[float, float]

_COLOURS: Final = ("own", "l1", "l2", "l3", "l4", "l5")
_DASHES: Final = ("none", "6 3", "2 3", "8 3 2 3", "12 3", "1 2")


@dataclass(frozen=True)
class Mark:
    """One figure in a row: its name, its value, how it looks, and its interval, if any."""

    name: str
    value: float
    shape: Shape
    interval: tuple[float, float] | None = None


@dataclass(frozen=True)
class Row:
    """Figures on one line.

    Attributes:
        label: What they are of.
        marks: The figures.
        own, note: The figures in words, those of cleaner apart.
    """

    label: str
    marks: Sequence[Mark]
    own: str = ""
    note: str = ""


def rows(
    slug: str,
    title: str,
    subtitle: str,
    shown: Sequence[Row],
    *,
    key: Mapping[Shape, str],
    logarithmic: bool = False,
) -> str:
    """Rows of marks on one scale.

    Args:
        slug: What its file is called; names the parts of the plot.
        title: What it shows.
        subtitle: What is measured, and how.
        shown: The rows, from above.
        key: What the shapes stand for, where the rows do not say so.
        logarithmic: Whether equal steps are equal multiples.
    """
    two = any(len(row.marks) > 1 for row in shown)
    step = 42 if two else 33
    bottom = TOP + step * len(shown)
    scale = Scale.over(_values(shown), LEFT + 6, RIGHT - 18, logarithmic=logarithmic)
    parts = [*svg.across(scale, TOP - 4, bottom)]
    for number, row in enumerate(shown):
        top = TOP + number * step
        parts += [
            svg.text(LEFT, top + 11, row.label, "start", "own" if _all_own(row) else ""),
            f'<text x="{RIGHT}" y="{top + 11}" text-anchor="end"><tspan class="own">'
            f'{escape(row.own)}</tspan><tspan class="soft">{escape(row.note)}</tspan></text>',
        ]
        if not two:
            ends = f"M{LEFT},{top + 21}H{RIGHT}"
            parts.append(f'<path d="{ends}" stroke="var(--rule)"/>')
        for mark in row.marks:
            lower = two and mark.shape in ("best", "peer")
            parts += _mark(mark, scale, top + (30 if lower else 21))
    parts += _key(key, bottom + 36)
    height = bottom + (48 if key else 28)
    return svg.document(slug, title, subtitle, _told(shown), height, parts)


def lines(
    slug: str,
    title: str,
    subtitle: str,
    series: Mapping[str, Sequence[Point]],
    *,
    across: str,
    names: Mapping[float, str] | None = None,
    logarithmic: bool = False,
) -> str:
    """A line through the points of every series, with its name at its end.

    Args:
        slug: What its file is called; names the parts of the plot.
        title: What it shows.
        subtitle: What is measured.
        series: Points by the names of the lines.
        across: What the horizontal axis is.
        names: Names of places on the horizontal axis, in place of round numbers.
        logarithmic: Whether both scales are.
    """
    points = [point for line in series.values() for point in line]
    left, right, bottom = LEFT + 46, RIGHT - 122, 300
    if names:
        ends = (min(names), max(max(names), min(names) + 1))
        horizontal = Scale(ends, left, right)
    else:
        horizontal = Scale.over([x for x, _ in points], left, right, logarithmic=logarithmic)
    up = Scale.over([y for _, y in points], bottom, TOP + 8, logarithmic=logarithmic)
    parts = [*svg.up(up, left, right)]
    if names:
        parts += [
            svg.text(horizontal.at(place), bottom + 16, name, "middle", "soft")
            for place, name in names.items()
        ]
    else:
        parts += svg.across(horizontal, TOP + 8, bottom)
    heights = _apart([up.at(line[-1][1]) for line in series.values()], bottom)
    for number, ((name, line), height) in enumerate(zip(series.items(), heights, strict=True)):
        parts += _line([(horizontal.at(x), up.at(y)) for x, y in line], number)
        end = horizontal.at(line[-1][0])
        colour = _COLOURS[number % len(_COLOURS)]
        parts.append(svg.text(end + 8, height + 4, name, "start", "", f"fill: var(--{colour})"))
    parts.append(svg.text((left + right) / 2, bottom + 36, across, "middle", "soft"))
    told = "; ".join(
        f"{name}: " + ", ".join(f"{short(y)} at {(names or {}).get(x, short(x))}" for x, y in line)
        for name, line in series.items()
    )
    return svg.document(slug, title, subtitle, told, bottom + 48, parts)


def _values(shown: Iterable[Row]) -> Iterator[float]:
    for row in shown:
        for mark in row.marks:
            yield from (mark.value, *(mark.interval or ()))


def _all_own(row: Row) -> bool:
    return len(row.marks) == 1 and row.marks[0].shape == "own"


def _told(shown: Iterable[Row]) -> str:
    return "; ".join(f"{row.label}: {row.own}{row.note}" for row in shown)


def _mark(mark: Mark, scale: Scale, y: float) -> Iterator[str]:
    x = scale.at(mark.value)
    told = f"<title>{escape(mark.name)} {short(mark.value)}</title>"
    colour = "own" if mark.shape == "own" else "ink" if mark.shape == "best" else "soft"
    if mark.interval:
        low, high = map(scale.at, mark.interval)
        yield f'<path d="M{low},{y}H{high}" stroke="var(--{colour})" stroke-width="2"/>'
    hollow = f'fill="var(--paper)" stroke="var(--{colour})" stroke-width="1.5"'
    if mark.shape == "own":
        yield f'<circle cx="{x}" cy="{y}" r="5" fill="var(--own)">{told}</circle>'
    elif mark.shape == "best":
        yield f'<path d="M{x - 5},{y}l5,-5l5,5l-5,5z" {hollow}>{told}</path>'
    elif mark.shape == "peer":
        yield f'<circle cx="{x}" cy="{y}" r="3" {hollow}>{told}</circle>'
    else:
        yield f'<path d="M{x},{y - 6}v12" stroke="var(--soft)" stroke-width="3">{told}</path>'


def _key(key: Mapping[Shape, str], y: float) -> Iterator[str]:
    x = LEFT + 6.0
    for shape, meaning in key.items():
        yield from _mark(Mark(meaning, x, shape), Scale((0, svg.WIDTH), 0, svg.WIDTH), y)
        yield svg.text(x + 9, y + 4, meaning, "start", "soft")
        x += 28 + 6.3 * len(meaning)


def _line(places: Sequence[Point], number: int) -> Iterator[str]:
    colour, dash = _COLOURS[number % len(_COLOURS)], _DASHES[number % len(_DASHES)]
    path = " ".join(f"{x},{y}" for x, y in places)
    yield (
        f'<polyline points="{path}" fill="none" stroke="var(--{colour})" stroke-width="2" '
        f'stroke-dasharray="{dash}"/>'
    )
    for x, y in places:
        yield f'<circle cx="{x}" cy="{y}" r="3" fill="var(--{colour})"/>'


def _apart(heights: Sequence[float], lowest: float, least: float = 15) -> list[float]:
    """Heights of labels, moved so far down, and up again, that none lies on another.

    >>> _apart([10, 12, 90], 100), _apart([95, 99], 100)
    ([10, 25, 90], [85, 100])
    """
    moved = list(heights)
    order = sorted(range(len(moved)), key=moved.__getitem__)
    for above, below in pairwise(order):
        moved[below] = max(moved[below], moved[above] + least)
    limit = lowest
    for label in reversed(order):
        moved[label] = min(moved[label], limit)
        limit = moved[label] - least
    return moved
