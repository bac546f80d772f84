"""What cleaner is compared with: the least that a cleaner can do, and its peers.

Most peers are those of the quality suite. They take one page at a time, as that is what they do.
"""

import importlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from benchmarks.quality.peers import PEERS, Cleaner, as_paragraphs

CLEANER: Final = "cleaner"
EMPTY: Final = "empty pipeline"
MEMCPY: Final = "memcpy"


def empty_pipeline(text: str) -> str:
    r"""Take a page apart into lines and put it together again: the least a cleaner of lines does.

    >>> empty_pipeline("  One \n two")
    'One\ntwo'
    """
    return "\n".join(line.strip() for line in text.split("\n"))


def copier(texts: Sequence[str]) -> Callable[[], None]:
    """A call that copies the bytes of pages once, into memory that is there already.

    Args:
        texts: the pages.
    """
    source = "\n".join(texts).encode("utf-8", "surrogatepass")
    target = memoryview(bytearray(len(source)))

    def copy() -> None:
        target[:] = source

    return copy


def _resiliparse() -> Cleaner:
    extract: Any = importlib.import_module("resiliparse.extract.html2text").extract_plain_text
    return lambda text: str(extract(as_paragraphs(text), main_content=True))


def _ftfy() -> Cleaner:
    fix: Any = importlib.import_module("ftfy").fix_text
    return lambda text: str(fix(text))


def _datatrove() -> Cleaner:
    """C4's filter as it comes, which counts sentences: the quality suite turns that off.

    Beside datatrove it needs spacy, which splits the sentences.
    """
    filters: Any = importlib.import_module("datatrove.pipeline.filters")
    document: Any = importlib.import_module("datatrove.data").Document
    rules = filters.C4QualityFilter()

    def clean(text: str) -> str:
        page = document(text=text, id="page")
        return str(page.text) if rules.filter(page) is True else ""

    clean("Sentences are split with a model that is loaded with the first of them.")
    return clean


# Each loader imports what its peer needs, and raises ImportError where that is not installed.
LOADERS: Final[Mapping[str, Callable[[], Cleaner]]] = {
    EMPTY: lambda: empty_pipeline,
    "C4's line rules": PEERS["c4"],
    "resiliparse": _resiliparse,
    "boilerpy3": PEERS["boilerpy3"],
    "ftfy": _ftfy,
    "trafilatura": PEERS["trafilatura"],
    "jusText": PEERS["justext"],
    "datatrove's C4 filter": _datatrove,
}
