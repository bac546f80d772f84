"""What becomes of the texts that must survive and of the chrome that must go."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, field

from benchmarks.trust.cases import Case, Line, by_line
from benchmarks.trust.corpus import CONTENT, Frame
from cleaner import Cleaned
from cleaner.cleaned import Verdict

PARAGRAPH = 80  # characters of a line that is one

Explain = Callable[[str], Cleaned]


@dataclass
class Lost:
    """Lines of content, how many of them went, and how many of these were paragraphs."""

    lines: int = 0
    lost: int = 0
    paragraphs: int = 0


@dataclass
class Gone:
    """Lines of chrome, and how many of them went; lines named as this kind, how many of these were
    chrome, and how many of this kind."""

    lines: int = 0
    gone: int = 0
    named: int = 0
    chrome: int = 0
    right: int = 0


def total_lost(counts: Iterable[Lost]) -> Lost:
    """The sums of some counts."""
    return Lost(*_sums(astuple(count) for count in counts))


def total_gone(counts: Iterable[Gone]) -> Gone:
    """The sums of some counts."""
    return Gone(*_sums(astuple(count) for count in counts))


def _sums(rows: Iterable[tuple[int, ...]]) -> Iterator[int]:
    return map(sum, zip(*rows, strict=True))


@dataclass
class Survival:
    """Lost lines by language and by genre, bare and framed: `(name, framed)`."""

    languages: defaultdict[tuple[str, bool], Lost] = field(
        default_factory=lambda: defaultdict(Lost)
    )
    genres: defaultdict[tuple[str, bool], Lost] = field(default_factory=lambda: defaultdict(Lost))


def verdicts(case: Case, explain: Explain) -> Iterator[tuple[Line, Verdict]]:
    """The lines of a page, each with what became of it.

    Args:
        case: the page.
        explain: cleans it.
    """
    found = by_line(explain(case.text))
    yield from ((line, found[n]) for n, line in enumerate(case.lines) if n in found)


def survival(cases: Iterable[Case], explain: Explain) -> Survival:
    """Count what is lost of texts that must survive.

    Args:
        cases: the pages, named "language: genre: title, bare" or "… in frame".
        explain: cleans them.
    """
    counted = Survival()
    for case in cases:
        language, genre, _ = case.name.split(": ", 2)
        framed = not case.name.endswith(", bare")
        for line, verdict in verdicts(case, explain):
            if line.kinds == CONTENT:
                for count in (
                    counted.languages[language, framed],
                    counted.genres[genre, framed],
                ):
                    count.lines += 1
                    count.lost += not verdict.keep
                    count.paragraphs += not verdict.keep and len(line.text) >= PARAGRAPH
    return counted


def going(pages: Iterable[tuple[Frame, Case]], explain: Explain) -> Mapping[tuple[str, str], Gone]:
    """Count what goes of the chrome that must, by language and kind.

    Args:
        pages: frames, and the pages made of them.
        explain: cleans them.
    """
    counts: defaultdict[tuple[str, str], Gone] = defaultdict(Gone)
    for frame, case in pages:
        for line, verdict in verdicts(case, explain):
            for kind in line.kinds - CONTENT:
                counts[frame.language, kind].lines += 1
                counts[frame.language, kind].gone += not verdict.keep
            if not verdict.keep:
                named = counts[frame.language, verdict.kind]
                named.named += 1
                named.chrome += line.kinds != CONTENT
                named.right += verdict.kind in line.kinds
    return counts
