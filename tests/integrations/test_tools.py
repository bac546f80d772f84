"""Other tools, for real where they are installed: Scrapy and datatrove."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from cleaner import clean, clean_html

LINE = "The {} ferry left the pier late on Monday, and people waited for it in the rain."


def text_of(number: int) -> str:
    word = "abcdefghij"[number % 10] * 4
    return f"Skip to content\n{LINE.format(word)}\nShare on Facebook\n"


def needs(module: str) -> None:
    if find_spec(module) is None:
        pytest.skip(f"{module} is not installed")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    folder = tmp_path / "site"
    folder.mkdir()
    for n in range(6):
        body = f"<nav><a href='/{n + 1}.html'>Next</a></nav><p>{LINE.format(n)}</p>"
        (folder / f"{n}.html").write_text(f"<title>{n}</title>{body}", "utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


SPIDER = """
import json, sys
import scrapy
from scrapy.crawler import CrawlerProcess

class Pages(scrapy.Spider):
    name = "pages"
    start_urls = [sys.argv[1] + "/0.html"]
    def parse(self, response):
        yield {"url": response.url, "html": response.text}
        yield {"url": response.url}
        yield from response.follow_all(css="nav a")

process = CrawlerProcess({
    "ITEM_PIPELINES": {"cleaner.integrations.scrapy.CleanerPipeline": 300},
    "FEEDS": {sys.argv[2]: {"format": "jsonlines"}}, "LOG_LEVEL": "ERROR",
})
crawler = process.create_crawler(Pages)
process.crawl(crawler)
process.start()
print(json.dumps({k: v for k, v in crawler.stats.get_stats().items() if k.startswith("cleaner/")}))
"""


def test_scrapy_crawls_a_site(site: str, tmp_path: Path) -> None:
    needs("scrapy")
    command = [sys.executable, "-c", SPIDER, site, str(tmp_path / "out.jsonl")]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert ended.returncode == 0, ended.stderr
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    pages = [row for row in rows if "html" in row]
    assert len(pages) == 6
    assert all(row["text"] == clean_html(row["html"]) for row in pages)
    stats = json.loads(ended.stdout)
    assert stats["cleaner/without_html"] == 6
    assert sum(v for k, v in stats.items() if k.startswith("cleaner/outcome/")) == 6


def test_a_step_of_datatrove(tmp_path: Path) -> None:
    needs("datatrove")
    needs("orjson")
    from datatrove.executor.local import LocalPipelineExecutor
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter

    from cleaner.integrations.datatrove import CleanerStep

    (tmp_path / "in").mkdir()
    rows = [json.dumps({"id": str(n), "text": text_of(n)}) for n in range(250)]
    (tmp_path / "in" / "pages.jsonl").write_text("\n".join(rows), "utf-8")
    writer = JsonlWriter(str(tmp_path / "out"), compression=None)
    steps = [JsonlReader(str(tmp_path / "in")), CleanerStep(), writer]
    LocalPipelineExecutor(steps, logging_dir=str(tmp_path / "log")).run()
    (written,) = (tmp_path / "out").glob("*.jsonl")
    found = {row["id"]: row["text"] for row in map(json.loads, written.read_text().splitlines())}
    assert found == {str(n): clean(text_of(n)) for n in range(250)}
