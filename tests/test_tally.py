"""What is counted without verdicts is what the verdicts say."""

from pathlib import Path

import pytest

from cleaner import Cleaner, Settings
from cleaner.tally import tally

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
    found = [(cleaned.text, tally(cleaned)) for cleaned in explained]
    assert cleaner.count_batch(TEXTS) == found
    assert cleaner.clean_batch(TEXTS) == [text for text, _ in found]
    assert len({went.outcome for _, went in found}) >= (3 if settings.keep else 5)
    assert any(went.kinds for _, went in found)


@pytest.mark.parametrize("output", ["text", "markdown"])
def test_counts_of_html_are_those_of_its_verdicts(output: str) -> None:
    cleaner = Cleaner(Settings(output=output))  # type: ignore[arg-type]
    explained = [cleaner.explain_html(page) for page in PAGES]
    found = cleaner.count_html_batch(PAGES)
    assert [went for _, went in found] == [tally(cleaned) for cleaned in explained]
    assert [text for text, _ in found] == cleaner.clean_html_batch(PAGES)


def test_no_page_is_no_count() -> None:
    assert Cleaner().count_batch([]) == []
    assert Cleaner().count_html_batch([]) == []
