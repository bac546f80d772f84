"""What a run says at its end."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cleaner.batch import chunks, totals
from cleaner.cli import main
from cleaner.formats import jsonl
from cleaner.tally import Tally

STORY = "The ferry will sail again from Monday, the harbour office said on the radio today.\n"
PAGES = (
    "Share on Facebook\nAll rights reserved.\n" + STORY,
    STORY,
    "",
    "<p>" + STORY + "</p><p>All rights reserved.</p>",
)


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(main, ["corpus", *map(str, args)], catch_exceptions=False)


@pytest.mark.parametrize("more", [("--jobs", "2"), ("--removed", "gone.jsonl")])
def test_a_summary_counts_what_became_of_the_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: tuple[str, ...]
) -> None:
    monkeypatch.setattr(chunks, "MOST", 2)
    monkeypatch.chdir(tmp_path)
    rows = [{"html" if text.startswith("<") else "text": text} for text in PAGES]
    Path("in.jsonl").write_bytes(b"".join(map(jsonl.write, rows)) + b"bad\n")
    result = run("in.jsonl", "-o", "o.jsonl", "--summary", "s.json", *more)
    found = json.loads(Path("s.json").read_text())
    assert (found["pages"], found["bad"]) == (4, 1)
    assert found["size_in"] == sum(map(len, PAGES))
    assert found["outcomes"] == {"article": 2, "unchanged": 1, "empty": 1}
    # Line breaks that went with their lines are no bytes of these.
    assert found["kinds"]["legal"] == {"lines": 2, "bytes": 2 * len("All rights reserved.")}
    assert found["kinds"]["sharing"] == {"lines": 1, "bytes": len("Share on Facebook")}
    assert sum(found["rules"].values()) == 3
    assert found["most_cut"][0]["place"] == "in.jsonl:1"
    alone = "--removed" in more
    assert len(found["slowest"]) == (4 if alone else 0)
    assert all(row["seconds"] > 0 for row in found["slowest"][:3])
    assert ("slowest: in.jsonl:" in result.stderr) == alone
    for said in ("4 pages cleaned", "article 2", "legal 2 (40 bytes)",
                 "most cut: in.jsonl:1 ", "1 bad records"):  # fmt: skip
        assert said in result.stderr


def test_totals_take_no_more_memory_for_more_pages() -> None:
    counted = totals.none()
    for first in range(0, 1_000, 100):
        pages = [totals.Measured(f"f:{n}", 10, 5, n / 1000, n / 10)
                 for n in range(first, first + 100)]  # fmt: skip
        went = Tally({"article": 100}, {"legal": (100, 900)}, {"en.legal": 100})
        totals.add(counted, totals.totals_of(pages, went))
        counted = json.loads(json.dumps(counted))  # as the ledger keeps them
    assert counted["most_cut"] == [[n / 1000, f"f:{n}"] for n in range(999, 989, -1)]
    assert [place for _, place in counted["slowest"]] == [f"f:{n}" for n in range(999, 989, -1)]
    assert counted["kinds"] == {"legal": [1_000, 9_000]}
    assert counted["outcomes"] == {"article": 1_000}
