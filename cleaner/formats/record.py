"""A record: one page of a corpus, with whatever else its corpus says of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

LONGEST: Final = 100_000_000
"""Bytes of a page, or of a line that holds one, that are read; a longer one is named instead."""


def too_long(most: int = LONGEST, what: str = "") -> str:
    """Say that something is too long to be read, and what to do.

    Args:
        most: how many bytes there may be.
        what: in which state it is, such as "unpacked".

    >>> too_long()
    'is longer than 100 MB; split it, or leave it out'
    """
    return f"is longer than {most // 1_000_000} MB{what and f' {what}'}; split it, or leave it out"


@dataclass(frozen=True)
class Fields:
    """How the fields of a record are called: its text, its HTML, and its address."""

    text: str = "text"
    html: str = "html"
    url: str = "url"


@dataclass(frozen=True)
class Record:
    """A page.

    Attributes:
        place: its file and where it stands there, for people.
        content: its text, or its HTML.
        html: which of the two it is.
        url: its address, or the path of its file; None where nobody knows.
        values: all fields of the record in their order.
        field: which of them the content is.
    """

    place: str
    content: str | bytes
    html: bool
    url: str | None
    values: Mapping[str, Any]
    field: str

    def cleaned(self, text: str, fields: Fields) -> dict[str, Any]:
        """All fields, with the cleaned text in the place of the content.

        >>> values = {"id": 7, "html": "<p>Hello"}
        >>> record = Record("x.jsonl:1", "<p>Hello", True, None, values, "html")
        >>> record.cleaned("Hello", Fields())
        {'id': 7, 'text': 'Hello'}
        """
        taken = {self.field, fields.text}
        kept = [
            (fields.text, text) if name == self.field else (name, value)
            for name, value in self.values.items()
            if name == self.field or name not in taken
        ]
        return dict(kept)


@dataclass(frozen=True)
class Bad:
    """A record that cannot be cleaned: where it stands, what is wrong, and what to do."""

    place: str
    reason: str


@dataclass(frozen=True)
class Line:
    """A record as it stands in its file: the process that cleans it is to read it, too.

    Attributes:
        place: its file and where it stands there, for people.
        data: its bytes.
    """

    place: str
    data: bytes


Event = Record | Bad
Events = Iterator[Event]
Item = Event | Line
Items = Iterator[Item]


def record_of(values: Mapping[str, Any], place: str, fields: Fields) -> Event:
    """The record that named values make, as JSON and tables hold them.

    Args:
        values: the values.
        place: where they stand.
        fields: how the fields that matter are called; HTML goes before text, unless it is blank.
    """
    url = values.get(fields.url)
    for field in (fields.html, fields.text):
        content = values.get(field)
        if isinstance(content, (str, bytes)) and (field == fields.html or isinstance(content, str)):
            if field == fields.html and not content.strip() and values.get(fields.text):
                continue
            if len(content) > LONGEST:  # as no line is, but a value of a table may be
                return Bad(place, too_long(LONGEST))
            known = url if isinstance(url, str) else None
            return Record(place, content, field == fields.html, known, values, field)
    return Bad(
        place,
        f"has neither a text in {fields.text!r} nor HTML in {fields.html!r}; "
        "say how the fields are called with --text-field or --html-field",
    )
