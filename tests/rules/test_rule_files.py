"""Rule files: what can be written, and what is said about mistakes."""

import re
from pathlib import Path

import pytest

from cleaner.rules.load import RuleError, builtin_rules, load_rules, parse_rules
from cleaner.rules.rule import Rules, Weight

GROUP = """
language = "en"
name = "English"

[promo.newsletter]
where = "inside"
weight = "likely"
why = "Prompts to subscribe."
max_words = 12
unless = ["history of newsletters"]
phrases = '''
our newsletter
  # issues a week

'''
"""

PHRASES = GROUP[GROUP.index("phrases = ") :]


def test_a_group_makes_a_rule_for_each_phrase() -> None:
    first, second = Rules(tuple(parse_rules(GROUP, "file")))
    assert first.id == "en.promo.newsletter:our newsletter"
    assert (first.kind, first.where, first.weight) == ("promo", "inside", Weight.LIKELY)
    assert (first.why, first.phrase) == ("Prompts to subscribe.", "our newsletter")
    assert (first.max_words, first.unless) == (12, ("history of newsletters",))
    assert second.id == "en.promo.newsletter:# issues a week"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[promo", "[promo]", "file: is not valid TOML"),
        ('language = "en"', "", "begin the file with language"),
        ('language = "en"', "language = 5", "begin the file with language"),
        ("promo.", "promotion.", "[promotion.…] is no kind of line; use one of content, caption"),
        ("[promo.newsletter]", "[promo]", "promo.where must be a group: write [promo.where]"),
        ('name = "English"', "promo = 3", "is not valid TOML|no kind"),
        ('why = "Prompts to subscribe."', "", "[promo.newsletter] lacks why"),
        ("max_words", "most_words", "has unknown fields: most_words"),
        ('"inside"', '"middle"', "where = 'middle' is unknown; use one of line, start"),
        ('"inside"', '"structure"', "where = 'structure' is unknown"),
        ('"likely"', '"maybe"', "weight = 'maybe' is unknown; use certain, likely or hint"),
        ("max_words = 12", "", "max_words belongs to where = start, label, end, tail, inside"),
        (
            '"inside"',
            '"line"',
            "max_words belongs to where = start, label, end, tail, inside, and only there",
        ),
        ("our newsletter\n", "…\n", "the phrase '…' has no letters"),
        ("our newsletter\n", "# Issues a Week\n", "'# issues a week' stands there twice"),
    ],
)
def test_mistakes_are_named(old: str, new: str, message: str) -> None:
    assert old in GROUP
    pattern = "|".join(re.escape(part) for part in message.split("|"))
    with pytest.raises(RuleError, match=pattern) as caught:
        list(parse_rules(GROUP.replace(old, new, 1), "file"))
    assert str(caught.value).startswith("file: ")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("max_words = 12", 'max_words = "12"'),
        ("max_words = 12", "max_words = -1"),
        (PHRASES, 'phrases = ["our newsletter"]'),
        (PHRASES, "phrases = 5"),
        (PHRASES, 'phrases = " "'),
        ('unless = ["history of newsletters"]', 'unless = "history"'),
        ('unless = ["history of newsletters"]', 'unless = ["…"]'),
        ('why = "Prompts to subscribe."', "why = 5"),
        ('why = "Prompts to subscribe."', 'why = ""'),
        ("our newsletter\n", "#\n"),
    ],
)
def test_values_of_the_wrong_type_are_mistakes_too(old: str, new: str) -> None:
    assert old in GROUP
    with pytest.raises(RuleError, match=re.escape("[promo.newsletter]")):
        list(parse_rules(GROUP.replace(old, new, 1), "file"))


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+ newsletter", "subscribe.*newsletter", r"\\d+ comments", "(?:read|see) more",
        "[a-z]+ more", "[^<]+ more", "^read more", "(read )*more", "re{1,3}ad", "(more|most)+",
        r"read\\s+more", "(?i)more",
    ],
)  # fmt: skip
@pytest.mark.parametrize("field", ["phrases", "unless"])
def test_patterns_are_refused_for_they_may_backtrack(pattern: str, field: str) -> None:
    old = "history of newsletters" if field == "unless" else "our newsletter"
    pattern = pattern if field == "unless" else pattern.replace("\\\\", "\\")
    with pytest.raises(RuleError, match="looks like a regular expression") as caught:
        list(parse_rules(GROUP.replace(old, pattern, 1), "file"))
    assert "a phrase is the words themselves" in str(caught.value)
    assert "backtracks" in str(caught.value)


@pytest.mark.parametrize(
    "phrase",
    [
        "Home | World", "Ready?", "Questions (FAQ)?", "E-mail*", "Google+", "in US$", "C++ (1)",
        "read more ...", "[read more]", "# comments", "{name}", "1.2.3", "Yes!?", "--- more ---",
        "r/news", "a*b", "(c) the paper",
    ],
)  # fmt: skip
def test_words_with_signs_are_no_patterns(phrase: str) -> None:
    (group,) = parse_rules(GROUP.replace("our newsletter", phrase, 1), "file")
    assert group.phrases[0] == phrase


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(GROUP, "utf-8")
    assert load_rules(path) == tuple(parse_rules(GROUP, "other"))


def test_a_file_that_is_not_utf_8_says_so(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes(GROUP.replace("our", "ö").encode("latin-1"))
    with pytest.raises(RuleError, match=re.escape(f"{path}: is not UTF-8 text")):
        load_rules(path)


def test_a_file_that_is_not_there_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load_rules(tmp_path / "none.toml")


def test_ids_are_unique() -> None:
    ids = [rule.id for rule in Rules(builtin_rules())]
    assert len(set(ids)) == len(ids)


def test_the_languages_that_are_promised_are_there() -> None:
    languages = {group.name.partition(".")[0] for group in builtin_rules()}
    assert languages >= {
        *"any en de fr es pt it nl pl ru el zh ja ar tr".split(),
        *"sv da nb fi cs sk hu ro bg uk hr sr ca ko vi id th hi he fa bn ur ta".split(),
    }


@pytest.mark.parametrize(
    "language", sorted({group.name.partition(".")[0] for group in builtin_rules()})
)
def test_every_language_has_a_reason_for_every_rule(language: str) -> None:
    for group in builtin_rules():
        if group.name.startswith(f"{language}."):
            assert group.why[-1:] == ".", group.name
            assert len(group.why.split()) >= 2, group.name


def test_a_byte_order_mark_is_no_part_of_a_rule_file(tmp_path: Path) -> None:
    text = 'language = "en"\n[promo.club]\nwhere = "line"\nweight = "certain"\nwhy = "Club."\n'
    path = tmp_path / "mine.toml"
    path.write_text(text + 'phrases = "join the club"\n', "utf-8-sig")
    assert [group.phrases for group in load_rules(path)] == [("join the club",)]
