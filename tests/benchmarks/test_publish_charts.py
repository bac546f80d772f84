"""Plots: where marks stand, and that they can be read without colours, in the dark and aloud."""

import xml.etree.ElementTree as ET

import pytest

from benchmarks.publish import charts, svg
from benchmarks.publish.charts import Mark, Row

NS = "{http://www.w3.org/2000/svg}"


def plot(*rows: Row, logarithmic: bool = False) -> ET.Element:
    picture = charts.rows(
        "a", "A < B", "of it", rows, key={"own": "cleaner"}, logarithmic=logarithmic
    )
    return ET.fromstring(svg.standalone(picture))


def places(root: ET.Element) -> list[float]:
    """Where the marks of cleaner stand, the one in the key left out."""
    circles = [c for c in root.iter(f"{NS}circle") if c.get("fill") == "var(--own)"]
    return [float(circle.get("cx", "")) for circle in circles[:-1]]


def row(value: float) -> Row:
    return Row(f"row {value}", [Mark("cleaner", value, "own")])


@pytest.mark.parametrize("logarithmic", [False, True])
def test_marks_stand_where_their_values_are(logarithmic: bool) -> None:
    values = (1, 10, 100) if logarithmic else (0.2, 0.4, 0.6)
    first, second, third = places(plot(*map(row, values), logarithmic=logarithmic))
    assert first < second
    assert second - first == pytest.approx(third - second, abs=0.2)


def test_an_interval_is_drawn_around_its_mark() -> None:
    root = plot(Row("all", [Mark("cleaner", 0.5, "own", (0.4, 0.8))]))
    (middle,) = places(root)
    path = next(p.get("d", "") for p in root.iter(f"{NS}path") if p.get("stroke") == "var(--own)")
    low, high = (float(end.split(",")[0]) for end in path.removeprefix("M").split("H"))
    assert (high - middle) == pytest.approx(3 * (middle - low), abs=0.5)


def test_what_is_drawn_is_told_as_well() -> None:
    marks = [Mark("cleaner", 0.5, "own"), Mark("other", 0.4, "best")]
    root = plot(Row("forum & co", marks, "cleaner .500", " · other .400"))
    named = {child.get("id"): child.text for child in root if child.get("id")}
    assert root.get("role") == "img"
    assert root.get("aria-labelledby", "").split() == list(named)
    assert named == {
        "a-title": "A < B", "a-desc": "of it. forum & co: cleaner .500 · other .400.",
    }  # fmt: skip


def test_shapes_differ_and_not_by_colour_alone() -> None:
    marks = [Mark(shape, 0.5, shape) for shape in ("own", "best", "peer", "limit")]
    drawn = {
        (element.tag, element.get("r"), (element.get("d") or "")[-3:])
        for element in plot(Row("all", marks)).iter()
        if element.find(f"{NS}title") is not None
    }
    assert len(drawn) == 5  # and the plot itself


@pytest.mark.parametrize("theme", [svg.LIGHT, svg.DARK])
def test_contrast_is_enough(theme: dict[str, str]) -> None:
    for name in theme.keys() - {"paper", "rule"}:
        assert contrast(theme[name], theme["paper"]) >= 4.5, name


def contrast(one: str, other: str) -> float:
    """As WCAG defines it."""
    high, low = sorted(map(luminance, (one, other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_lines_go_up_where_costs_do_and_have_names_at_their_ends() -> None:
    series = {"one": [(10, 0.1), (1000, 10)], "two": [(10, 0.1), (1000, 11)]}
    picture = charts.lines("c", "Cost", "seconds", series, across="bytes", logarithmic=True)
    root = ET.fromstring(picture)
    line, other = root.iter(f"{NS}polyline")
    (x0, y0), (x1, y1) = (map(float, point.split(",")) for point in line.get("points", "").split())
    assert x0 < x1
    assert y0 > y1
    assert line.get("stroke-dasharray") != other.get("stroke-dasharray")
    labels = {t.text: float(t.get("y", "")) for t in root.iter(f"{NS}text") if t.text in series}
    assert set(labels) == {"one", "two"}
    assert abs(labels["one"] - labels["two"]) >= 14


def test_a_line_of_one_run_is_a_point() -> None:
    picture = charts.lines(
        "h", "History", "F1", {"all": [(0, 0.9)]}, across="runs", names={0: "day"}
    )
    root = ET.fromstring(picture)
    assert len(list(root.iter(f"{NS}circle"))) == 1
    assert "all: 0.9 at day" in (root.findtext(f"{NS}desc") or "")
