"""A report in Markdown with its plots beside it, and in one HTML file that holds all."""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Final

from benchmarks.provenance import Provenance
from benchmarks.publish import figures, headline, history, plots, svg
from benchmarks.publish.plots import Plot
from benchmarks.publish.saved import Saved
from benchmarks.quality import markdown as text_tables
from benchmarks.quality.html import markdown as html_tables
from benchmarks.speed import report as speed_tables

_STYLE: Final = Path(__file__).with_name("report.css")
_IMAGE: Final = re.compile(r'<img src="([^"]+)" alt="[^"]*" ?/?>')
_INTRO: Final = (
    "Where cleaner stands against other tools and against what is possible. In the plots of "
    "quality a filled circle is cleaner, a diamond the best of the others, small circles are the "
    "rest, bars are limits, and lines through marks are 95 % bootstrap intervals, drawn by site."
)


def files(saved: Saved, entries: Sequence[history.Entry]) -> dict[str, str]:
    """All files of a report, by their names.

    Args:
        saved: The last run of each kind.
        entries: The runs before, and these.
    """
    told = saved.told(text_tables.render, html_tables.render, speed_tables.render)
    tables = {f"{kind}.md": table for kind, table in told}
    drawn = [plot for _, pictures in _sections(saved, entries) for plot in pictures]
    report = "\n\n".join(_markdown(saved, entries, tables)) + "\n"
    return {
        **tables,
        **{plot.file: svg.standalone(plot.picture) for plot in drawn},
        "report.md": report,
        "report.html": _html(report, tables, {plot.file: plot.picture for plot in drawn}),
    }


def _sections(
    saved: Saved, entries: Sequence[history.Entry]
) -> Iterator[tuple[Sequence[str], Sequence[Plot]]]:
    """Paragraphs, and the plots that go with them."""
    if saved.text:
        weights = _weights(c["weights"] for c in saved.text["corpora"].values())
        drawn = list(plots.quality(figures.of_text(saved.text)))
        yield ["## Text", _made(saved.text["run"], weights), headline.text(saved.text)], drawn
        if stages := list(plots.kinds(saved.text)):
            yield ["## Stages"], stages
    if saved.html:
        weights = _weights(c["weights"] for c in saved.html["corpora"].values())
        drawn = [*plots.quality(figures.of_html(saved.html)), *plots.costs(saved.html)]
        yield ["## HTML", _made(saved.html["run"], weights), headline.html(saved.html)], drawn
    if saved.speed:
        drawn = list(plots.speed(saved.speed))
        yield ["## Speed", _made(saved.speed.run, ""), headline.speed(saved.speed)], drawn
        goals = [] if not drawn else ["### Goals", speed_tables.goals(saved.speed)]
        yield goals, []
        if sizes := list(plots.sizes(saved.speed)):
            yield ["### Cost against size"], sizes
    if runs := list(plots.runs(entries)):
        yield ["## History", "Runs on the same pages, by the day they were made."], runs


def _markdown(
    saved: Saved, entries: Sequence[history.Entry], tables: Iterable[str]
) -> Iterator[str]:
    yield "# How good, and how fast"
    yield _INTRO
    yield "All tables: " + ", ".join(f"[{name}]({name})" for name in tables) + "."
    for paragraphs, pictures in _sections(saved, entries):
        yield from paragraphs
        if pictures:
            yield "\n".join(f"![{plot.title}]({plot.file})" for plot in pictures)


def _weights(kinds: Iterable[str]) -> str:
    told = {
        "by fold": "every page with weights that have seen no page of its site",
        "packaged": "weights of the package, **which may have seen these pages**",
    }
    return "".join(f"; {told[kind]}" for kind in sorted(set(kinds)))


def _made(run: Provenance, how: str) -> str:
    return f"Measured on {run['date']}, cleaner {run['version']}, commit {run['commit']}{how}."


def _html(report: str, tables: dict[str, str], pictures: dict[str, str]) -> str:
    """One file that needs nothing else: plots stand in it, and all tables are folded away."""
    body = _render(re.sub(r"(?m)^All tables: .*\n\n", "", report))
    body = _IMAGE.sub(lambda image: pictures[image[1]], body)
    details = "".join(
        f"<details><summary>All tables: {escape(name.removesuffix('.md'))}</summary>"
        f"{_lower(_render(text))}</details>"
        for name, text in tables.items()
    )
    style = f"{svg.style(':root')}\n{_STYLE.read_text('utf-8')}"
    return (
        '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>How good, and how fast</title>\n<style>{style}</style>\n"
        f"<main>\n{body}{details}\n</main>\n</html>\n"
    )


def _render(text: str) -> str:
    from markdown_it import MarkdownIt  # in the extra `bench` alone

    # Markup in names of pages is shown, not used; a wide table scrolls by itself.
    made = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
    box = '<div class="scroll" role="group" aria-label="Table" tabindex="0"><table>'
    made = re.sub(r"<th[^>]*></th>", "<td></td>", made)  # a corner is no heading
    return made.replace("<table>", box).replace("</table>", "</table></div>")


def _lower(made: str) -> str:
    """The headings one level down, below those of the report."""
    return re.sub(r"<(/?)h([1-5])>", lambda tag: f"<{tag[1]}h{int(tag[2]) + 1}>", made)
