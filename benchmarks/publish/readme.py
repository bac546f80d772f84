"""The parts of the README that were measured, each between two comments."""

import re

from benchmarks.publish import headline
from benchmarks.publish.saved import Saved

_PLOTS = {
    "text": ("Text against peers and limits, by page type", "text-full-wcxb-type"),
    "speed": ("Speed against peers and limits", "speed-long-lines"),
}


def update(readme: str, saved: Saved, folder: str) -> str:
    """A README with the figures that are saved.

    Args:
        readme: Its text, with a part for every kind of run.
        saved: The last run of each kind; a part whose kind has none stays as it is.
        folder: Where the plots are, as seen from the README.

    Raises:
        ValueError: A part is missing, or cleaner had weights that may have seen the pages.
    """
    for kind, report in (("text", saved.text), ("html", saved.html)):
        if report and any(c["weights"] != "by fold" for c in report["corpora"].values()):
            raise ValueError(f"figures of {kind} for the README are those of weights by fold")
    for kind, figures in saved.told(headline.text, headline.html, headline.speed):
        begin, end = f"<!-- measured: {kind} -->", f"<!-- /measured: {kind} -->"
        if kind in _PLOTS:
            title, plot = _PLOTS[kind]
            figures = f"{figures}\n\n![{title}]({folder}/plots/{plot}.svg)"
        pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
        part = f"{begin}\n{figures}\n{end}".replace("\\", r"\\")
        readme, found = pattern.subn(part, readme)
        if found != 1:
            raise ValueError(f"the README has {found} parts between {begin} and {end}")
    return readme
