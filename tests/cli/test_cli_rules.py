"""`cleaner rules list`, `show` and `check`."""

from pathlib import Path

import pytest
from cli.helpers import Run

from cleaner.rules.load import builtin_rules
from cleaner.rules.rule import Rules

PROMO = """
language = "en"
[promo.own]
where = "line"
weight = "certain"
why = "A test."
phrases = '''
{}
'''
"""


def listed(output: str) -> list[str]:
    return [line.split(maxsplit=2)[2] for line in output.splitlines()]


def test_list_shows_every_rule_once(run: Run) -> None:
    result = run("rules", "list")
    ids = listed(result.stdout)
    assert {rule.id for rule in Rules(builtin_rules())} <= set(ids)
    assert "any.icons.runs" in ids  # found by structure
    assert result.stderr == f"cleaner: {len(ids)} rules\n"


def test_list_filters(run: Run) -> None:
    both = listed(run("rules", "list", "--kind", "consent", "--language", "de").stdout)
    assert both
    assert all(rule_id.startswith("de.consent.") for rule_id in both)
    assert set(both) < set(listed(run("rules", "list", "--language", "de").stdout))
    assert set(both) < set(listed(run("rules", "list", "--kind", "consent").stdout))
    assert run("rules", "list", "--kind", "nonsense").exit_code == 2
    result = run("rules", "list", "--language", "xx")
    assert result.exit_code == 2
    assert "languages are any, " in result.stderr


def test_show(run: Run) -> None:
    rule = next(rule for rule in Rules(builtin_rules()) if rule.max_words)
    shown = run("rules", "show", rule.id).stdout.splitlines()
    fields = dict(line.split(":", 1) for line in shown)
    assert fields["id"].strip() == rule.id
    assert fields["kind"].strip() == rule.kind
    assert fields["max words"].strip() == str(rule.max_words)
    assert fields["why"].strip() == rule.why
    assert run("rules", "show", "any.icons.runs").exit_code == 0


def test_every_rule_that_explain_names_can_be_shown(run: Run) -> None:
    page = b"Facebook Twitter WhatsApp\n\nAdvertisement\nSeptember 3, 2024\n"
    names = [line.split()[3] for line in run("explain", "-", stdin=page).stdout.splitlines()[1:]]
    named = [name for name in names if "." in name]
    assert len(named) == 3
    for name in named:
        assert run("rules", "show", name).exit_code == 0


def test_show_suggests(run: Run) -> None:
    for wrong in ("en.advert.labels:advertisment", "advertisement"):
        result = run("rules", "show", wrong)
        assert result.exit_code == 2
        assert "en.advert.labels:advertisement" in result.stderr
    assert "see cleaner rules list" in run("rules", "show", "#####").stderr


def test_check_counts(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(PROMO.format("buy our fine mugs\norder a mug"), "utf-8")
    result = run("rules", "check", file)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"{file}: 2 rules (promo 2)\n"


@pytest.mark.parametrize("change", [str.upper, "{}!".format])
def test_check_warns_of_what_is_built_in(run: Run, tmp_path: Path, change: object) -> None:
    rules = Rules(builtin_rules())
    known = next(r for r in rules if r.id.startswith("en.promo.") and r.where == "line")
    assert callable(change)
    file = tmp_path / "own.toml"
    file.write_text(PROMO.format(f"{change(known.phrase)}\norder a mug"), "utf-8")
    result = run("rules", "check", file)
    assert result.exit_code == 0
    assert result.stderr.count("is already built in as ") == 1
    assert known.phrase in result.stderr.lower()


def test_check_does_not_warn_of_a_keep_list(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(PROMO.format("advertisement").replace("promo", "content"), "utf-8")
    assert run("rules", "check", file).stderr == ""


def test_check_names_what_is_wrong(run: Run, tmp_path: Path) -> None:
    good, bad, binary = (tmp_path / name for name in ("good.toml", "bad.toml", "binary.toml"))
    good.write_text(PROMO.format("order a mug"), "utf-8")
    bad.write_text(PROMO.format("order a mug").replace("certain", "sure"), "utf-8")
    binary.write_bytes(b"\xff\xfe")
    result = run("rules", "check", bad, good, binary, tmp_path / "none.toml")
    assert result.exit_code == 1
    assert "bad.toml: [promo.own] weight = 'sure' is unknown" in result.stderr
    assert "binary.toml: is not UTF-8 text" in result.stderr
    assert "none.toml: there is no such file" in result.stderr
    assert result.stdout == f"{good}: 1 rules (promo 1)\n"
    assert run("rules", "check").exit_code == 2
