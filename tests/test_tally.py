"""What is counted without verdicts is what the verdicts say."""

from pathlib import Path

import pytest

from cleaner import Cleaner, Settings
from cleaner.tally import Tally, tally

ROOT = Path(__file__).parent
BANNER = "We use cookies to improve your experience on our website.\nAccept all cookies"
TEXTS = [
    *(path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))),
    *(path.read_text("utf-8") for path in sorted((ROOT / "corpus" / "go").rglob("*.txt"))[:40]),
    "",
    " \n\n",
    "Page not found\nThe page you are looking for could not be found.\n",
    BANNER,
    "Advertisement\n",
    "Der Rat ließ die Bücherei für zwei weitere Jahre öffnen – Foto: Müller\nÜber uns\n",
]
PAGES = [path.read_bytes() for path in sorted((ROOT / "html").glob("*.html"))]


@pytest.mark.parametrize(
    "settings", [Settings(), Settings(use="rules"), Settings(keep=frozenset({"caption", "legal"}))]
)
def test_counts_of_a_batch_are_those_of_its_verdicts(settings: Settings) -> None:
    cleaner = Cleaner(settings)
    explained = [cleaner.explain(text) for text in TEXTS]
    for text, cleaned in zip(TEXTS, explained, strict=True):
        assert cleaner.count_batch([text]) == ([cleaned.text], tally([cleaned]))
    found, went = cleaner.count_batch(TEXTS)
    assert went == tally(explained)
    assert found == [cleaned.text for cleaned in explained] == cleaner.clean_batch(TEXTS)
    assert len(went.outcomes) >= (3 if settings.keep else 5)
    assert went.kinds


@pytest.mark.parametrize("output", ["text", "markdown"])
def test_counts_of_html_are_those_of_its_verdicts(output: str) -> None:
    cleaner = Cleaner(Settings(output=output))  # type: ignore[arg-type]
    found, went = cleaner.count_html_batch(PAGES)
    assert went == tally(map(cleaner.explain_html, PAGES))
    assert found == cleaner.clean_html_batch(PAGES)


def test_no_page_is_no_count() -> None:
    nothing: tuple[list[str], Tally] = [], Tally({}, {}, {})
    assert Cleaner().count_batch([]) == nothing
    assert Cleaner().count_html_batch([]) == nothing
