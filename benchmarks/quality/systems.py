"""Systems under test by name: `cleaner` and its variants, its peers, and the two bounds."""

import importlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from benchmarks.quality.corpora import Page
from benchmarks.quality.domains import fold
from benchmarks.quality.peers import PEERS
from benchmarks.quality.views import Document

# Variants of cleaner, as the settings each of them changes.
VARIANTS: Mapping[str, Mapping[str, str]] = {
    "cleaner": {},
    "cleaner:rules": {"use": "rules"},
    "cleaner:score": {"use": "score"},
}
# Keeping every line, and keeping exactly the lines that are content.
BOUNDS = ("keepall", "oracle")
DEFAULT = (
    *BOUNDS,
    "cleaner",
    "cleaner:rules",
    "cleaner:score",
    "c4",
    "refinedweb",
    "long-span",
    "boilerpy3",
    "boilerpy3:default",
    "justext",
    "datatrove-c4",
)
NAMES = (*BOUNDS, *VARIANTS, *PEERS)


class Verdict(Protocol):
    """What `cleaner` says of one line."""

    @property
    def line(self) -> int:
        """Index of the line in ``text.split("\\n")``."""

    @property
    def kind(self) -> str:
        """Kind of chrome, or ``content``."""

    @property
    def keep(self) -> bool:
        """Whether the line stays."""


class Explained(Protocol):
    """What `cleaner` says of one page."""

    @property
    def verdicts(self) -> Sequence[Verdict]:
        """A verdict for each line, and one more for an end that was cut off a kept line."""


class Cleaner(Protocol):
    """The part of `cleaner` that is measured: of the module itself, or of one of its settings."""

    def clean_many(self, texts: Iterable[str]) -> Iterator[str]:
        """Cleaned texts, in order."""

    def explain(self, text: str) -> Explained:
        """Verdicts of one text."""


def run(name: str, documents: Sequence[Document], weights_by_fold: Path | None = None) -> list[str]:
    """Clean documents with a system.

    Args:
        name: One of `NAMES`.
        documents: What to clean.
        weights_by_fold: Folder with a weights file for each fold; variants of `cleaner` then clean
            every page with the weights that were trained without its site.

    Returns:
        A text for each document.

    Raises:
        ImportError: The system is not installed.
    """
    texts = [document.text for document in documents]
    if name == "keepall":
        return texts
    if name == "oracle":
        return [document.oracle for document in documents]
    if name in PEERS:
        peer = PEERS[name]()
        return [peer(text) for text in texts]
    outputs = [""] * len(texts)
    for weights, places in by_weights(documents, weights_by_fold).items():
        cleaned = cleaner(name, weights).clean_many(texts[place] for place in places)
        for place, output in zip(places, cleaned, strict=True):
            outputs[place] = output
    return outputs


def explain(name: str, document: Document, weights_by_fold: Path | None = None) -> Explained:
    """Verdicts of a variant of `cleaner` on one document; arguments as for `run`."""
    return cleaner(name, _weights(document.page, weights_by_fold)).explain(document.text)


@cache
def cleaner(name: str, weights: Path | None = None) -> Cleaner:
    """A variant of `cleaner`, with the weights of its package unless others are given."""
    package: Any = importlib.import_module("cleaner")
    options: dict[str, object] = dict(VARIANTS[name])
    if weights:
        options["weights"] = weights
    chosen: Cleaner = package.Cleaner(package.Settings(**options)) if options else package
    return chosen


def missing(name: str) -> str:
    """Why a system cannot run here, "" when it can."""
    try:
        if name in VARIANTS:
            importlib.import_module("cleaner")
        elif name in PEERS:
            PEERS[name]()
    except ImportError as error:
        return str(error)
    return ""


def _weights(page: Page, folder: Path | None) -> Path | None:
    return folder / f"text{fold(page.domain)}.npz" if folder else None


def by_weights(
    documents: Sequence[Document], folder: Path | None
) -> Mapping[Path | None, Sequence[int]]:
    """The places of documents in a sequence, by the weights that their pages are cleaned with.

    Args:
        documents: The documents.
        folder: Folder with a weights file for each fold, None for the weights of the package.
    """
    places: dict[Path | None, list[int]] = defaultdict(list)
    for place, document in enumerate(documents):
        places[_weights(document.page, folder)].append(place)
    return places
