"""The numbers of a report are those of the verdicts, and its parts hold what they should."""

import gzip
import json
import re
from base64 import b64decode
from collections import Counter
from typing import Any

import pytest
from cli.helpers import Run
from report.examples import HOSTILE, HOSTILE_NAME, PAGES

from cleaner import Cleaned
from cleaner.counts import count
from cleaner.report import Builder
from cleaner.report.document import SCRIPTS, _read, policy
from cleaner.report.pages import language_of, site_of

_DATA = re.compile(r'<script type="application/gzip" (?:id|class)="(\w+)">([^<]*)</script>')


def parts(html: str) -> tuple[dict[str, Any], list[Any]]:
    """The index of a report, and the bodies of its pages."""
    index, bodies = {}, []
    for name, data in _DATA.findall(html):
        value = json.loads(gzip.decompress(b64decode(data)))
        if name == "index":
            index = value
        else:
            bodies += value
    return index, bodies


def test_totals_are_the_sums_of_the_verdicts(builder: Builder, cleaned: dict[str, Cleaned]) -> None:
    total = builder.figures().total
    removed: Counter[str] = Counter()
    for page in cleaned.values():
        removed.update(count(page).removed)
    assert total.removed == removed
    assert total.pages == len(PAGES)
    assert total.lines == sum(len({v.line for v in page.verdicts}) for page in cleaned.values())
    assert total.trimmed == sum(count(page).trimmed for page in cleaned.values()) == 12
    assert total.size_left == sum(len(page.text) for page in cleaned.values())


def test_groups_and_distributions_hold_every_page_once(builder: Builder) -> None:
    found = builder.figures()
    for groups in (found.sites, found.languages):
        assert sum(group.pages for group in groups.values()) == len(PAGES)
        assert sum(group.lines for group in groups.values()) == found.total.lines
    assert sum(found.kept_share) == sum(found.outcomes.values()) == len(PAGES)
    assert list(found.sites) == ["harbour", "hafen.example", "", "evil"]
    assert found.languages["de"].pages == 3
    assert found.rules[0][1] == max(lines for _, lines, _ in found.rules)


def test_rules_are_counted_as_verdicts_name_them(
    builder: Builder, cleaned: dict[str, Cleaned]
) -> None:
    index, _ = parts(builder.html())
    named = Counter(v.rule for page in cleaned.values() for v in page.verdicts if v.rule)
    pages = Counter(r for page in cleaned.values() for r in {v.rule for v in page.verdicts} if r)
    shown = {index["reasons"][number][0]: (lines, on) for number, lines, on in index["rules"]}
    assert shown == {rule: (named[rule], pages[rule]) for rule in named}


def test_bodies_hold_the_lines_and_verdicts(builder: Builder, cleaned: dict[str, Cleaned]) -> None:
    index, bodies = parts(builder.html())
    assert len(bodies) == len(index["pages"]) == len(PAGES)
    for body, page in zip(bodies, cleaned.values(), strict=True):
        said = []
        for number, lead, text, keep, why, score, *cut in body:
            assert page.original.splitlines()[number].startswith(lead + text[:1])
            said.append((number, text, bool(keep), index["reasons"][why][0], score))
            if cut:
                said.append((number, cut[0], False, index["reasons"][cut[1]][0], None))
        assert said == [
            (v.line, page.original[v.start : v.end], v.keep, v.rule, v.score) for v in page.verdicts
        ]


def test_pages_come_in_chunks_that_say_where_they_begin(
    cleaned: dict[str, Cleaned], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cleaner.report.builder.CHUNK", 500)
    builder = Builder("Chunks")
    for name, page in cleaned.items():
        builder.add(name, page)
    html = builder.html()
    index, bodies = parts(html)
    assert len(index["first"]) == html.count('class="chunk">') > 3
    assert index["first"] == sorted(set(index["first"]))
    assert len(bodies) == len(PAGES)


def test_nothing_of_a_page_is_markup(builder: Builder) -> None:
    html = builder.html()
    for line in HOSTILE.splitlines()[:3]:
        assert line not in html
    assert HOSTILE_NAME not in html
    assert html.count("<script") == len(SCRIPTS) + 1 + html.count('class="chunk">')
    assert html == builder.html()  # the same pages give the same file


def test_titles_are_escaped() -> None:
    html = Builder("<script>alert(1)</script> {{index}}").html()
    assert "<title>&lt;script&gt;alert(1)&lt;/script&gt; {{index}}</title>" in html


def test_the_policy_allows_our_scripts_and_nothing_else() -> None:
    scripts = [_read(f"{name}.js") for name in SCRIPTS]
    assert not any("</script" in script or "innerHTML" in script for script in scripts)
    said = policy(scripts, _read("report.css"))
    assert said.count("'sha256-") == len(SCRIPTS) + 1
    assert "unsafe" not in said
    assert said.startswith("default-src 'none'; ")


def test_sites_and_languages(cleaned: dict[str, Cleaned]) -> None:
    german = cleaned["hafen/1.html"]
    assert (site_of("hafen/1.html", german), language_of(german)) == ("hafen.example", "de")
    english = cleaned["harbour/01.txt"]
    assert (site_of("harbour/01.txt", english), language_of(english)) == ("harbour", "en")
    assert language_of(cleaned["empty.txt"]) == ""


def test_the_command_says_what_the_report_and_explain_say(run: Run, folder: Any) -> None:
    file = folder.parent / "out" / "report.html"
    result = run("report", folder, "--use", "rules", "-o", file, "--title", "Three")
    assert result.exit_code == 0
    index, _ = parts(file.read_text("utf-8"))
    assert [page["name"] for page in index["pages"]] == [
        str(folder / name) for name in ("deep/three.txt", "one.txt", "two.txt")
    ] or len(index["pages"]) == 3
    assert result.stderr == f"cleaner: {file}: 3 pages; 3 of 12 lines removed (advert 3)\n"
    assert index["total"]["lines"] == 12
    one = run("explain", folder / "one.txt").stderr
    assert one.endswith("1 of 4 lines removed (advert 1)\n")


def test_the_command_names_what_it_could_not_read(run: Run, folder: Any) -> None:
    file = folder.parent / "report.html"
    result = run("report", folder, folder / "none.txt", "-o", file)
    assert result.exit_code == 1
    assert "there is no such file" in result.stderr
    index, _ = parts(file.read_text("utf-8"))
    assert index["failed"] == [
        [str(folder / "none.txt"), "there is no such file or folder; check the name"]
    ]
    assert len(index["pages"]) == 3
