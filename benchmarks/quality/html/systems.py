"""Extractors under test by name: `cleaner` with each of its engines, and its peers."""

import importlib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.quality.corpora import Page
from benchmarks.quality.domains import FOLDS, fold

Markup = str | bytes
Extract = Callable[[Markup], str | None]

BASELINE = "trafilatura"  # what every other system is compared with
WARM_UP = f"<html><body>{'<p>A few words, in a sentence.</p>' * 30}</body></html>"


class Variant(NamedTuple):
    """A variant of cleaner: its settings, and the one that takes the weights of a fold."""

    options: Mapping[str, str]
    weights: str
    stem: str


VARIANTS: Mapping[str, Variant] = {
    "cleaner": Variant({}, "html_weights", "html"),
    "cleaner:trafilatura": Variant({"engine": "trafilatura"}, "weights", "text"),
}


def missing(name: str, weights_by_fold: Path | None = None) -> str:
    """Why a system cannot run here, "" when it can; it is warm then.

    Args:
        name: A name out of `NAMES`.
        weights_by_fold: Folder with the weights of each fold, None for those of the package.
    """
    numbers = range(FOLDS) if weights_by_fold and name in VARIANTS else [None]
    try:
        for number in numbers:
            extractor(name, _weights(name, weights_by_fold, number))(WARM_UP)
    except (ImportError, FileNotFoundError) as error:
        return str(error)
    return ""


def extractor_for(name: str, page: Page, weights_by_fold: Path | None = None) -> Extract:
    """A system as it is to be run on a page: `cleaner` with weights that have not seen its site.

    Args:
        name: A name out of `NAMES`.
        page: The page.
        weights_by_fold: Folder of html0.npz … html4.npz and, for the engine that cleans text,
            text0.npz … text4.npz; None for the weights of the package.
    """
    return extractor(name, _weights(name, weights_by_fold, fold(page.domain)))


def _weights(name: str, folder: Path | None, number: int | None) -> Path | None:
    if folder is None or name not in VARIANTS:
        return None
    return folder / f"{VARIANTS[name].stem}{number}.npz"


@cache
def extractor(name: str, weights: Path | None = None) -> Extract:
    """A system, loaded once.

    Args:
        name: A name out of `NAMES`.
        weights: Weights file for a variant of cleaner, None for that of the package.

    Raises:
        ImportError: What it needs is not installed.
    """
    if name in PEERS:
        return PEERS[name]()
    package: Any = importlib.import_module("cleaner")
    variant = VARIANTS[name]
    options: dict[str, object] = dict(variant.options)
    if weights:
        options[variant.weights] = weights
    extract: Extract = package.Cleaner(package.Settings(**options)).clean_html
    return extract


def _trafilatura(**options: bool) -> Callable[[], Extract]:
    def load() -> Extract:
        extract: Any = importlib.import_module("trafilatura").extract
        return lambda html: extract(html, include_comments=False, **options)

    return load


def _resiliparse() -> Extract:
    extract: Any = importlib.import_module("resiliparse.extract.html2text").extract_plain_text
    encoding: Any = importlib.import_module("resiliparse.parse.encoding")

    def run(html: Markup) -> str:
        if isinstance(html, bytes):
            html = encoding.bytes_to_str(html, encoding.detect_encoding(html))
        return str(extract(html, main_content=True))

    return run


def _readability() -> Extract:
    document: Any = importlib.import_module("readability").Document
    as_text = _decoder()
    # It returns HTML; resiliparse writes all of that as text.
    flatten: Any = importlib.import_module("resiliparse.extract.html2text").extract_plain_text
    return lambda html: flatten(document(as_text(html)).summary(html_partial=True), alt_texts=False)


def _justext() -> Extract:
    justext: Any = importlib.import_module("justext")
    stop_words = justext.get_stoplist("English")
    # The thresholds with which others have compared it, rather than its defaults.
    thresholds = (50, 200, 0.1, 0.2, 0.2, 200, True)

    def run(html: Markup) -> str:
        paragraphs = justext.justext(html, stop_words, *thresholds)
        return "\n".join(p.text for p in paragraphs if not p.is_boilerplate)

    return run


def _newspaper() -> Extract:
    newspaper: Any = importlib.import_module("newspaper")
    as_text = _decoder()
    config = newspaper.Config()
    config.fetch_images = False  # nothing may touch the network
    address = "https://example.org/"
    return lambda html: newspaper.article(address, input_html=as_text(html), config=config).text


def _inscriptis() -> Extract:
    get_text: Any = importlib.import_module("inscriptis").get_text
    as_text = _decoder()
    return lambda html: str(get_text(as_text(html)))


def _decoder() -> Callable[[Markup], str]:
    """For systems that take no bytes; the decoding counts in their time."""
    decode: Any = importlib.import_module("trafilatura.utils").decode_file
    return lambda html: html if isinstance(html, str) else decode(html)


# Each loader imports what its peer needs, and raises ImportError where that is not installed.
# The last keeps everything.
PEERS: Mapping[str, Callable[[], Extract]] = {
    BASELINE: _trafilatura(),
    "trafilatura:fast": _trafilatura(fast=True),
    "trafilatura:precision": _trafilatura(favor_precision=True),
    "trafilatura:recall": _trafilatura(favor_recall=True),
    "resiliparse": _resiliparse,
    "readability-lxml": _readability,
    "justext": _justext,
    "newspaper4k": _newspaper,
    "inscriptis": _inscriptis,
}
# The baseline goes before whatever else is built on trafilatura: what that leaves in its caches
# for the same page must not make the baseline look cheap.
NAMES = (BASELINE, *VARIANTS, *(name for name in PEERS if name != BASELINE))
DEFAULT = tuple(name for name in NAMES if name != "newspaper4k")
