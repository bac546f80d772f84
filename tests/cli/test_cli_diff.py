"""`cleaner diff`: what other rules or settings change, by rule."""

import json
from pathlib import Path

import pytest
from cli.helpers import Run

RULES = """\
language = "en"

[promo.club]
where = "line"
weight = "certain"
why = "The club's own prompts."
phrases = "join the harbour club"

[content.headings]
where = "line"
weight = "certain"
why = "Here it heads a part of the text."
phrases = "advertisement"
"""
PAGE = (
    "The council voted on Monday to keep the library open for two more years. Read more »\n"
    "Advertisement\n"
    "Join the harbour club\n"
    "Residents had expected it to close, and many had come to the meeting to protest.\n"
)


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    (tmp_path / "pages").mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / "pages" / name).write_text(name + "\n" + PAGE)
    (tmp_path / "mine.toml").write_text(RULES)
    return tmp_path / "pages"


def save(run: Run, pages: Path, *options: str | Path) -> Path:
    saved = pages.parent / "before"
    assert run("clean", pages, "--format", "json", "--output-dir", saved, *options).exit_code == 0
    return saved


def test_own_rules_against_saved_results(run: Run, pages: Path) -> None:
    saved = save(run, pages)
    mine = pages.parent / "mine.toml"
    result = run("diff", pages, "--use", "rules", "--rules", mine, "--against", saved)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[:3] == [
        "en.content.headings:advertisement: 2 now stay",
        f"  + {pages / 'a.txt'}:3: Advertisement",
        "      was removed as advert by en.advert.labels:advertisement, "
        "is kept as content by en.content.headings:advertisement",
    ]
    assert "en.promo.club:join the harbour club: 2 now go" in result.stdout
    assert result.stderr == (
        "cleaner: 4 of 10 lines changed, on 2 of 2 pages: 2 now go, 2 now stay\n"
    )


def test_the_other_way_round_names_the_rule_that_is_gone(run: Run, pages: Path) -> None:
    saved = save(run, pages, "--rules", pages.parent / "mine.toml")
    result = run("diff", pages, "--use", "rules", "--against", saved)
    assert "en.promo.club:join the harbour club: 2 now stay" in result.stdout


def test_the_same_changes_nothing(run: Run, pages: Path) -> None:
    result = run("diff", pages, "--use", "rules", "--against", save(run, pages))
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "cleaner: nothing changed in 10 lines of 2 pages\n"


def test_without_saved_results_before_is_the_default(run: Run, pages: Path) -> None:
    assert run("diff", pages).stdout == ""
    result = run("diff", pages, "--keep", "advert", "--format", "json")
    changes = json.loads(result.stdout)["en.advert.labels:advertisement"]
    assert [change["effect"] for change in changes] == ["stays", "stays"]


def test_ends_are_compared_as_well(run: Run, pages: Path) -> None:
    saved = save(run, pages)
    result = run("diff", pages, "--use", "rules", "--keep", "teaser", "--against", saved)
    assert "is not cut off" in result.stdout
    assert ":2: Read more »" in result.stdout


def test_long_groups_are_cut(run: Run, pages: Path) -> None:
    saved = save(run, pages)
    options = ("--use", "rules", "--keep", "advert", "--against", saved, "--examples", "1")
    assert "    … and 1 more" in run("diff", pages, *options).stdout


def test_pages_that_were_not_saved_are_named(run: Run, pages: Path) -> None:
    saved = save(run, pages)
    (pages / "c.txt").write_text("Another page, with a line that nobody has seen before.\n")
    result = run("diff", pages, "--use", "rules", "--against", saved)
    assert result.exit_code == 1
    assert f"cleaner: {pages / 'c.txt'}: is not among the saved results" in result.stderr


@pytest.mark.parametrize("content", ["", "{}", "[1]", "no json", '{"text": 1, "removed": [2]}'])
def test_what_is_no_result_is_refused(run: Run, pages: Path, content: str) -> None:
    (pages.parent / "bad.json").write_text(content)
    result = run("diff", pages, "--against", pages.parent / "bad.json")
    assert result.exit_code == 2
    assert "result" in result.stderr
