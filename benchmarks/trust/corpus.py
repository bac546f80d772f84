"""The corpora of what must survive and what must go: texts, and frames of chrome around them.

A text in ``tests/corpus/survive/`` is written as it stands; every line of it is content:

    === poem: the tide clock
    The Tide Clock

    My father kept a clock that told the sea,

A frame in ``tests/corpus/go/`` is written line by line as case files are. Where ``…`` stands alone,
a text goes in: its first line at the first place, one paragraph at every further one, the rest at
the last.

    === advert: labels in the text
    …
    advert | Advertisement
    …

Frames of the kind ``full`` look like whole pages; every other one shows one kind of chrome.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path

from benchmarks.sections import read_sections
from benchmarks.trust.cases import Case, Line, parse_line

FOLDER = Path(__file__).parents[2] / "tests" / "corpus"
CONTENT = frozenset({"content"})

_PLACE = "…"


@dataclass(frozen=True)
class Text:
    """A text that must survive.

    Attributes:
        language: its language, such as "en".
        genre: what it is, such as "poem"; texts of the genre "article" fit into every frame.
        name: language, genre and title.
        lines: its lines, blank ones as well.
    """

    language: str
    genre: str
    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Frame:
    """Chrome around a text.

    Attributes:
        language: its language.
        kind: the kind of chrome that it shows, or "full".
        name: language, kind and title.
        parts: the chrome before, between and after the places where the text goes.
    """

    language: str
    kind: str
    name: str
    parts: tuple[tuple[Line, ...], ...]


def read_texts(folder: Path = FOLDER / "survive") -> list[Text]:
    """All texts of a folder."""
    return [
        Text(language, genre, f"{language}: {genre}: {title}", _content(lines))
        for language, genre, title, lines in _sections(folder)
    ]


def read_frames(folder: Path = FOLDER / "go") -> list[Frame]:
    """All frames of a folder."""
    return [
        Frame(language, kind, f"{language}: {kind}: {title}", _parts(lines, language))
        for language, kind, title, lines in _sections(folder)
    ]


def framed(text: Text, frame: Frame) -> Case:
    """A page: a text in a frame, with a blank line around every piece of the text."""
    blank = Line(0, frozenset(), "", "")
    lines = list(frame.parts[0])
    for piece, part in zip(_pieces(text, len(frame.parts) - 1), frame.parts[1:], strict=True):
        lines += [blank, *piece, blank, *part]
    return Case(f"{text.name} in {frame.name}", xfail=False, lines=tuple(lines))


def bare(text: Text) -> Case:
    """A page: a text and nothing else."""
    return Case(f"{text.name}, bare", xfail=False, lines=text.lines)


def surviving() -> list[Case]:
    """Every text, bare and in one of its language's full frames, these in turn."""
    texts, frames = read_texts(), read_frames()
    cases = []
    for language, group in groupby(texts, lambda text: text.language):
        full = [f for f in frames if f.language == language and f.kind == "full"]
        for number, text in enumerate(group):
            cases += [bare(text), framed(text, full[number % len(full)])]
    return cases


def going() -> list[tuple[Frame, Case]]:
    """Every frame around one of its language's articles, these in turn."""
    articles = [text for text in read_texts() if text.genre == "article"]
    pages = []
    for language, group in groupby(read_frames(), lambda frame: frame.language):
        fitting = [text for text in articles if text.language == language]
        pages += [
            (frame, framed(fitting[number % len(fitting)], frame))
            for number, frame in enumerate(group)
        ]
    return pages


def _sections(folder: Path) -> Iterator[tuple[str, str, str, Sequence[tuple[int, str]]]]:
    """Language, genre or kind, title, and numbered lines."""
    for section in read_sections(folder):
        sort, colon, name = section.title.partition(": ")
        if not colon:
            raise ValueError(f"{section.stem}: write '=== sort: name': {section.title!r}")
        yield section.stem, sort, name, section.lines


def _content(lines: Sequence[tuple[int, str]]) -> tuple[Line, ...]:
    return tuple(
        Line(number, CONTENT if line.strip() else frozenset(), line, line) for number, line in lines
    )


def _parts(lines: Sequence[tuple[int, str]], name: str) -> tuple[tuple[Line, ...], ...]:
    parts = [list[Line]()]
    for number, line in lines:
        if line.strip() == _PLACE:
            parts.append([])
        elif line.strip():
            parts[-1].append(parse_line(line, number, name))
    return tuple(map(tuple, parts))


def _pieces(text: Text, places: int) -> list[tuple[Line, ...]]:
    """A text cut for the places of a frame: a line for all but the last, the rest for that."""
    full = [at for at, line in enumerate(text.lines) if line.kinds]
    cuts = [0, *full[1:places], len(text.lines)]
    cuts += [len(text.lines)] * (places + 1 - len(cuts))
    return [text.lines[start:stop] for start, stop in pairwise(cuts)]
