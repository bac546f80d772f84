"""A short run of the fuzzer, and that it sees what is wrong. `make fuzz` runs longer."""

from pathlib import Path

import pytest
from fuzz.check import check, check_part
from fuzz.cost import Prices, size_of, too_dear
from fuzz.inputs import Kind, batches
from fuzz.run import BATCH, Failure, run

from cleaner import Cleaner

CLEANER = Cleaner()


@pytest.mark.parametrize("kind", ["text", "html"])
def test_whatever_comes_is_cleaned(kind: Kind) -> None:
    for batch in batches(kind, seed=0, count=15 * BATCH, size=BATCH):
        check(CLEANER, kind, batch, explained=4)


def test_the_same_seed_gives_the_same_inputs() -> None:
    for kind in ("text", "html"):
        assert list(batches(kind, 1, 70, 32)) == list(batches(kind, 1, 70, 32))
        assert list(batches(kind, 1, 64, 32))[1] == list(batches(kind, 1, 70, 32))[1]
        assert list(batches(kind, 1, 32, 32)) != list(batches(kind, 2, 32, 32))


@pytest.mark.parametrize(
    ("original", "text"),
    [("One.\nTwo.", "Two.\nOne."), ("One.", "One more."), ("One.", "One.\nOne."), ("", "One.")],
)
def test_what_is_no_part_of_its_page_is_seen(original: str, text: str) -> None:
    with pytest.raises(AssertionError):
        check_part(original, text)


@pytest.mark.parametrize(("original", "text"), [("A.\r\n\r\nB. C\rD", "A.\r\nB.\rD"), ("\n", "\n")])
def test_what_is_a_part_of_its_page_is_let_pass(original: str, text: str) -> None:
    check_part(original, text)


def test_a_page_that_fails_is_told_from_its_batch(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    bad = next(batches("text", 9, BATCH, BATCH))[5]
    genuine = Cleaner.clean_batch

    def breaking(self: Cleaner, batch: list[str]) -> list[str]:
        if bad in batch:
            raise ZeroDivisionError
        return genuine(self, batch)

    monkeypatch.setattr("fuzz.run.fit", lambda *_: Prices(9, 9, 9, 9))
    monkeypatch.setattr(Cleaner, "clean_batch", breaking)
    assert list(run("text", 9, BATCH, explained=8)) == [
        [Failure("text", bad, "ZeroDivisionError()")]
    ]
    saved = Failure("text", "\ud800\r", "").save(tmp_path)
    assert saved.read_bytes() == b"\xed\xa0\x80\r"


def test_a_page_that_costs_too_much_is_told_from_its_batch() -> None:
    page = "The bridge over the river opened to traffic again on Monday.\n" * 200
    prices = Prices(0.1, 0.0, 0.0, 1e-5)
    assert too_dear(CLEANER, "text", [page] * 3, 0.2, prices) == []
    cheap = Prices(0.0, 0.0, 0.0, 1e-12)
    ((found, times),) = too_dear(CLEANER, "text", [page], 1.0, cheap)
    assert (found, times > 10, size_of(found)) == (page, True, len(page))
