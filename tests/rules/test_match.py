"""Matching: where a phrase may stand, what forbids it, and what is cut off."""

from collections.abc import Sequence

import numpy as np
import pytest
from core import cut as cut_off
from core import find, phrases_of

from cleaner.kinds import Kind
from cleaner.rules.book import Rulebook
from cleaner.rules.compile import compile_rules
from cleaner.rules.rule import Group, Weight, Where
from cleaner.table.lines import read_lines


def _rule(
    phrase: str,
    where: Where = "line",
    weight: Weight = Weight.CERTAIN,
    kind: Kind = "promo",
    max_words: int = 0,
    unless: tuple[str, ...] = (),
) -> Group:
    bound = max_words or (8 if where in ("start", "label", "end", "tail", "inside") else 0)
    return Group(f"en.{kind}.x", kind, where, weight, "Why.", (phrase,), bound, unless)


def _hits(book: Rulebook, *pages: str) -> Sequence[tuple[int, str]]:
    return phrases_of(book, find(read_lines(pages), book))


def _matches(rule: Group, line: str) -> bool:
    return bool(_hits(compile_rules([rule]), f"Before it.\n{line}\nAfter it."))


@pytest.mark.parametrize(
    ("where", "line", "expected"),
    [
        ("line", "read more", True),
        ("line", "» READ MORE «", True),
        ("line", "Read, more (12)", True),
        ("line", "3 read more", True),
        ("line", "read more here", False),
        ("line", "please read more", False),
        ("line", "read", False),
        ("line", "more", False),
        ("line", "readmore", False),
        ("heading", "Read more:", True),
        ("heading", "Read more of it", False),
        ("start", "Read more of it", True),
        ("start", "Read more", True),
        ("start", "Please read more", False),
        ("start", "Read more one two three four five six", True),
        ("start", "Read more one two three four five six seven", False),
        ("label", "Read more: one two", True),
        ("label", "Read more : one two", True),
        ("label", "Read more\u00a0: one two", True),
        ("label", "Read more | one two", True),
        ("label", "Read more:", True),
        ("label", "Read more", False),
        ("label", "Read more about it: one", False),
        ("label", "Please read more: one two", False),
        ("label", "Read more: two three four five six seven eight", False),
        ("tail", "Please read more: one", True),
        ("tail", "Read more: one", True),
        ("tail", "Please read more / one", True),
        ("tail", "See site.example/read more/one", False),
        ("tail", "Please read more", False),
        ("tail", "Please read more about it: one", False),
        ("end", "Please read more …", True),
        ("end", "Read more of it", False),
        ("end", "Read some more", False),
        ("inside", "Please read more of it", True),
        ("inside", "Read more", True),
        ("inside", "Read it, more or less", False),
        ("inside", "Reread more", False),
        ("trim", "Read more", True),
        ("trim", "Please read more", False),
        ("words", "Read", True),
        ("words", "More, read; more 12", True),
        ("words", "Read more now", False),
        ("words", "12", False),
    ],
)
def test_where_a_phrase_may_stand(where: Where, line: str, expected: bool) -> None:
    assert _matches(_rule("read more", where), line) is expected


@pytest.mark.parametrize(
    ("phrase", "line", "expected"),
    [
        ("# comments", "12 comments", True),
        ("# comments", "1,204 Comments", True),
        ("# comments", "no comments", False),
        ("# of # pages", "3 of 12 pages", True),
        ("页 #", "页 3", True),
        ("相关阅读", "【相关阅读】", True),
        ("相关阅读", "相关新闻", False),
        ("πολιτική απορρήτου", "ΠΟΛΙΤΙΚΉ ΑΠΟΡΡΉΤΟΥ", True),
        ("подробнее", "Подробнее…", True),
        ("don't miss", "Don’t miss!", True),
        ("e-mail", "E Mail", True),
        ("اقرأ المزيد", "اقرأ المزيد »", True),
        ("อ่านต่อ", "อ่านต่อ...", True),
        ("อ่านต่อ", "อ่านต่อไป", False),
        ("đăng nhập", "ĐĂNG NHẬP", True),
        ("यह भी पढ\u093cें", "यह भी पढ\u093cें:", True),
        ("यह भी पढ\u093cें", "यह भी प\u095dें:", True),
        ("আরও প\u09dcুন", "আরও পড\u09bcুন", True),
        ("# न.", "१२ न.", True),
        ("می‌خوانید", "می خوانید", True),
        (
            "a phrase that has a great many words in it",
            "A PHRASE that has a great many words in it.",
            True,
        ),
    ],
)
def test_phrases_of_all_kinds_of_scripts(phrase: str, line: str, expected: bool) -> None:
    assert _matches(_rule(phrase), line) is expected


@pytest.mark.parametrize(
    ("where", "line", "expected"),
    [
        ("inside", "记事无断转载禁止", True),
        ("inside", "记事无断转", False),
        ("end", "记事无断转载", True),
        ("start", "无断转载禁止", True),
        ("start", "记事无断转载", False),
        ("inside", "无。断转载", False),
    ],
)
def test_a_phrase_is_found_in_scripts_without_spaces(
    where: Where, line: str, expected: bool
) -> None:
    assert _matches(_rule("无断转载", where, max_words=20), line) is expected


def test_unless_may_be_spelt_in_other_code_points() -> None:
    rule = _rule("read more", "inside", unless=("प\u095dें",))
    assert not _matches(rule, "read more पढ\u093cें")


@pytest.mark.parametrize("where", ["start", "label", "end", "tail", "inside"])
def test_a_phrase_does_not_reach_over_a_line(where: Where) -> None:
    book = compile_rules([_rule("read more", where)])
    assert _hits(book, "read\nmore", "more read", "read", "more") == []


@pytest.mark.parametrize("where", ["line", "start", "end", "inside", "heading"])
def test_unless_forbids_a_line(where: Where) -> None:
    rule = _rule("these cookies", where, unless=("recipe", "these cookies are baked"))
    page = (
        "these cookies\nthese cookies (recipe)\nthese cookies are baked\n"
        "recipe: these cookies\nbaked these cookies"
    )
    rows = {"line": [0], "heading": [0], "start": [0], "end": [0, 4], "inside": [0, 4]}
    assert _hits(compile_rules([rule]), page) == [(row, "these cookies") for row in rows[where]]


def test_unless_is_of_its_own_rules_only() -> None:
    book = compile_rules(
        [_rule("cookies", "inside", unless=("recipe",)), _rule("recipe", "inside")]
    )
    assert _hits(book, "a recipe for cookies") == [(0, "recipe")]


def test_all_rules_of_a_line_are_found() -> None:
    rules = [
        _rule("our newsletter", "inside"),
        _rule("newsletter", "end"),
        _rule("subscribe", "start"),
    ]
    assert _hits(compile_rules(rules), "Subscribe to our newsletter") == [
        (0, "newsletter"),
        (0, "our newsletter"),
        (0, "subscribe"),
    ]


def test_of_two_rules_for_a_whole_line_the_heavier_wins_then_the_earlier() -> None:
    likely, certain = _rule("home", weight=Weight.LIKELY), _rule("Home!", kind="navigation")
    later = _rule("HOME", kind="legal")
    assert _hits(compile_rules([likely, certain, later]), "home") == [(0, "Home!")]


def test_the_same_phrase_twice_in_a_line_is_found_twice() -> None:
    assert len(_hits(compile_rules([_rule("more", "inside")]), "more and more")) == 2


def test_no_rules_and_no_lines() -> None:
    assert _hits(compile_rules([]), "one\ntwo") == []
    assert (
        _hits(compile_rules([_rule("one"), _rule("two", "inside"), _rule("x", "words")]), "", "\n")
        == []
    )
    assert cut_off(read_lines([""]), compile_rules([_rule("one", "trim")]))[1].size == 0


def test_a_line_of_words_is_of_one_kind_and_never_certain() -> None:
    rules = [
        _rule("home", "words", kind="navigation"),
        _rule("about us", "words", Weight.HINT, kind="navigation"),
        _rule("twitter", "words", kind="sharing"),
    ]
    page = "home home 3\ntwitter\nhome twitter\nhome sweet home\nabout home\n12"
    hits = [(row, name) for row, name in _hits(compile_rules(rules), page) if "hint" not in name]
    assert hits == [(0, "any.navigation.words-likely"), (1, "any.sharing.words-likely")]
    hints = [(row, name) for row, name in _hits(compile_rules(rules), page) if "hint" in name]
    assert [row for row, _ in hints] == [0, 1, 4]


@pytest.mark.parametrize(
    ("line", "cut"),
    [
        ("He said so. Read more", "Read more"),
        ("He said so… Read more »", "Read more"),
        ("He said so. [Read more]", "Read more"),
        ("He said so» Read more", "Read more"),
        ("He said so. Read more about it. More", "More"),
        ("Read more. Read more", "Read more"),
        pytest.param(
            "He said so | Read more",
            "Read more",
            marks=pytest.mark.xfail(reason="only what follows the word at once is looked at"),
        ),
        ("You should read more", None),
        ("Read more", None),
        ("Read more books.", None),
        ("He said so. Read more of it", None),
    ],
)
def test_what_is_cut_off_the_end_of_a_line(line: str, cut: str | None) -> None:
    lines = read_lines([line])
    book = compile_rules([_rule("read more", "trim"), _rule("more", "trim")])
    kept, rules = cut_off(lines, book)
    tokens, first = lines.tokens, int(kept.last[0])
    if cut is None:
        assert (kept.last == lines.last).all()
        assert rules.tolist() == [-1]
    else:
        end = tokens.end[lines.last[0] - 1]
        assert tokens.data[tokens.start[first] : end].decode() == cut


def test_hits_do_not_depend_on_the_other_pages() -> None:
    book = compile_rules([_rule("read more", "inside"), _rule("home"), _rule("x", "words")])
    pages = ["home\nread more", "", "x 1 x\nno", "to read more"]
    alone = [_hits(book, page) for page in pages]
    offsets = np.cumsum([0, *[len(read_lines([page])) for page in pages[:-1]]])
    shifted = [
        (row + int(at), name) for at, hits in zip(offsets, alone, strict=True) for row, name in hits
    ]
    assert _hits(book, *pages) == sorted(shifted)
