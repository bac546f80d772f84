"""Settings: what each does, and what is refused."""

import itertools

import pytest

from cleaner import Cleaner, Settings, clean
from cleaner.cli.commands.clean import clean as clean_command

PAGE = (
    "The bridge over the river opened to traffic again on Monday morning, the council said.\n"
    "Photo: Jo Park\n"
    "Advertisement\n"
    "The mayor was the first to drive over it, and nobody in the town was surprised by that."
)


def test_the_defaults_are_those_of_clean() -> None:
    assert Cleaner().clean(PAGE) == Cleaner(Settings()).clean(PAGE) == clean(PAGE)


def test_a_kind_that_is_kept_stays_and_others_go() -> None:
    text = Cleaner(Settings(keep=frozenset({"advert"}))).clean(PAGE)
    assert "Advertisement" in text
    assert "Photo: Jo Park" not in text


def test_a_kind_that_is_dropped_goes() -> None:
    text = Cleaner(Settings(drop=frozenset({"caption"}))).clean(PAGE)
    assert "Photo: Jo Park" not in text
    assert "The mayor" in text


def test_rules_alone_give_no_score() -> None:
    result = Cleaner(Settings(use="rules")).explain(PAGE)
    assert [verdict.score for verdict in result.verdicts] == [None] * 4
    assert [verdict.keep for verdict in result.verdicts] == [True, False, False, True]


def test_a_lower_threshold_keeps_more_and_none_keeps_what_rules_keep() -> None:
    page = "Home\nNews\nSport\nWeather\nVideo\n" + PAGE + "\nMore about bridges\nOther news\nTop"
    kept = [
        set(Cleaner(Settings(threshold=threshold)).clean(page).split("\n"))
        for threshold in (0.0, 0.1, 0.55, 1.0)
    ]
    assert kept[0] > kept[2]
    assert all(low >= high for low, high in itertools.pairwise(kept))


def test_the_command_line_has_the_same_threshold() -> None:
    option = next(p for p in clean_command.params if p.name == "threshold")
    assert option.default == Settings().threshold


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"keep": frozenset({"adverts"})}, "'adverts' is no kind of chrome; use one of caption"),
        ({"drop": frozenset({"content"})}, "'content' is no kind of chrome"),
        (
            {"keep": frozenset({"legal"}), "drop": frozenset({"legal"})},
            "legal: keep and drop cannot both name a kind",
        ),
        ({"threshold": 1.5}, "threshold=1.5: it must be from 0 to 1"),
        ({"threshold": float("nan")}, "threshold=nan: it must be from 0 to 1"),
        ({"use": "magic"}, "use='magic' is unknown; choose one of both, rules, score"),
    ],
)
def test_what_makes_no_sense_is_refused(settings: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Settings(**settings)  # type: ignore[arg-type]


def test_settings_cannot_change() -> None:
    with pytest.raises(AttributeError):
        Settings().use = "rules"  # type: ignore[misc]
