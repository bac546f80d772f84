"""Sections: files of texts that people write, each below a line `=== its title`."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_TITLE = "=== "


@dataclass(frozen=True)
class Section:
    """A part of a file.

    Attributes:
        stem: the file's name without its ending; it begins with the language of its texts.
        title: what stands after the ===.
        lines: number from 1, and text, of every line below; blank ones at the end left out.
    """

    stem: str
    title: str
    lines: tuple[tuple[int, str], ...]


def read_sections(folder: Path) -> Iterator[Section]:
    """The sections of all files of a folder, in order.

    Args:
        folder: its files that end in .txt are read.

    Raises:
        ValueError: a section has no lines, or lines stand above the first title.
    """
    for path in sorted(folder.glob("*.txt")):
        title, lines = "", list[tuple[int, str]]()
        for number, line in enumerate([*path.read_text("utf-8").split("\n"), _TITLE], 1):
            if not line.startswith(_TITLE):
                lines.append((number, line))
                continue
            while lines and not lines[-1][1].strip():
                lines.pop()
            if bool(title) != bool(lines):
                raise ValueError(f"{path}, line {number}: write '{_TITLE}a title' and lines below")
            if lines:
                yield Section(path.stem, title, tuple(lines))
            title, lines = line.removeprefix(_TITLE).strip(), []
