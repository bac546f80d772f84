"""Pages as they may turn up: every line keeps its labels, and nothing of a text is lost."""

import random
from dataclasses import replace
from itertools import groupby

import pytest

from benchmarks.train.shown import Shown, cleaned, half_extracted, reframed, sprinkled


def _page(name: str, labels: str) -> Shown:
    """A page of a line for every label: c for content, x for chrome."""
    content = [int(label == "c") for label in labels]
    lines = [f"{name} {place}{label}" for place, label in enumerate(labels)]
    kind = [4 if one else 7 for one in content]
    return Shown("full", lines, content, kind, bytes(content))


_TEXT = _page("text", "xxxcccxccx")
_OTHERS = [_page("first", "xxxxcc"), _page("second", "xcxxxxx"), _page("third", "cc")]
_CONTENT = [line for line in _TEXT.lines if line.endswith("c")]


def _made(seed: int) -> list[Shown]:
    rng = random.Random(seed)
    return [
        half_extracted(_TEXT, rng),
        cleaned(_TEXT, rng),
        reframed(_TEXT, _OTHERS[seed % 2]),
        sprinkled(_TEXT, _OTHERS, rng),
    ]


@pytest.mark.parametrize("seed", range(20))
def test_lines_keep_their_labels_and_texts_their_lines(seed: int) -> None:
    for made in _made(seed):
        assert [line for line in made.lines if line.startswith("text") and line[-1] == "c"] == (
            _CONTENT
        )
        assert [line[-1] == "c" for line in made.lines] == [bool(one) for one in made.content]
        assert [line[-1] == "c" for line in made.lines] == [kind == 4 for kind in made.kind]
        assert made.hard == bytes(made.content)


def test_chrome_of_others_stands_between_the_lines_of_a_clean_text() -> None:
    seen = [sprinkled(_TEXT, _OTHERS, random.Random(seed)) for seed in range(50)]
    assert all("text 0x" not in made.lines for made in seen)
    strange = [line for made in seen for line in made.lines if not line.startswith("text")]
    assert strange
    assert all(line.endswith("x") for line in strange)
    assert any(
        0 < at < len(made.lines) - 1
        for made in seen
        for at, line in enumerate(made.lines)
        if not line.startswith("text")
    )


def test_a_text_between_pages_without_chrome_stays_as_it_is() -> None:
    assert sprinkled(_TEXT, _OTHERS[2:], random.Random(0)).lines == _CONTENT


def test_a_run_stands_as_it_did_and_ends_at_content_or_doubt() -> None:
    page = _page("other", "xxxxcx")
    lines = [line if at != 1 else "" for at, line in enumerate(page.lines)]
    content = [-1 if at in (1, 3) else label for at, label in enumerate(page.content)]
    other = replace(page, lines=lines, content=content)
    runs, above = set(), False
    for seed in range(200):
        made = sprinkled(_TEXT, [other], random.Random(seed))
        above |= not made.lines[0].startswith("text")
        for text, run in groupby(made.lines, lambda line: line.startswith("text")):
            runs |= set() if text else {tuple(run)}
    first, last = "other 0x", "other 2x"
    alone = {(first,), (first, ""), (first, "", last), (last,), ("other 5x",)}
    assert alone <= runs
    assert above
    assert all("other 3x" not in run and "other 4c" not in run for run in runs)
