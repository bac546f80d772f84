"""What must survive and what must go: texts of many genres and frames of chrome, in 13 languages.

The goals are one line in a hundred and no paragraph lost, and 95 of 100 lines of chrome gone in
English, 85 elsewhere, of every kind. Texts in frames lose more: there the limit is what the program
reaches, so that no change makes it worse unseen.
"""

import pytest

from benchmarks.trust import written
from benchmarks.trust.corpus import going, surviving
from benchmarks.trust.written import Gone, Lost, total_gone, total_lost
from cleaner import explain


@pytest.fixture(scope="module")
def survival() -> written.Survival:
    return written.survival(surviving(), explain)


def _lost(survival: written.Survival, *, framed: bool) -> Lost:
    return total_lost(count for (_, f), count in survival.languages.items() if f == framed)


def test_the_corpora_are_large_enough() -> None:
    assert len(surviving()) >= 300
    assert len({case.name[:2] for case in surviving()}) == 13
    assert len(going()) >= 150


def test_texts_alone_survive(survival: written.Survival) -> None:
    alone = _lost(survival, framed=False)
    assert alone.lost <= 0.01 * alone.lines
    assert alone.paragraphs == 0


def test_texts_in_frames_survive(survival: written.Survival) -> None:
    framed = _lost(survival, framed=True)
    assert framed.lost <= 0.026 * framed.lines
    assert framed.paragraphs == 0


_GOAL = {True: 0.95, False: 0.85}


@pytest.fixture(scope="module")
def gone() -> dict[tuple[str, str], Gone]:
    return dict(written.going(going(), explain))


@pytest.mark.parametrize("english", [True, False])
def test_chrome_goes(english: bool, gone: dict[tuple[str, str], Gone]) -> None:
    short = {}
    for kind in {kind for _, kind in gone}:
        total = total_gone(
            count for (lang, k), count in gone.items() if k == kind and (lang == "en") == english
        )
        if total.gone < _GOAL[english] * total.lines:
            short[kind] = total.gone / total.lines
    assert short == {}
