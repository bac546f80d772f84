"""A page, what is to become of it, and how to run the program on it."""

from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Run = Callable[..., Result]

PAGE = (
    b"The council voted on Monday to keep the library open for two more years.\r\n"
    b"\r\n"
    b"Not everyone agreed with the mayor, who spoke of a good day for all readers.\r\n"
    b"Advertisement\r\n"
    b"Residents had expected it to close, and many had come to the meeting to protest.\r\n"
)
CLEAN = PAGE.replace(b"Advertisement\r\n", b"")


def files(folder: Path) -> list[str]:
    """All files below a folder."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
