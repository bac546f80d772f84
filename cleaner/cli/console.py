"""What people read: messages on stderr, data on stdout, whatever a page or a file name holds."""

import os
import sys
import unicodedata
from typing import Final, TextIO

import click

_CODES: Final = {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}
_UNITS: Final = ("bytes", "kB", "MB", "GB", "TB")


def say(message: str) -> None:
    """Print a message for people on stderr."""
    _write(sys.stderr, message)


def put(line: str) -> None:
    """Print a line of data on stdout, for people."""
    _write(sys.stdout, line)


def _write(stream: TextIO, line: str) -> None:
    encoding = stream.encoding or "utf-8"
    try:
        # The bytes of a file name come out as they went in.
        data = line.encode(encoding, "surrogateescape")
    except UnicodeEncodeError:
        data = line.encode(encoding, "backslashreplace")
    click.echo(data, file=stream)


def shown(name: str) -> str:
    r"""A file name that may be printed: control characters are spelled out, other bytes stay.

    Args:
        name: a file name as Python has it, bytes that are no text as lone surrogates.

    >>> shown("odd\x1b[31m name.txt")
    'odd\\x1b[31m name.txt'
    """
    return "".join(
        letter
        if letter.isprintable() or "\udc80" <= letter <= "\udcff"
        else letter.encode("unicode_escape").decode("ascii")
        for letter in name
    )


def printable(text: str) -> str:
    r"""Text of a page that may be printed on a terminal: nothing in it can move the cursor.

    Args:
        text: one line.

    >>> printable("red\x1b[31m\ttab")
    'red�[31m tab'
    """
    if text.isprintable():
        return text
    return "".join(map(_visible, text))


def _visible(letter: str) -> str:
    if letter.isprintable():
        return letter
    category = unicodedata.category(letter)
    if letter == "\t" or category == "Zs":
        return " "
    return "\ufffd" if category in _CODES else ""


def shortened(text: str, width: int) -> str:
    """Text cut to the columns of a terminal; East Asian characters take two.

    Args:
        text: printable text.
        width: columns there are, at least 1.

    >>> shortened("The council voted", 10), shortened("市议会周一投票", 9)
    ('The counc…', '市议会周…')
    """
    if columns(text) <= width:
        return text
    used, end = 1, 0
    for letter in text:
        used += _columns_of(letter)
        if used > width:
            break
        end += 1
    return text[:end] + "…"


def columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return len(text) if text.isascii() else sum(map(_columns_of, text))


def _columns_of(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def size(number: int) -> str:
    """A number of bytes for people.

    >>> size(1), size(31_200), size(999_999)
    ('1 byte', '31.2 kB', '1.0 MB')
    """
    if number < 1000:
        return "1 byte" if number == 1 else f"{number} bytes"
    value, unit = float(number), 0
    while round(value, 1) >= 1000 and unit < len(_UNITS) - 1:
        value, unit = value / 1000, unit + 1
    return f"{value:.1f} {_UNITS[unit]}"


def page_count(number: int) -> str:
    """A number of pages for people.

    >>> page_count(1), page_count(2)
    ('1 page', '2 pages')
    """
    return "1 page" if number == 1 else f"{number} pages"


def is_terminal(stream: TextIO) -> bool:
    """Whether a person sees this stream, or types into it."""
    return not stream.closed and stream.isatty()


def in_colour() -> bool:
    """Whether stdout is a terminal that wants colour; see https://no-color.org."""
    wanted = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return wanted and is_terminal(sys.stdout)
