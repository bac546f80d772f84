"""The report on trust: counts of what survives and goes, of rules, guards and losses."""

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.quality.corpora import Corpus, Page
from benchmarks.quality.labels import label_lines
from benchmarks.quality.views import Document
from benchmarks.trust import __main__ as command
from benchmarks.trust import cleaners, guards, losses, rules, written
from benchmarks.trust.cases import Case, parse_cases
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
TRIMMED = f"Accept all cookies\nShare on Facebook\n{GOLD} Read more »\nAll rights reserved"
RIGHTS = "All rights reserved. " * 5
PAGE = Page("wcxb", "a page", "en", "article", "harbour.example", gold=GOLD)
STEPS = [f"{number}. Create an account" for number in range(1, 5)]
NUMBERED = next(guard for guard in guards.GUARDS if guard.id == "any.content.numbered")


def _case(name: str, *lines: tuple[str, str]) -> Case:
    text = "\n".join(f"{kind} | {line}" for kind, line in lines)
    (case,) = parse_cases(f"=== {name}\n{text}", "en")
    return case


def _document(text: str, gold: str) -> Document:
    return Document(replace(PAGE, gold=gold), text, label_lines(text, gold))


def _by_rules(text: str) -> Cleaned:
    return Cleaner(Settings(use="rules")).explain(text)


PROSE = [("content", line) for line in GOLD.split("\n")]
COOKIES = ("consent", "Accept all cookies")
DOCUMENT = _document(TRIMMED, GOLD)


def test_lost_lines_are_counted_by_language_and_genre() -> None:
    lost = [("content", "Accept all cookies"), ("content", RIGHTS)]
    pages = [_case("poem: the tide, bare", *PROSE), _case("letter: the tide in a frame", *lost)]
    counted = written.survival(pages, _by_rules)
    assert counted.languages["en", False] == written.Lost(2, 0, 0)
    assert counted.languages["en", True] == written.Lost(2, 2, 1)
    assert counted.genres["letter", True] == written.Lost(2, 2, 1)
    assert set(counted.genres) == {("poem", False), ("letter", True)}
    assert written.total_lost(counted.languages.values()) == written.Lost(4, 2, 1)


def test_chrome_that_goes_is_counted_by_kind_and_by_what_it_was_named() -> None:
    frame = Frame("en", "full", "en: full: a harbour", ())
    wrong = [("sharing", "A harbour without boats"), ("legal", "Accept all cookies?")]
    counts = written.going([(frame, _case("a page", COOKIES, *PROSE, *wrong))], _by_rules)
    assert counts["en", "consent"] == written.Gone(lines=1, gone=1, named=2, chrome=2, right=1)
    assert counts["en", "sharing"] == written.Gone(lines=1)
    assert written.total_gone(counts.values()).gone == 2


def test_rules_are_counted_where_they_speak_and_where_they_decide() -> None:
    book = rulebook()
    told = rules.count_spoken([DOCUMENT], book)
    cookies = told["phrases: consent, line, certain"]
    assert (cookies.chrome, cookies.content) == (1, 0)
    assert told["any.content.prose"].content == 2
    assert not any(counts.content for rule, counts in told.items() if "teaser" in rule)
    assert rules.count_removed([DOCUMENT], [_by_rules(TRIMMED)], book, told) == {}
    assert (cookies.removed_chrome, cookies.removed_content) == (1, 0)
    assert told["phrases: teaser, trim, likely"] == rules.Counts()  # no line went


def test_content_that_goes_is_charged_to_the_rule_that_took_it() -> None:
    text = f"Accept all cookies\n{GOLD}"
    book, document = rulebook(), _document(text, text)
    told = rules.count_spoken([document], book)
    mistakes = rules.count_removed([document], [_by_rules(text)], book, told)
    ((rule, mistake),) = mistakes.items()
    assert rule.startswith("en.consent.")
    assert mistake == rules.Mistakes(1, 1)
    assert told["phrases: consent, line, certain"].removed_content == 1


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
    steps = [("content", step) for step in STEPS]
    kept = _case("steps", *PROSE, *steps[:3])
    left = _case("steps", *PROSE, *(("promo", step) for step in STEPS))
    text = "\n".join([GOLD, *STEPS])
    documents = [
        _document(text, text),
        _document(f"{text}\n5. Create an account", GOLD),
    ]
    cleaned = list(cleaners.explained(documents, None))
    ((guard, worth),) = guards.worth([kept], [left], documents, cleaned, None)
    assert guard == NUMBERED
    assert worth == guards.Worth(survive=3, go=4, content=4, chrome=5)


def test_pages_that_lose_most_come_first_with_what_they_lost() -> None:
    label = f"Accept all cookies\n{GOLD}"
    documents = [DOCUMENT, _document(label, label), _document("", GOLD)]
    found = losses.losses(documents, [_by_rules(document.text) for document in documents])
    assert [loss.document for loss in found] == [documents[n] for n in (1, 0, 2)]
    assert dict(found[0].lost) == {"consent": 3}
    assert found[0].size > 0
    assert [loss.size for loss in found[1:]] == [0, 0]  # all is well, and no cleaner could do more
    assert found[1].score.f1 == 1
    assert losses.tenth(found) == 1


def test_words_of_chrome_that_stays_are_counted() -> None:
    document = _document(f"{GOLD}\n{GOLD[::-1]}", GOLD)
    (loss,) = losses.losses([document], [_by_rules(document.text)])
    assert loss.left == len(GOLD.split())
    assert loss.size > 0.3
    assert losses.tenth([loss]) == pytest.approx(1)


@pytest.mark.usefixtures("_small")
def test_the_report_is_written_without_corpora(tmp_path: Path) -> None:
    done = CliRunner().invoke(command.main, ["--out", str(tmp_path)])
    assert done.exit_code == 0, done.output
    report = (tmp_path / "trust.md").read_text("utf-8")
    assert "| en | 2 | 0 | 0.0 % | 0 | 0 | 0 | – | 0 |" in report
    assert "| numbered | 0 | 0 |\n" in report
    assert "## Rules" not in report


@pytest.mark.usefixtures("_small")
def test_the_report_tells_of_corpora(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    labelled = Page("wcxb", "a page", lines=(("content", GOLD.split("\n")[0]),))
    other = Page("trafilatura", "another", lines=(("content", GOLD.split("\n")[0]),))
    found = [Corpus("wcxb", (PAGE,), ""), Corpus("labelled", (labelled, other), "")]
    monkeypatch.setattr("benchmarks.quality.corpora.load", lambda *_: (found, ["a note"]))
    monkeypatch.setattr(command, "documents", _documents)
    done = CliRunner().invoke(command.main, ["--data", str(tmp_path)])
    assert done.exit_code == 0, done.output
    assert "Lines of wcxb, labelled, cleaned with weights of the package" in done.output
    assert "| content.prose | 3 |" in done.output  # the page that stands in both is counted once


def _documents(corpus: Corpus, *_: object) -> list[Document]:
    lines = ["\n".join(text for _, text in page.lines) for page in corpus.pages]
    texts = lines if corpus.name == "labelled" else [GOLD]
    return [
        Document(page, text, label_lines(text, text))
        for page, text in zip(corpus.pages, texts, strict=True)
    ]


@pytest.fixture
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guards, "GUARDS", (NUMBERED,))
    monkeypatch.setattr(command, "surviving", lambda: [_case("poem: a, bare", *PROSE)])
    monkeypatch.setattr(command, "going", list)


def test_the_report_tells_of_rules_guards_and_losses() -> None:
    told = {
        "any.content.verse": rules.Counts(1, 3, 1, 0),
        "any.teaser.step": rules.Counts(4, 0, 3, 1),
    }
    mistakes = {"any.teaser.step": rules.Mistakes(1, 1)}
    worst = losses.losses([DOCUMENT], [_by_rules(TRIMMED)])
    measured = Measured(["wcxb"], "by fold", told, mistakes, worst)
    earned = [(NUMBERED, guards.Worth(1, 2, 3, 4))]
    going = {
        ("en", "promo"): written.Gone(lines=4, gone=3, named=2, chrome=2, right=1),
        ("en", "legal"): written.Gone(lines=4, gone=4, named=6, chrome=5, right=4),
        ("de", "promo"): written.Gone(lines=2, gone=1, named=1, chrome=1, right=1),
    }
    report = render(written.Survival(), going, earned, measured)
    assert "| promo | 3 of 4 | 75.0 % | 1 of 2 | 50.0 % | 100.0 % | 66.7 % |" in report
    assert "| legal | – | 100.0 % |" in report
    assert "| all kinds | 50.0 % | 87.5 % |" in report
    assert "| chrome, of all that goes | 100.0 % | 87.5 % |" in report
    assert "| numbered | 1 | 2 | 3 | 4 |" in report
    assert "| content.verse | 4 | 75.0 % | 1 | 100.0 % |" in report
    assert "| teaser.step | 4 | 100.0 % | 4 | 75.0 % |" in report
    assert "| `any.teaser.step` | 1 | 1 |" in report
    assert "| a page (article) | 1.00 | 1.00 | 1.00 | 0.97 | 0 | 0 |" in report
