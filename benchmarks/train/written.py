"""Pages written for training: of many genres, languages and sorts of sites.

The public corpora are articles and shops, mostly English. What they lack is written for this, in
files by language. In ``texts/`` every line is content:

    === recipe: grandmother's plum cake
    Plum cake
    1 kg plums

In ``frames/`` every line is chrome, ``kind | text``. Where ``…`` stands alone a text goes in: its
first line at the first place, and the rest, cut anywhere, at the others:

    === full: local paper
    navigation | Home
    …
    author | By Ann Tolliver
    …
    legal | © The Marsh Courier

In ``pages/`` both stand together, for pages where chrome is all over the content.
"""

import random
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from benchmarks.quality.corpora import Page
from benchmarks.quality.labels import CHROME, CONTENT
from benchmarks.sections import Section, read_sections
from benchmarks.train.examples import Example, example
from benchmarks.train.shown import Shown, half_extracted, rewritten
from cleaner.kinds import KINDS
from cleaner.rules.book import Rulebook

SOURCE = "written"
"""Where such pages say that they come from: they are for training, never measured on."""

_FOLDER = Path(__file__).parent
_PLACE = "…"
_CONTENT = KINDS.index("content")
_BLANK = (-1, "")
_FRAMES = 3
"""Frames that a text is shown in."""

_BETWEEN = ("advert", "caption", "media", "promo", "sharing", "teaser")
"""Kinds of lines that stand between the paragraphs of a text."""

Line = tuple[int, str]
"""Index into KINDS, -1 for none, and the text."""


@dataclass(frozen=True)
class Frame:
    """Chrome around a text.

    Attributes:
        site: what to call the site that it is of.
        parts: the lines before, between and after the places where the text goes.
    """

    site: str
    parts: tuple[tuple[Line, ...], ...]


def written_examples(book: Rulebook, folder: Path = _FOLDER) -> Iterator[Example]:
    """Every page, and every text by itself and in frames; half extracted and in other scripts too.

    Args:
        book: the rules.
        folder: holds texts/, frames/ and pages/.
    """
    for section, views in (*_texts(folder), *_pages(folder)):
        name, language = _name(section), _language(section)
        rng = random.Random(zlib.crc32(name.encode()))
        site, whole = views[-1]
        views.append((site, half_extracted(whole, rng)))
        site, view = rng.choice(views)
        views.append((site, rewritten(view, name)))
        for site, view in views:
            yield example(Page(SOURCE, name, language, domain=site), "lines", view, book)


def _name(section: Section) -> str:
    return f"{section.stem} {section.title}"


def _language(section: Section) -> str:
    return section.stem.partition("-")[0]


def _texts(folder: Path) -> Iterator[tuple[Section, list[tuple[str, Shown]]]]:
    """Every text alone and in frames of its language, each with the site that it is of then."""
    frames = read_frames(folder / "frames")
    for text in read_sections(folder / "texts"):
        rng = random.Random(zlib.crc32(text.title.encode()))
        lines = [(_CONTENT, line) if line.strip() else _BLANK for _, line in text.lines]
        own = frames.get(_language(text), ())
        chosen = rng.sample(own, min(_FRAMES, len(own)))
        yield (
            text,
            [(_name(text), labelled(lines)), *((f.site, framed(lines, f, rng)) for f in chosen)],
        )


def _pages(folder: Path) -> Iterator[tuple[Section, list[tuple[str, Shown]]]]:
    for page in read_sections(folder / "pages"):
        (lines,) = _parts(page)
        apart = [one for line in lines for one in (line, _BLANK)]
        yield page, [(_name(page), labelled(lines)), (_name(page), labelled(apart))]


def read_frames(folder: Path) -> Mapping[str, Sequence[Frame]]:
    """The frames of every language.

    Args:
        folder: holds files whose names begin with their language, such as en-blogs.txt.

    Raises:
        ValueError: a line is not of the form `kind | text`.
    """
    frames = defaultdict(list)
    for section in read_sections(folder):
        frames[_language(section)].append(Frame(_name(section), tuple(map(tuple, _parts(section)))))
    return frames


def _parts(section: Section) -> list[list[Line]]:
    parts = [list[Line]()]
    for number, line in section.lines:
        kind, bar, text = line.partition(" | ")
        if line.strip() == _PLACE:
            parts.append([])
        elif bar and kind in KINDS:
            parts[-1].append((KINDS.index(kind), text))
        elif line.strip():
            raise ValueError(f"{section.stem}, line {number}: write 'kind | text', not {line!r}")
    return parts


def framed(text: Sequence[Line], frame: Frame, rng: random.Random) -> Shown:
    """A text in a frame, with blank lines nowhere, around the text, or around every line.

    Its first line goes to the first place. The rest is cut anywhere, for what comes after a label
    in the middle of a text may be half of it or its last sentence; and some labels of the frame
    stand between other lines of the text, too.

    Args:
        text: its lines.
        frame: the chrome.
        rng: decides about all that.
    """
    spaced, apart = rng.choice([(False, False), (True, False), (True, True)])
    full = [at for at, line in enumerate(text) if line != _BLANK][1:]
    further = len(frame.parts) - 3  # cuts beyond the one after the first line
    places = sorted([*full[:1], *rng.sample(full[1:], max(0, min(further, len(full) - 1)))])
    places = places[: len(frame.parts) - 2]
    cuts = [0, *places, *[len(text)] * (len(frame.parts) - 1 - len(places))]
    lines = [*frame.parts[0]]
    for (start, stop), part in zip(pairwise(cuts), frame.parts[1:], strict=True):
        piece = text[start:stop] if stop < len(text) else _broken(text[start:], frame, rng)
        lines += [_BLANK, *piece, _BLANK, *part] if spaced else [*piece, *part]
    if not spaced:
        lines = [line for line in lines if line != _BLANK]
    return labelled([one for line in lines for one in (line, _BLANK)] if apart else lines)


def _broken(text: Sequence[Line], frame: Frame, rng: random.Random) -> Sequence[Line]:
    """A text with none to two lines of the frame between its own."""
    labels = [line for part in frame.parts for line in part if KINDS[line[0]] in _BETWEEN]
    lines = list(text)
    if len(lines) > 1:
        for label in rng.sample(labels, min(rng.randrange(3), len(labels))):
            lines.insert(rng.randrange(1, len(lines)), label)
    return lines


def labelled(lines: Sequence[Line]) -> Shown:
    """A page of lines whose kinds are known; those without one are not scored.

    Args:
        lines: its lines.
    """
    kind, text = zip(*lines, strict=True)
    content = [-1 if one < 0 else int(one == _CONTENT) for one in kind]
    hard = bytes(CONTENT if one == _CONTENT else CHROME for one in kind)
    return Shown("full", text, content, kind, hard)
