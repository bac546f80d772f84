"""Documents: rendered pages with labelled lines, whole or as a poor extractor leaves them."""

import hashlib
import logging
import pickle
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.quality import renderers
from benchmarks.quality.corpora import Corpus, Page
from benchmarks.quality.labels import CHROME, CONTENT, UNSCORED, Labels, label_lines

CACHE = Path.home() / ".cache" / "cleaner-benchmarks"  # of rendered pages, unless another is named
AS_LABELLED = "lines"  # stands for a renderer where a corpus holds lines instead of HTML

# Modules that decide what a document is, itself apart.
_MADE_BY = ("words", "renderers", "alignment", "labels")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Document:
    """Text a cleaner is given, with a hard and a soft label for every line of it."""

    page: Page
    text: str
    labels: Labels

    @property
    def oracle(self) -> str:
        """Exactly the lines that are content: the best any choice of lines can do."""
        lines = zip(self.text.split("\n"), self.labels.hard, strict=True)
        return "\n".join(line for line, kept in lines if kept)


def renderings(corpus: Corpus, chosen: Sequence[str]) -> list[str]:
    """The renderers that apply to a corpus, out of the chosen ones."""
    return [AS_LABELLED] if corpus.has_lines else list(chosen)


def views(corpus: Corpus) -> list[str]:
    """The views that apply to a corpus: without a gold text nothing says where to cut a page."""
    return ["full", "trim"] if corpus.has_gold and not corpus.has_lines else ["full"]


def documents(corpus: Corpus, renderer: str, cache: Path | None = None) -> list[Document]:
    """Render and label the pages of a corpus.

    Args:
        corpus: The pages.
        renderer: Key of `renderers.RENDERERS`, or `AS_LABELLED`.
        cache: Folder that keeps the result for the next call, None to keep nothing.

    Returns:
        One document for each page, in the order of the pages.
    """
    if renderer == AS_LABELLED:
        return [_from_lines(page) for page in corpus.pages]
    if cache is None:
        return list(_rendered(corpus.pages, renderer))
    name = f"{corpus.name}-{renderer}-{corpus.digest[:12]}-{_code_version(renderer)[:12]}.pkl"
    if not (cache / name).exists():
        made = [(d.text, *d.labels) for d in _rendered(corpus.pages, renderer)]
        _write(cache / name, pickle.dumps(made))
    stored = pickle.loads((cache / name).read_bytes())
    return [
        Document(page, text, Labels(hard, soft))
        for page, (text, hard, soft) in zip(corpus.pages, stored, strict=True)
    ]


def half_extracted(document: Document) -> Document:
    """A page as text that went through a poor extractor.

    From up to 8 lines before its first content line to up to 24 after its last, how many being
    fixed by the page's key; the whole page where no line is content.
    """
    hard, soft = document.labels
    if CONTENT not in hard:
        return document
    seed = zlib.crc32(document.page.key.encode())
    start = max(0, hard.index(CONTENT) - seed % 9)
    end = hard.rindex(CONTENT) + 1 + (seed >> 8) % 25
    text = "\n".join(document.text.split("\n")[start:end])
    return replace(document, text=text, labels=Labels(hard[start:end], soft[start:end]))


VIEWS: Mapping[str, Callable[[Document], Document]] = {
    "full": lambda document: document,
    "trim": half_extracted,
}


def _rendered(pages: Iterable[Page], renderer: str) -> Iterator[Document]:
    for page in pages:
        text = renderers.render(page.read(), renderer)
        if not text:
            _log.warning("%s: nothing rendered by %s", page.key, renderer)
        yield Document(page, text, _labels(page, text))


def _labels(page: Page, text: str) -> Labels:
    if page.gold is None:
        count = text.count("\n") + 1
        return Labels(bytes(count), bytes([UNSCORED]) * count)
    return label_lines(text, page.gold, page.title)


def _from_lines(page: Page) -> Document:
    hard = bytes(CONTENT if kind == "content" else CHROME for kind, _ in page.lines)
    return Document(page, "\n".join(text for _, text in page.lines), Labels(hard, hard))


def _code_version(renderer: str) -> str:
    """Digest of the code that documents depend on, so that no stale one is read back."""
    total = hashlib.sha256(renderers.installed_version(renderer).encode())
    for module in _MADE_BY:
        total.update(Path(__file__).with_name(f"{module}.py").read_bytes())
    return total.hexdigest()


def _write(path: Path, content: bytes) -> None:
    """Write a file at once, so that a run that was cut short leaves no half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    partial.write_bytes(content)
    partial.replace(path)
