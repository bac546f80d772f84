"""A data folder of tiny corpora, and a stand-in for the package under test."""

import gzip
import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from benchmarks.quality import systems
from benchmarks.quality.html.systems import Markup, extractor

CHROME = {
    "Home": "navigation",
    "Subscribe to our newsletter": "promo",
    "Accept all cookies": "consent",
}
STORY = [
    "The ferry between the two islands will stop for three weeks this winter.",
    "Its engine is older than most of the people who travel on it every day.",
]


def page_html(paragraphs: Iterable[str], language: str = "en") -> str:
    """A page with chrome before and after some paragraphs."""
    before, *after = CHROME
    body = "".join(f"<p>{line}</p>" for line in [before, *paragraphs, *after])
    return f'<!doctype html><html lang="{language}-x"><head><title>T</title></head>{body}</html>'


def paragraphs(html: Markup) -> list[str]:
    """The paragraphs of a page of `page_html`, chrome and all."""
    return re.findall("<p>(.*?)</p>", html if isinstance(html, str) else html.decode())


def write(path: Path, content: str, gzipped: bool = False) -> None:
    """Write a file with its folders, gzipped under its name with .gz where asked for."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if gzipped:
        path.with_name(path.name + ".gz").write_bytes(gzip.compress(content.encode()))
    else:
        path.write_text(content, "utf-8")


@dataclass(frozen=True)
class CorpusFolder:
    """Writes corpora into a folder."""

    root: Path

    def wcxb(self, keys: Iterable[str], page_type: str = "article", gzipped: bool = True) -> None:
        """Pages of WCXB's development split, each on a site of its own."""
        for key in keys:
            entry = {
                "url": f"https://www.site{key}.co.uk/{key}",
                "_internal": {"page_type": {"primary": page_type}},
                "ground_truth": {
                    "title": "T",
                    "main_content": "\n\n".join(STORY),
                    "with": ["the two islands"],
                    "without": ["our newsletter"],
                },
            }
            folder = self.root / "wcxb" / "dev"
            write(folder / "ground-truth" / f"{key}.json", json.dumps(entry))
            write(folder / "html" / f"{key}.html", page_html(STORY), gzipped)

    def daniel(self, languages: dict[str, str]) -> None:
        """Pages of DAnIEL: the language of each key."""
        folder = self.root / "daniel"
        write(folder / "doc_lg.json", json.dumps(languages))
        for key in languages:
            gold = "".join(f"<p>{line} &amp;</p>\n" for line in STORY)
            write(folder / "reference" / key, gold)
            write(folder / "html" / key, page_html(STORY))

    def trafilatura(self, urls: dict[str, str]) -> None:
        """Pages of trafilatura's set: the file of each URL, in either of its two folders."""
        folder = self.root / "trafilatura" / "tests"
        entries = {
            url: {"file": name, "with": ["older than most"], "without": ["accept all", "Home"]}
            for url, name in urls.items()
        }
        write(folder / "evaldata.json", json.dumps(entries))
        for place, name in zip(("cache", "eval"), urls.values(), strict=False):
            write(folder / place / name, page_html(STORY, "de"), gzipped=place == "eval")

    def labelled(self, ids: Iterable[tuple[str, str]]) -> None:
        """Pages with labelled lines: source and id of each."""
        lines = [["content", line] for line in STORY]
        lines[1:1] = [[kind, line] for line, kind in CHROME.items()]
        rows = [
            json.dumps({"source": source, "id": key, "lang": "en", "lines": lines})
            for source, key in ids
        ]
        write(self.root / "labelled" / "labels.jsonl", "\n".join(rows))


def every_corpus(root: Path) -> Path:
    """A data folder with some pages of every corpus."""
    folder = CorpusFolder(root / "data")
    folder.wcxb([f"{n:04}" for n in range(1, 7)])
    folder.wcxb([f"{n:04}" for n in range(7, 13)], page_type="forum")
    folder.daniel({f"20120101_www.news{n}.pl_ab": "Polish" for n in range(5)})
    folder.trafilatura({"https://a.example/1": "a.html", "https://b.example/2": "b.html"})
    folder.labelled([("wcxb", "0001"), ("daniel", "20120101_www.news1.pl_ab")])
    return folder.root


@dataclass(frozen=True)
class StubVerdict:
    """A verdict with the attributes the suite reads."""

    line: int
    kind: str
    keep: bool


@dataclass(frozen=True)
class StubExplained:
    """An explanation with the attribute the suite reads."""

    verdicts: list[StubVerdict]


class StubCleaner:
    """Drops the chrome of the tiny corpora; with other settings it only marks the texts."""

    def __init__(self, settings: dict[str, Any] | None = None) -> None:
        self.mark = "".join(str(value) for value in (settings or {}).values())

    def clean_many(self, texts: Iterable[str]) -> Iterator[str]:
        """Texts without chrome, under the mark of the settings where there is one."""
        for text in texts:
            lines = [line for line in text.split("\n") if line.strip() not in CHROME]
            yield "\n".join([self.mark, *lines] if self.mark else lines)

    def clean_html(self, html: Markup) -> str:
        """The paragraphs of a page without chrome, marked as the texts are."""
        return next(self.clean_many(["\n".join(paragraphs(html))]))

    def explain(self, text: str) -> StubExplained:
        """Verdicts that call every piece of chrome but the consent line by its kind."""
        kinds = CHROME | {"Accept all cookies": "legal"}
        lines = [line.strip() for line in text.split("\n")]
        return StubExplained(
            [
                StubVerdict(n, kinds.get(line, "content"), line not in kinds)
                for n, line in enumerate(lines)
            ]
        )


def install_stub(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a module `cleaner` in place that has the interface the suite relies on."""
    module: Any = ModuleType("cleaner")
    module.clean_many, module.explain = StubCleaner().clean_many, StubCleaner().explain
    module.Cleaner, module.Settings = StubCleaner, dict
    monkeypatch.setitem(sys.modules, "cleaner", module)
    systems.cleaner.cache_clear()
    extractor.cache_clear()
