"""The pages in seeds/: lines come out as tests/seeds/ says, and the clean texts are current."""

from dataclasses import replace
from pathlib import Path

import pytest
from pages import read_page, seed_paths

from benchmarks.trust.cases import Line, mismatches, parse_cases
from cleaner import clean, explain

EXPECTED = Path(__file__).parent / "seeds"

every_seed = pytest.mark.parametrize("path", seed_paths(), ids=lambda path: path.stem)


def _expected(path: Path) -> list[Line]:
    """The lines of a seed with what is to become of them."""
    (case,) = parse_cases((EXPECTED / path.name).read_text("utf-8"), path.stem)
    pairs = list(zip(case.lines, _lines(path), strict=True))
    for line, text in pairs:
        assert _stands_for(line.text, text), f"line {line.at} is not {text!r}"
    return [replace(line, text=text, kept=text) for line, text in pairs]


def _lines(path: Path) -> list[str]:
    return read_page(path).removesuffix("\n").split("\n")


def _stands_for(written: str, text: str) -> bool:
    return written == text or (written.endswith("…") and text.startswith(written[:-1]))


def test_there_are_seeds() -> None:
    assert len(seed_paths()) == 5


@every_seed
def test_every_line_comes_out_as_expected(path: Path) -> None:
    found = mismatches(_expected(path), explain(read_page(path)))
    wrong = [mismatch for mismatch in found if mismatch.sort != "kind"]
    if wrong:
        complaints = "\n".join(mismatch.complaint for mismatch in wrong)
        pytest.fail(f"{path.name}: {len(wrong)} lines\n{complaints}", pytrace=False)


@every_seed
def test_the_content_is_left_and_nothing_else(path: Path) -> None:
    wanted = [line.text for line in _expected(path) if line.kinds == {"content"}]
    assert [line for line in clean(read_page(path)).split("\n") if line.strip()] == wanted


@every_seed
def test_the_clean_text_beside_it_is_current(path: Path) -> None:
    beside = path.with_suffix(".clean.txt")
    assert beside.exists(), "run make demo and commit what it writes"
    assert read_page(beside).rstrip("\n") == clean(read_page(path)).rstrip("\n"), "run make demo"
