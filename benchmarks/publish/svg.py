"""What plots as SVG are made of: their style, scales, rules and texts, and the document around.

They are narrow, so that a phone shows them as they are. Colours follow the reader's choice of light
or dark.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from benchmarks.quality.markdown import short

WIDTH: Final = 440
LIGHT: Final[Mapping[str, str]] = {
    "paper": "#ffffff", "ink": "#1f2328", "soft": "#59636e", "rule": "#d1d9e0", "own": "#0550ae",
    "l1": "#a04100", "l2": "#116329", "l3": "#8250df", "l4": "#a40e26", "l5": "#59636e",
}  # fmt: skip
DARK: Final[Mapping[str, str]] = {
    "paper": "#0d1117", "ink": "#e6edf3", "soft": "#9198a1", "rule": "#30363d", "own": "#58a6ff",
    "l1": "#f0883e", "l2": "#56d364", "l3": "#bc8cff", "l4": "#ff7b72", "l5": "#9198a1",
}  # fmt: skip
LEFT, RIGHT, TOP = 12, WIDTH - 14, 58


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
        ordered = sorted(values)
        low, high = ordered[0], ordered[-1]
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
            f'<rect width="{WIDTH}" height="{height:.0f}" fill="var(--paper)"/>',
            text(LEFT, 20, title, "start", "title"),
            text(LEFT, 38, subtitle, "start", "soft"),
            *parts,
            "</svg>",
        ]
    )


def standalone(plot: str) -> str:
    """A plot as a file of its own, with its style."""
    head, _, rest = plot.partition("\n")
    return f"{head}\n<style>{style('.plot')}</style>\n{rest}\n"


def across(scale: Scale, top: float, bottom: float) -> Iterator[str]:
    """A rule from top to bottom for every tick, with its number below."""
    for tick in scale.ticks:
        x = scale.at(tick)
        yield f'<path d="M{x},{top}V{bottom}" stroke="var(--rule)"/>'
        yield text(x, bottom + 16, short(tick), "middle", "soft")


def up(scale: Scale, left: float, right: float) -> Iterator[str]:
    """A rule from left to right for every tick, with its number before it."""
    for tick in scale.ticks:
        y = scale.at(tick)
        yield f'<path d="M{left},{y}H{right}" stroke="var(--rule)"/>'
        yield text(left - 6, y + 4, short(tick), "end", "soft")


def text(x: float, y: float, text: str, anchor: str, name: str = "", css: str = "") -> str:
    """A text; `name` is that of its class, `css` more style."""
    extra = f' class="{name}"' if name else ""
    extra += f' style="{css}"' if css else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{extra}>{escape(text)}</text>'


def _step(length: float) -> float:
    """A round number of which about five make a length, if that is not very short."""
    rough = max(length, 0.02) / 5
    unit = 10.0 ** math.floor(math.log10(rough))
    return unit * next(factor for factor in (1, 2, 5, 10) if factor * unit >= rough * 0.999)
