"""Two kinds of plots as SVG, both on logarithmic scales: bars, and lines through points."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

Point = tuple[float, float]

# Colours that people with any colour vision tell apart, by Okabe and Ito:
# https://jfly.uni-koeln.de/color/
COLOURS: Final = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000")
_GREY, _RULE = "#888888", "#dddddd"
_STYLE = "font-family: sans-serif; font-size: 12px; fill: #222222"


@dataclass(frozen=True)
class Scale:
    """A logarithmic scale over whole decades.

    Attributes:
        low, high: exponents of ten at its ends.
        start, end: where these lie, in pixels.
    """

    low: int
    high: int
    start: float
    end: float

    @classmethod
    def over(cls, values: Sequence[float], start: float, end: float) -> "Scale":
        """The scale that holds some values.

        Args:
            values: all above 0.
            start, end: pixels.
        """
        low = math.floor(math.log10(min(values)))
        high = math.ceil(math.log10(max(values)))
        return cls(low, max(high, low + 1), start, end)

    def at(self, value: float) -> float:
        """Where a value lies, in pixels.

        >>> Scale(0, 2, 100, 300).at(10)
        200.0
        """
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)

    @property
    def ticks(self) -> list[float]:
        """The powers of ten on it."""
        return [10.0**exponent for exponent in range(self.low, self.high + 1)]


def bars(title: str, values: Mapping[str, float], unit: str, marked: str = "") -> str:
    """A horizontal bar for every value.

    Args:
        title: what the plot shows.
        values: by the names of the bars; all above 0.
        unit: what they are.
        marked: names that start with this are coloured.
    """
    left, width, step, top = 210, 760, 22, 40
    bottom = top + step * len(values)
    scale = Scale.over(list(values.values()), left, width - 70)
    parts = list(_vertical_rules(scale, top, bottom))
    for row, (name, value) in enumerate(values.items()):
        y = top + row * step
        colour = COLOURS[0] if marked and name.startswith(marked) else _GREY
        end = scale.at(value)
        parts += [
            _box(left, y + 3, end - left, step - 6, colour),
            _text(left - 8, y + 15, name, "end"),
            _text(end + 5, y + 15, short(value), "start"),
        ]
    parts.append(_text((left + width - 70) / 2, bottom + 34, f"{unit}, logarithmic", "middle"))
    return _document(title, width, bottom + 44, parts)


def lines(title: str, x: str, y: str, series: Mapping[str, Sequence[Point]]) -> str:
    """A line through the points of every series.

    Args:
        title: what the plot shows.
        x, y: what the axes are.
        series: points by the names of the lines; all above 0.
    """
    left, right, top, bottom, width = 60, 560, 56, 340, 760
    points = [point for line in series.values() for point in line]
    across = Scale.over([point[0] for point in points], left, right)
    up = Scale.over([point[1] for point in points], bottom, top)
    parts = [*_vertical_rules(across, top, bottom), *_horizontal_rules(up, left, right)]
    for number, (name, line) in enumerate(series.items()):
        colour = COLOURS[number % len(COLOURS)]
        places = [(across.at(a), up.at(b)) for a, b in line]
        path = " ".join(f"{a},{b}" for a, b in places)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{a}" cy="{b}" r="3" fill="{colour}"/>' for a, b in places]
        key = top + 10 + 20 * number
        parts += [
            _box(right + 20, key, 14, 4, colour),
            _text(right + 40, key + 6, name, "start"),
        ]
    parts += [_text((left + right) / 2, bottom + 36, x, "middle"), _text(8, top - 8, y, "start")]
    return _document(title, width, bottom + 46, parts)


def short(value: float) -> str:
    """A number in at most three digits that count.

    >>> [short(value) for value in (0.0123456, 1.5, 12.34, 345.6, 12345.6, 2e6)]
    ['0.0123', '1.5', '12.3', '346', '12,300', '2,000,000']
    """
    if not value:
        return "0"
    digits = 2 - math.floor(math.log10(abs(value)))
    rounded = f"{round(value, digits):,.{max(digits, 0)}f}"
    return rounded.rstrip("0").rstrip(".") if digits > 0 else rounded


def _vertical_rules(scale: Scale, top: float, bottom: float) -> Iterator[str]:
    for tick in scale.ticks:
        x = scale.at(tick)
        yield f'<line x1="{x}" y1="{top}" x2="{x}" y2="{bottom}" stroke="{_RULE}"/>'
        yield _text(x, bottom + 16, short(tick), "middle")


def _horizontal_rules(scale: Scale, left: float, right: float) -> Iterator[str]:
    for tick in scale.ticks:
        y = scale.at(tick)
        yield f'<line x1="{left}" y1="{y}" x2="{right}" y2="{y}" stroke="{_RULE}"/>'
        yield _text(left - 6, y + 4, short(tick), "end")


def _box(x: float, y: float, width: float, height: float, colour: str) -> str:
    size = f'width="{width:.1f}" height="{height:.1f}"'
    return f'<rect x="{x:.1f}" y="{y:.1f}" {size} fill="{colour}"/>'


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _document(title: str, width: int, height: int, parts: Sequence[str]) -> str:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" style="{_STYLE}">'
    )
    return "\n".join(
        [
            head,
            f"<title>{escape(title)}</title>",
            _box(0, 0, width, height, "#ffffff"),
            f'<text x="8" y="20" font-weight="bold">{escape(title)}</text>',
            *parts,
            "</svg>\n",
        ]
    )
