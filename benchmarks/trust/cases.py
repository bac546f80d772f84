"""Case files: pages written line by line with what is to become of every line.

    # A comment.
    === a page
    advert/promo | Subscribe now and save
    |
    content | The bridge opened again on Monday.[[ Read more »]]
    any | Monday
    === xfail: a page that is known to come out wrong
    …

Every line of a page is written as ``kinds | text``. Kinds are separated by slashes; a line that may
go either way is ``any``, and a bare ``|`` is a blank line. What is to be cut off a line stands in
double brackets. In a file whose lines are given elsewhere, ``…`` at the end stands for the rest.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cleaner.cleaned import Cleaned, Verdict
from cleaner.kinds import KINDS

FOLDER = Path(__file__).parents[2] / "tests" / "cases"

_LINE = re.compile(r"(?P<kinds>[a-z/]*) ?\|(?: (?P<text>.*))?")
_CUT = re.compile(r"\[\[(.*?)\]\]")
_XFAIL = "xfail: "


@dataclass(frozen=True)
class Line:
    """A line of a case.

    Attributes:
        at: its number in the file, from 1.
        kinds: what it may be; nothing for a blank line, all kinds for one that may go either way.
        text: the line as it stands on the page.
        kept: the line without what is to be cut off.
    """

    at: int
    kinds: frozenset[str]
    text: str
    kept: str


@dataclass(frozen=True)
class Case:
    """A page and what is to become of it.

    Attributes:
        name: file and title, such as "en: a recipe".
        xfail: whether it is known to come out wrong.
        lines: its lines.
    """

    name: str
    xfail: bool
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The page."""
        return "\n".join(line.text for line in self.lines)


def read_cases(folder: Path = FOLDER) -> list[Case]:
    """All cases of all files of a folder and of the folders in it."""
    return [
        case
        for path in sorted(folder.rglob("*.txt"))
        for case in parse_cases(path.read_text("utf-8"), path.relative_to(folder).stem)
    ]


def parse_cases(text: str, name: str) -> Iterator[Case]:
    """The cases of one file.

    Raises:
        ValueError: a line is not of the form above; the message says which.
    """
    title, xfail, lines = "", False, list[Line]()
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line == "#" or line.startswith("# "):
            continue
        if line.startswith("=== "):
            if lines:
                yield Case(f"{name}: {title}", xfail, tuple(lines))
            title = line.removeprefix("=== ").strip()
            xfail, title, lines = title.startswith(_XFAIL), title.removeprefix(_XFAIL), []
        elif not title:
            raise ValueError(f"{name}, line {number}: begin a page with '=== its name'")
        else:
            lines.append(parse_line(line, number, name))
    if lines:
        yield Case(f"{name}: {title}", xfail, tuple(lines))


def parse_line(line: str, number: int, name: str) -> Line:
    """One line of a case.

    Raises:
        ValueError: it is not of the form above.
    """
    match = _LINE.fullmatch(line)
    if match is None:
        raise ValueError(f"{name}, line {number}: write 'kind | text', not {line!r}")
    kinds, text = frozenset(match["kinds"].split("/")), match["text"] or ""
    if "any" in kinds:
        kinds = frozenset(KINDS)
    if not text.strip():
        if kinds != {""}:
            raise ValueError(f"{name}, line {number}: a blank line is '|' alone")
        return Line(number, frozenset(), text, text)
    if unknown := kinds - set(KINDS):
        raise ValueError(f"{name}, line {number}: no kind is called {', '.join(sorted(unknown))}")
    return Line(number, kinds, _CUT.sub(r"\1", text), _CUT.sub("", text))


Sort = Literal["lost", "cut", "left", "kind"]


@dataclass(frozen=True)
class Mismatch:
    """A line that came out otherwise than a case says.

    Attributes:
        sort: lost: content went; cut: the wrong end of a line was cut off; left: chrome stayed;
            kind: chrome went, but as another kind.
        complaint: what is wrong, for people.
    """

    sort: Sort
    complaint: str


def by_line(result: Cleaned) -> dict[int, Verdict]:
    """The verdict on every line; what was cut off the end of one that stays is left out.

    Args:
        result: what became of a page.
    """
    return {verdict.line: verdict for verdict in reversed(result.verdicts)}


def mismatches(expected: Sequence[Line], result: Cleaned) -> list[Mismatch]:
    """What came out otherwise than a case says.

    Args:
        expected: the lines of a page.
        result: what became of the page.
    """
    verdicts = by_line(result)
    return [
        Mismatch(found[0], f"line {line.at}: {found[1]}\n    {line.text[:120]}")
        for number, line in enumerate(expected)
        if line.kinds and (found := _mismatch(line, verdicts[number], result))
    ]


def _mismatch(line: Line, verdict: Verdict, result: Cleaned) -> tuple[Sort, str] | None:
    wanted = "/".join(sorted(line.kinds))
    because = f"{verdict.rule or verdict.reason} (score {verdict.score})"
    if not verdict.keep:
        if verdict.kind in line.kinds:
            return None
        sort: Sort = "lost" if line.kinds == {"content"} else "kind"
        return sort, f"is {wanted}, removed as {verdict.kind}: {because}"
    if "content" not in line.kinds:
        return "left", f"is {wanted}, kept: {because}"
    kept = result.original[verdict.start : verdict.end]
    if line.kinds == {"content"} and kept.strip() != line.kept.strip():
        return "cut", f"is to be cut to {line.kept[-60:]!r}, was cut to {kept[-60:]!r}"
    return None
