"""A user's own rules, beside the built-in ones."""

import pytest

from cleaner import Cleaner, Settings
from cleaner.rules.load import parse_rules

RULES = """
language = "own"

[advert.shop]
where = "line"
weight = "certain"
why = "The shop's own line."
phrases = "buy the tea towel"

[content.kept]
where = "inside"
weight = "certain"
max_words = 10
why = "The column is called so."
phrases = "all rights reserved"

[other.serial]
where = "trim"
weight = "certain"
why = "The serial's mark."
phrases = "to be continued"
"""

OWN = Cleaner(Settings(rules=tuple(parse_rules(RULES, "own"))))
PAGE = (
    "The bridge over the river opened to traffic again on Monday morning, the council said.\n"
    "Buy the tea towel!\n"
    "The mayor was the first to drive over it, and the first to turn round. To be continued\n"
    "All Rights Reserved: a column"
)


def test_own_phrases_remove_and_keep_and_cut() -> None:
    assert OWN.clean(PAGE).split("\n") == [
        "The bridge over the river opened to traffic again on Monday morning, the council said.",
        "The mayor was the first to drive over it, and the first to turn round.",
        "All Rights Reserved: a column",
    ]


def test_the_verdict_names_the_own_rule() -> None:
    verdicts = OWN.explain(PAGE).verdicts
    assert verdicts[1].rule == "own.advert.shop:buy the tea towel"
    assert verdicts[1].reason == "The shop's own line."
    assert verdicts[3].rule == "own.other.serial:to be continued"
    assert verdicts[4].rule == "own.content.kept:all rights reserved"


def test_built_in_rules_still_speak() -> None:
    assert OWN.clean("The bridge opened again.\n\nAdvertisement") == "The bridge opened again."


@pytest.mark.parametrize(
    ("settings", "kept"),
    [
        ({"keep": frozenset({"advert"})}, True),
        ({"drop": frozenset({"advert"})}, False),
        ({"use": "rules"}, False),
    ],
)
def test_settings_apply_to_own_rules(settings: dict[str, object], kept: bool) -> None:
    cleaner = Cleaner(Settings(rules=OWN.settings.rules, **settings))  # type: ignore[arg-type]
    assert ("tea towel" in cleaner.clean(PAGE)) is kept
