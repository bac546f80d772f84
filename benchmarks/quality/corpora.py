"""Readers of the public corpora: one `Page` for every labelled page, whatever its source.

A corpus is read from its folder in a data folder, in the layout of its own repository; each page
may be gzipped or not:

- ``wcxb/``: Web Content eXtraction Benchmark, https://github.com/murroughfoley/wcx
- ``daniel/``: news in five languages, ``html/``, ``reference/`` and ``doc_lg.json``
- ``trafilatura/``: ``tests/evaldata.json`` of https://github.com/adbar/trafilatura
- ``labelled/labels.jsonl``: pages of those three with the kind of every line
"""

import gzip
import hashlib
import html
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.quality.domains import host, registered_domain, stable_hash

_LANGUAGE = re.compile(rb"<html\b[^>]*[\s:]lang\s*=\s*[\"']?([A-Za-z]{2})", re.I)
_DANIEL_LANGUAGES = {
    "Chinese": "zh", "English": "en", "Greek": "el", "Polish": "pl", "Russian": "ru",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """One labelled page.

    Attributes:
        source: Corpus the page was first published in (``wcxb``, ``daniel``, ``trafilatura``).
        key: Name of the page, unique in its corpus.
        language: Two-letter code, "" when unknown; on WCXB and trafilatura's pages it is what the
            page declares.
        page_type: ``article``, ``forum``, …, "" when unknown.
        domain: Registered domain of its site, or its own key when the address is unknown.
        gold: The text a cleaner should return; None where only snippets are known.
        title: Title of the page, "" when unknown.
        wanted: Snippets that must be in the cleaned text.
        unwanted: Snippets that must not be in it.
        path: File with its HTML, gzipped when its name ends in ``.gz``.
        lines: Kind and text of every line, where people labelled lines instead of a text.
    """

    source: str
    key: str
    language: str = ""
    page_type: str = ""
    domain: str = ""
    gold: str | None = None
    title: str = ""
    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    path: Path | None = None
    lines: tuple[tuple[str, str], ...] = ()

    def read(self) -> bytes:
        """The page's HTML as it was served; nothing for a page that is known as lines only."""
        if self.path is None:
            return b""
        raw = self.path.read_bytes()
        return gzip.decompress(raw) if self.path.suffix == ".gz" else raw


@dataclass(frozen=True, slots=True)
class Corpus:
    """The pages of one corpus, and a digest of all that was read from it."""

    name: str
    pages: tuple[Page, ...]
    digest: str

    @property
    def has_gold(self) -> bool:
        """Whether its pages have a text to compare with, and not snippets alone."""
        return any(page.gold is not None for page in self.pages)

    @property
    def has_lines(self) -> bool:
        """Whether its pages are lines labelled by kind, without HTML."""
        return any(page.lines for page in self.pages)


def digest(pages: Sequence[Page]) -> str:
    """SHA-256 of everything a figure depends on: keys, labels and HTML, however it was stored."""
    total = hashlib.sha256()
    for page in pages:
        labels = (page.key, page.domain, page.language, page.page_type, page.gold, page.title)
        total.update(repr((labels, page.wanted, page.unwanted, page.lines)).encode())
        total.update(hashlib.sha256(page.read()).digest())
    return total.hexdigest()


def load(data: Path, names: Sequence[str], limit: int = 0) -> tuple[list[Corpus], list[str]]:
    """Read the named corpora that are there.

    Args:
        data: Folder that holds the corpora's folders.
        names: Names out of `READERS`.
        limit: Keep this many pages of each corpus, always the same; 0 keeps all.

    Returns:
        The corpora, and a note for everything that was left out.
    """
    corpora, notes = [], []
    for name in names:
        try:
            found = list(READERS[name](data))
        except FileNotFoundError as error:
            # Notes are published: where the corpora are on this machine is nobody's business.
            absent = os.path.relpath(error.filename, data)
            notes.append(f"{name}: skipped, {absent} is absent")
            continue
        pages = [page for page in found if page.path or page.lines]
        if len(pages) < len(found):
            notes.append(f"{name}: {len(found) - len(pages)} pages left out, their HTML is absent")
        pages = _sample(pages, limit)
        corpora.append(Corpus(name, tuple(pages), digest(pages)))
    return corpora, notes


def read_wcxb(data: Path, split: str = "dev") -> Iterator[Page]:
    """Pages of one split of WCXB, by key."""
    folder = data / "wcxb" / split
    for path in _listing(folder / "ground-truth", "*.json"):
        entry = json.loads(path.read_text("utf-8"))
        gold = entry["ground_truth"]
        kind = ((entry.get("_internal") or {}).get("page_type") or {}).get("primary") or "article"
        html_path = _html_file(folder / "html" / f"{path.stem}.html")
        yield Page(
            source="wcxb",
            key=path.stem,
            language=_declared_language(html_path),
            page_type="collection" if kind == "category" else kind,
            domain=registered_domain(host(entry.get("url") or "")) or path.stem,
            gold=gold.get("main_content") or "",
            title=gold.get("title") or "",
            wanted=tuple(gold.get("with") or ()),
            unwanted=tuple(gold.get("without") or ()),
            path=html_path,
        )


def read_daniel(data: Path) -> Iterator[Page]:
    """Pages of DAnIEL, by key; its gold is one paragraph element to a line."""
    folder = data / "daniel"
    languages = json.loads((folder / "doc_lg.json").read_text("utf-8"))
    for key, language in sorted(languages.items()):
        gold = (folder / "reference" / key).read_text("utf-8", "replace")
        yield Page(
            source="daniel",
            key=key,
            language=_DANIEL_LANGUAGES.get(language, language),
            page_type="article",
            domain=_daniel_domain(key),
            gold=html.unescape(re.sub(r"<[^>]+>", "\n", gold)),
            path=_html_file(folder / "html" / key),
        )


def read_trafilatura(data: Path) -> Iterator[Page]:
    """Pages of trafilatura's evaluation set, by URL: snippets, but no gold text."""
    folder = data / "trafilatura" / "tests"
    entries = json.loads((folder / "evaldata.json").read_text("utf-8"))
    for key, entry in sorted(entries.items()):
        places = [_html_file(folder / name / entry["file"]) for name in ("cache", "eval")]
        path = next(filter(None, places), None)
        yield Page(
            source="trafilatura",
            key=key,
            language=_declared_language(path),
            domain=registered_domain(host(key)) or key,
            title=entry.get("title") or "",
            wanted=tuple(entry.get("with") or ()),
            unwanted=tuple(entry.get("without") or ()),
            path=path,
        )


def read_labelled(data: Path) -> Iterator[Page]:
    """Pages whose every line has a kind; site and page type come from the page's own corpus."""
    rows = (data / "labelled" / "labels.jsonl").read_text("utf-8").splitlines()
    wcxb = _wcxb_by_key(data)
    for entry in map(json.loads, rows):
        yield _labelled_page(entry, wcxb.get(entry["id"]))


def _labelled_page(entry: Mapping[str, Any], origin: Page | None) -> Page:
    source, key = entry["source"], entry["id"]
    lines = tuple((kind, text) for kind, text in entry["lines"])
    page_type, domain = "", registered_domain(host(key)) or key
    if source == "daniel":
        page_type, domain = "article", _daniel_domain(key)
    elif source == "wcxb" and origin:
        page_type, domain = origin.page_type, origin.domain
    return Page(
        source=source,
        key=f"{source}/{key}",
        language=entry["lang"],
        page_type=page_type,
        domain=domain,
        gold="\n".join(text for kind, text in lines if kind == "content"),
        lines=lines,
    )


def _wcxb_by_key(data: Path) -> dict[str, Page]:
    try:
        return {page.key: page for page in read_wcxb(data)}
    except FileNotFoundError:
        return {}


def _daniel_domain(key: str) -> str:
    """Site of a DAnIEL page, whose key is date_host_hash."""
    return registered_domain(key.split("_")[1])


def _sample(pages: list[Page], limit: int) -> list[Page]:
    """A fixed sample spread over the corpus; a larger one holds every smaller one."""
    if not limit:
        return pages
    chosen = sorted(pages, key=lambda page: stable_hash(page.key))[:limit]
    return sorted(chosen, key=lambda page: page.key)


def _listing(folder: Path, pattern: str) -> list[Path]:
    if not folder.is_dir():
        raise FileNotFoundError(2, "no such folder", str(folder))
    return sorted(folder.glob(pattern))


def _html_file(path: Path) -> Path | None:
    return next((p for p in (path.with_name(path.name + ".gz"), path) if p.is_file()), None)


def _declared_language(path: Path | None) -> str:
    if path is None:
        return ""
    with (gzip.open if path.suffix == ".gz" else open)(path, "rb") as file:
        found = _LANGUAGE.search(file.read(4096))
    return found[1].decode().lower() if found else ""


READERS: Mapping[str, Callable[[Path], Iterator[Page]]] = {
    "wcxb": read_wcxb,
    "wcxb-test": lambda data: read_wcxb(data, "test"),
    "daniel": read_daniel,
    "trafilatura": read_trafilatura,
    "labelled": read_labelled,
}
