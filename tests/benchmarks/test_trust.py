"""The report on trust: counts of what survives and goes, of rules, guards and losses."""

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.quality.corpora import Page
from benchmarks.quality.labels import label_lines
from benchmarks.quality.views import Document
from benchmarks.trust import cleaners, guards, losses, rules, written
from benchmarks.trust.__main__ import main
from benchmarks.trust.cases import Case, Line, parse_cases
from benchmarks.trust.cleaners import Without
from benchmarks.trust.corpus import Frame
from benchmarks.trust.markdown import Measured, render
from cleaner import Cleaned, Cleaner, Settings
from cleaner.rules.rule import Rule
from cleaner.stages import rulebook

GOLD = (
    "The ferry opened again on Monday, the council said, after two winters in the dock.\n"
    "Nobody in the town had expected that it would ever sail again, least of all its captain."
)
TEXT = f"Accept all cookies\nShare on Facebook\n{GOLD}\nAll rights reserved"
PAGE = Page("wcxb", "a page", "en", "article", "harbour.example", gold=GOLD)
DOCUMENT = Document(PAGE, TEXT, label_lines(TEXT, GOLD))
CASE = "\n".join(
    f"{kind} | {line}"
    for kind, line in [
        ("consent", "Accept all cookies"),
        *(("content", line) for line in GOLD.split("\n")),
        ("sharing", "A harbour without boats"),
    ]
)


def _case(name: str) -> Case:
    (case,) = parse_cases(f"=== {name}\n{CASE}", "en")
    return case


def _rules_alone(text: str) -> Cleaned:
    return Cleaner(Settings(use="rules")).explain(text)


def test_lost_lines_are_counted_by_language_and_genre() -> None:
    pages = [_case("poem: the tide, bare"), _case("letter: the tide in a frame")]
    counted = written.survival(pages, _rules_alone)
    assert counted.languages["en", False] == written.Lost(2, 0, 0)
    assert counted.genres["letter", True] == written.Lost(2, 0, 0)


def test_paragraphs_that_go_are_counted_as_such() -> None:
    line = Line(1, frozenset({"content"}), "Accept all cookies", "")
    long = Line(2, line.kinds, "All rights reserved. " * 5, "")
    case = Case("en: poem: labels, bare", False, (line, long))
    assert written.survival([case], _rules_alone).languages["en", False].paragraphs == 1


def test_chrome_that_goes_is_counted_by_kind_and_by_what_it_was_named() -> None:
    frame = Frame("en", "full", "en: full: a harbour", False, ())
    counts = written.going([(frame, _case("a page"))], _rules_alone)
    assert counts["en", "consent"] == written.Gone(lines=1, gone=1, named=1, chrome=1, right=1)
    assert counts["en", "sharing"].gone == 0


def test_rules_are_counted_where_they_speak_and_where_they_decide() -> None:
    book = rulebook()
    told = rules.spoken([DOCUMENT], book)
    name = "phrases: consent, line, certain"
    assert (told[name].chrome, told[name].content) == (1, 0)
    mistakes = rules.removed([DOCUMENT], [_rules_alone(TEXT)], book, told)
    assert (told[name].removed_chrome, told[name].removed_content) == (1, 0)
    assert mistakes == {}
    assert told["any.content.prose"].content == 2


def test_content_that_goes_is_charged_to_the_rule_that_took_it() -> None:
    text = f"Accept all cookies\n{GOLD}"
    document = Document(PAGE, text, label_lines(text, text))
    book = rulebook()
    told = rules.spoken([document], book)
    mistakes = rules.removed([document], [_rules_alone(text)], book, told)
    ((rule, mistake),) = mistakes.items()
    assert book.rules.id(0) != rule
    assert "consent" in rule
    assert mistake == rules.Mistakes(1, 1)


STEPS = [f"{number}. Create an account" for number in range(1, 5)]
NUMBERED = next(guard for guard in guards.GUARDS if guard.id == "any.content.numbered")


def test_a_guard_that_is_silent_lets_go_what_it_holds() -> None:
    page = "\n".join([GOLD, *STEPS, GOLD[::-1]])
    assert Without(Settings(use="rules"), None).clean(page) == page
    assert "Create an account" not in Without(Settings(use="rules"), NUMBERED).clean(page)
    assert Cleaner(Settings(use="rules")).clean(page) == page


def test_a_guard_earns_the_lines_that_go_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def by_rules(settings: Settings, silent: Rule | None) -> Cleaner:
        return Without(replace(settings, use="rules"), silent)

    monkeypatch.setattr(guards, "GUARDS", (NUMBERED,))
    monkeypatch.setattr(guards, "Without", by_rules)
    monkeypatch.setattr(cleaners, "Without", by_rules)
    lines = [f"content | {line}" for line in [*GOLD.split("\n"), *STEPS]]
    (kept,) = parse_cases("=== steps\n" + "\n".join(lines), "en")
    left = [line.replace("content |", "promo |") for line in lines]
    (gone,) = parse_cases("=== steps\n" + "\n".join(left), "en")
    text = "\n".join([GOLD, *STEPS])
    documents = [Document(PAGE, text, label_lines(text, gold)) for gold in (text, GOLD)]
    ((guard, worth),) = guards.worth([kept], [gone], documents, None, lambda _: None)
    assert guard == NUMBERED
    assert worth == guards.Worth(survive=4, go=4, content=4, chrome=4)


def test_the_worst_pages_come_first_with_what_they_lost() -> None:
    found = losses.losses([DOCUMENT], [_rules_alone(TEXT)])
    assert found[0].score.f1 == found[0].best == 1
    assert (found[0].left, found[0].lost.total()) == (0, 0)
    assert losses.tenth([]) == 0


@pytest.fixture
def _one_guard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guards, "GUARDS", guards.GUARDS[:1])
    monkeypatch.setattr("benchmarks.trust.__main__.surviving", lambda: [_case("poem: a, bare")])
    monkeypatch.setattr("benchmarks.trust.__main__.going", list)


@pytest.mark.usefixtures("_one_guard")
def test_the_report_is_written(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["--out", str(tmp_path)])
    assert done.exit_code == 0, done.output
    report = (tmp_path / "trust.md").read_text("utf-8")
    assert "| en | 2 | 0 | 0.0 % | 0 |" in report
    assert "## Rules" not in report


def test_the_report_tells_of_rules_and_losses() -> None:
    told = {"any.content.verse": rules.Told(1, 3, 1, 0), "any.teaser.step": rules.Told(4, 0, 3, 1)}
    mistakes = {"any.teaser.step": rules.Mistakes(1, 1)}
    worst = losses.losses([DOCUMENT], [_rules_alone(TEXT)])
    report = render(
        written.Survival(), {}, [], Measured(["wcxb"], "by fold", told, mistakes, worst)
    )
    assert "| content.verse | 4 | 75.0 % | 1 | 100.0 % |" in report
    assert "| teaser.step | 4 | 100.0 % | 4 | 75.0 % |" in report
    assert "| a page (article) | 1.00 | 1.00 | 1.00 | 1.00 | 0 | 0 |" in report
