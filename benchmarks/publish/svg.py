"""Two kinds of plots as SVG: rows of marks, and lines through points.

They are narrow, so that a phone shows them as they are; what a line or a row is stands beside it,
and marks differ in their shapes. Colours follow the reader's choice of light or dark.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Final, Literal

from benchmarks.quality.markdown import short

Shape = Literal["own", "best", "peer", "limit"]
Point = tuple[float, float]

WIDTH: Final = 440
LIGHT: Final[Mapping[str, str]] = {
    "paper": "#ffffff", "ink": "#1f2328", "soft": "#59636e", "rule": "#d1d9e0", "own": "#0550ae",
    "l1": "#a04100", "l2": "#116329", "l3": "#8250df", "l4": "#a40e26", "l5": "#59636e",
}  # fmt: skip
DARK: Final[Mapping[str, str]] = {
    "paper": "#0d1117", "ink": "#e6edf3", "soft": "#9198a1", "rule": "#30363d", "own": "#58a6ff",
    "l1": "#f0883e", "l2": "#56d364", "l3": "#bc8cff", "l4": "#ff7b72", "l5": "#9198a1",
}  # fmt: skip
_COLOURS: Final = ("own", "l1", "l2", "l3", "l4", "l5")
_DASHES: Final = ("none", "6 3", "2 3", "8 3 2 3", "12 3", "1 2")
_LEFT, _RIGHT, _TOP = 12, WIDTH - 14, 58


def style(root: str) -> str:
    """The style sheet of plots, for all that are under a selector."""
    light, dark = ("; ".join(f"--{k}: {v}" for k, v in c.items()) for c in (LIGHT, DARK))
    return (
        f"{root} {{ {light} }} "
        f"@media (prefers-color-scheme: dark) {{ {root} {{ {dark} }} }} "
        ".plot { font: 12px system-ui, sans-serif; fill: var(--ink) } "
        ".plot text { paint-order: stroke; stroke: var(--paper); stroke-width: 3px } "
        ".plot .soft { fill: var(--soft) } .plot .own { fill: var(--own); font-weight: 600 } "
        ".plot .title { font-size: 13px; font-weight: 600 }"
    )


@dataclass(frozen=True)
class Scale:
    """Where values lie, in pixels.

    Attributes:
        ticks: Values with a rule; the first and the last are at the ends.
        start, end: Where these lie.
        logarithmic: Whether equal steps are equal multiples.
    """

    ticks: Sequence[float]
    start: float
    end: float
    logarithmic: bool = False

    @classmethod
    def over(
        cls, values: Iterable[float], start: float, end: float, *, logarithmic: bool = False
    ) -> "Scale":
        """The scale that holds some values, from one round number to another."""
        low, high = min(ordered := sorted(values)), ordered[-1]
        if logarithmic:
            first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
            ticks = [10.0**exponent for exponent in range(first, max(last, first + 1) + 1)]
        else:
            step = _step(high - low)
            first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
            ticks = [step * number for number in range(min(first, last - 1), last + 1)]
        return cls(ticks, start, end, logarithmic)

    def at(self, value: float) -> float:
        """Where a value lies.

        >>> Scale([1, 10, 100], 100, 300, logarithmic=True).at(10)
        200.0
        >>> Scale([0, 1], 100, 300).at(0.25)
        150.0
        """
        low, high, value = map(
            math.log10 if self.logarithmic else float, (self.ticks[0], self.ticks[-1], value)
        )
        return round(self.start + (value - low) / (high - low) * (self.end - self.start), 1)


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
        span: The limits between which they may lie, if there are any.
    """

    label: str
    marks: Sequence[Mark]
    own: str = ""
    note: str = ""
    span: tuple[float, float] | None = None


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
    step = 42 if two else 29
    bottom = _TOP + step * len(shown)
    scale = Scale.over(_values(shown), _LEFT + 6, _RIGHT - 6, logarithmic=logarithmic)
    parts = [*_across(scale, _TOP - 4, bottom)]
    for number, row in enumerate(shown):
        top = _TOP + number * step
        parts += [
            _text(_LEFT, top + 11, row.label, "start", "own" if _all_own(row) else ""),
            f'<text x="{_RIGHT}" y="{top + 11}" text-anchor="end"><tspan class="own">'
            f'{escape(row.own)}</tspan><tspan class="soft">{escape(row.note)}</tspan></text>',
        ]
        if row.span:
            low, high = map(scale.at, row.span)
            parts.append(_box(low, top + 15, high - low, step - 22, "rule"))
        for mark in row.marks:
            lower = two and mark.shape in ("best", "peer")
            parts += _mark(mark, scale, top + (30 if lower else 21))
    parts += _key(key, bottom + 36)
    height = bottom + (48 if key else 28)
    return document(slug, title, subtitle, _told(shown), height, parts)


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
    left, right, bottom = _LEFT + 46, _RIGHT - 122, 300
    if names:
        ends = (min(names), max(max(names), min(names) + 1))
        horizontal = Scale(ends, left, right)
    else:
        horizontal = Scale.over([x for x, _ in points], left, right, logarithmic=logarithmic)
    up = Scale.over([y for _, y in points], bottom, _TOP + 8, logarithmic=logarithmic)
    parts = [*_up(up, left, right)]
    if names:
        parts += [
            _text(horizontal.at(place), bottom + 16, name, "middle", "soft")
            for place, name in names.items()
        ]
    else:
        parts += _across(horizontal, _TOP + 8, bottom)
    heights = _apart([up.at(line[-1][1]) for line in series.values()], bottom)
    for number, ((name, line), height) in enumerate(zip(series.items(), heights, strict=True)):
        parts += _line([(horizontal.at(x), up.at(y)) for x, y in line], number)
        end = horizontal.at(line[-1][0])
        colour = _COLOURS[number % len(_COLOURS)]
        parts.append(_text(end + 8, height + 4, name, "start", "", f"fill: var(--{colour})"))
    parts.append(_text((left + right) / 2, bottom + 36, across, "middle", "soft"))
    told = "; ".join(
        f"{name}: " + ", ".join(f"{short(y)} at {(names or {}).get(x, short(x))}" for x, y in line)
        for name, line in series.items()
    )
    return document(slug, title, subtitle, told, bottom + 48, parts)


def document(
    slug: str, title: str, subtitle: str, told: str, height: float, parts: Iterable[str]
) -> str:
    """A plot with its title, and in words for those who cannot see it."""
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" class="plot" role="img" '
            f'viewBox="0 0 {WIDTH} {height:.0f}" width="{WIDTH}" height="{height:.0f}" '
            f'aria-labelledby="{slug}-title {slug}-desc">',
            f'<title id="{slug}-title">{escape(title)}</title>',
            f'<desc id="{slug}-desc">{escape(f"{subtitle}. {told}.")}</desc>',
            _box(0, 0, WIDTH, height, "paper"),
            _text(_LEFT, 20, title, "start", "title"),
            _text(_LEFT, 38, subtitle, "start", "soft"),
            *parts,
            "</svg>",
        ]
    )


def standalone(plot: str) -> str:
    """A plot as a file of its own, with its style."""
    head, _, rest = plot.partition("\n")
    return f"{head}\n<style>{style('.plot')}</style>\n{rest}\n"


def _step(length: float) -> float:
    """A round number of which about five make a length, if that is not very short."""
    rough = max(length, 0.02) / 5
    unit = 10.0 ** math.floor(math.log10(rough))
    return unit * next(factor for factor in (1, 2, 5, 10) if factor * unit >= rough * 0.999)


def _values(shown: Iterable[Row]) -> Iterator[float]:
    for row in shown:
        yield from row.span or ()
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
    x = _LEFT + 6.0
    for shape, meaning in key.items():
        yield from _mark(Mark(meaning, x, shape), Scale((0, WIDTH), 0, WIDTH), y)
        yield _text(x + 9, y + 4, meaning, "start", "soft")
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


def _across(scale: Scale, top: float, bottom: float) -> Iterator[str]:
    for tick in scale.ticks:
        x = scale.at(tick)
        yield f'<path d="M{x},{top}V{bottom}" stroke="var(--rule)"/>'
        yield _text(x, bottom + 16, short(tick), "middle", "soft")


def _up(scale: Scale, left: float, right: float) -> Iterator[str]:
    for tick in scale.ticks:
        y = scale.at(tick)
        yield f'<path d="M{left},{y}H{right}" stroke="var(--rule)"/>'
        yield _text(left - 6, y + 4, short(tick), "end", "soft")


def _box(x: float, y: float, width: float, height: float, colour: str) -> str:
    size = f'width="{width:.1f}" height="{height:.1f}"'
    return f'<rect x="{x:.1f}" y="{y:.1f}" {size} fill="var(--{colour})"/>'


def _text(x: float, y: float, text: str, anchor: str, name: str = "", css: str = "") -> str:
    extra = f' class="{name}"' if name else ""
    extra += f' style="{css}"' if css else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{extra}>{escape(text)}</text>'
