"""Ray Data on a cluster of two nodes, each with processes of its own."""

import json
import logging
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from archives import archive
from click.testing import CliRunner

from cleaner import clean
from cleaner.cli import main
from cleaner.settings import Settings
from cleaner.sites.files import load
from cleaner.sites.learn import Learner

ray = pytest.importorskip("ray")
pyarrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")
pytest.importorskip("warcio")

MENU = "Ferries\nThe estuary\nOur captains"
RUSSIAN = "Паром снова выйдет в море с понедельника, сообщило управление порта."
SITES = ("harbour.example", "marsh.example", "localhost")


@pytest.fixture(scope="module", autouse=True)
def cluster() -> Iterator[None]:
    from ray.cluster_utils import Cluster

    head = {"num_cpus": 1, "include_dashboard": False}
    nodes = Cluster(initialize_head=True, head_node_args=head)
    nodes.add_node(num_cpus=1)
    ray.init(address=nodes.address, logging_level=logging.ERROR)
    # As many partitions as so few pages need; each is a task of its own.
    ray.data.DataContext.get_current().default_hash_shuffle_parallelism = 4
    assert len({node["NodeID"] for node in ray.nodes() if node["Alive"]}) == 2
    yield
    ray.shutdown()
    nodes.shutdown()


def address(number: int) -> str:
    return f"http://{SITES[number % len(SITES)]}/{number}"


def text_of(number: int) -> str:
    letters = "abcdefghij"[number % 10] * 4 + "klmnopqrst"[number // 10 % 10] * 4
    story = (
        f"Ferry {letters} left the pier late on Monday, and people waited for {letters} in vain."
    )
    return f"Skip to content\n{MENU}\n{story}\nShare on Facebook\n"


def write_jsonl(path: Path, numbers: range) -> Path:
    rows = [{"id": str(n), "url": address(n), "text": text_of(n)} for n in numbers]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def write_warc(path: Path) -> Path:
    """One page in an old encoding that its server names, and one that declares a wrong one."""
    old = ({"Content-Type": "text/html; charset=koi8-r"}, f"<p>{RUSSIAN}".encode("koi8-r"))
    wrong = f'<meta charset="windows-1251"><p>{RUSSIAN}'.encode()
    new = ({"Content-Type": "text/html; charset=utf-8"}, wrong)
    path.write_bytes(archive([old, new], packed=True))
    return path


def locally(paths: list[Path], folder: Path, *options: str) -> dict[str, str]:
    """The texts that `cleaner corpus` makes of files, by id."""
    output = folder / "local.jsonl"
    arguments = ["corpus", *map(str, paths), "-o", str(output), *options]
    ended = CliRunner().invoke(main, arguments)
    assert ended.exit_code in (0, 1), ended.output  # 1: some records are bad
    rows = map(json.loads, output.read_text("utf-8").splitlines())
    return {row["id"]: row["text"] for row in rows}


def texts(cleaned: list[dict[str, Any]]) -> dict[str, str]:
    rows = [row for row in cleaned if row["error"] is None]
    found = {json.loads(row["record"])["id"]: row["text"] for row in rows}
    assert len(found) == len(rows)
    return found


def test_files_of_all_formats_are_cleaned_as_by_the_command(tmp_path: Path) -> None:
    from cleaner.integrations.ray import clean_pages, read_pages

    table = pyarrow.table({"id": ["p"], "html": [f"<nav><a href=/>Home</a></nav><p>{RUSSIAN}"]})
    parquet.write_table(table, tmp_path / "c.parquet")
    broken = tmp_path / "d.ndjson"
    broken.write_text('{"id": "q", "text": "One long day at the pier."}\n{"id": \n', "utf-8")
    files = [write_jsonl(tmp_path / "a.jsonl", range(40)), write_warc(tmp_path / "b.warc.gz")]
    files += [tmp_path / "c.parquet", broken]
    clean_pages(read_pages(files)).write_parquet(str(tmp_path / "clean"))
    cleaned = parquet.read_table(tmp_path / "clean").to_pylist()
    expected = locally(files, tmp_path)
    assert len(expected) == 44
    assert texts(cleaned) == expected
    (bad,) = [row for row in cleaned if row["error"] is not None]
    assert bad["place"] == f"{broken}:2"
    assert bad["error"].startswith("is no JSON")


def test_fields_of_any_type_do_no_harm(tmp_path: Path) -> None:
    from cleaner.integrations.ray import clean_pages, read_pages

    text = text_of(1)
    odd: list[dict[str, Any]] = [
        {"id": 1, "html": f"<p>{RUSSIAN}", "text": "old"},
        {"id": "b", "text": text, "html": {"raw": "x"}, "tags": ["a"], "meta": {}},
        {"id": 2**70, "text": text, "html": False, "tags": "b", "url": 7, "error": "its own"},
        {"id": None, "text": "Half \ud83d of it is gone, and the ferry left on Monday evening."},
    ]
    rows = "".join(json.dumps(row) + "\n" for row in odd)
    (tmp_path / "a.jsonl").write_text(rows, "utf-8")
    cleaned = clean_pages(read_pages(str(tmp_path / "a.jsonl"))).take_all()
    assert [row["error"] for row in cleaned] == [None] * 4
    assert [json.loads(row["record"]).get("id") for row in cleaned] == [1, "b", 2**70, None]
    assert [row["text"] for row in cleaned] == [
        RUSSIAN, clean(text), clean(text), odd[3]["text"].replace("\ud83d", "\ufffd")
    ]  # fmt: skip
    assert [row["html"] is None for row in cleaned] == [False, True, True, True]


def test_sites_are_learned_by_groups_as_in_one_process(tmp_path: Path) -> None:
    from cleaner.integrations.ray import clean_pages, learn_sites, read_pages

    files = [write_jsonl(tmp_path / f"{n}.jsonl", range(20 * n, 20 * n + 20)) for n in range(3)]
    pages = read_pages(files)
    sites, learner = learn_sites(pages), Learner()
    learner.add((address(n), text_of(n)) for n in range(60))
    sites.save(tmp_path / "ray.parquet")
    learner.sites().save(tmp_path / "local.parquet")
    assert load(tmp_path / "ray.parquet").hosts == tuple(sorted(SITES))
    assert (tmp_path / "ray.parquet").read_bytes() == (tmp_path / "local.parquet").read_bytes()
    found = texts(clean_pages(pages, settings=Settings(sites=sites)).take_all())
    assert found == locally(files, tmp_path, "--sites", "auto")
    assert not any(line in text for text in found.values() for line in MENU.splitlines())


def test_of_few_pages_nothing_is_learned(tmp_path: Path) -> None:
    from cleaner.integrations.ray import learn_sites, read_pages

    assert learn_sites(read_pages([write_warc(tmp_path / "a.warc.gz")])).hosts == ()
    empty = tmp_path / "empty.jsonl"
    empty.touch()
    assert learn_sites(read_pages([empty])).hosts == ()
    full = write_jsonl(tmp_path / "full.jsonl", range(20))
    assert len(learn_sites(read_pages([empty, full, empty])).hosts) == 3


def test_nothing_is_lost_when_a_worker_is_killed(tmp_path: Path) -> None:
    from cleaner.integrations.ray import clean_pages, read_pages

    marker, last = tmp_path / "killed", address(25)

    def killed_once(table: Any) -> Any:
        if last in table["url"].to_pylist() and not marker.exists():
            marker.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return table

    files = [write_jsonl(tmp_path / f"{n}.jsonl", range(10 * n, 10 * n + 10)) for n in range(6)]
    pages = read_pages(files).map_batches(killed_once, batch_format="pyarrow")
    found = texts(clean_pages(pages).take_all())
    assert marker.exists()
    assert found == locally(files, tmp_path)
    assert len(found) == 60


def test_what_is_wrong_is_said_before_anything_runs(tmp_path: Path) -> None:
    from cleaner.integrations.ray import read_pages

    with pytest.raises(ValueError, match=r"b\.csv: the name does not say"):
        read_pages([tmp_path / "a.jsonl", tmp_path / "b.csv"])
    with pytest.raises(ValueError, match="no file is named"):
        read_pages([])


def test_without_addresses_no_site_can_be_learned() -> None:
    from cleaner.integrations.ray import learn_sites

    pages = ray.data.from_arrow(pyarrow.table({"text": ["One long day."]}))
    with pytest.raises(ray.exceptions.RayTaskError, match="no column 'url'"):
        learn_sites(pages)
