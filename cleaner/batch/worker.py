"""What a worker process does: read, clean and write records that come through a pipe."""

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Final

from cleaner.api import Cleaner
from cleaner.cleaned import Cleaned
from cleaner.formats import jsonl
from cleaner.formats.record import Bad, Fields, Line, Record

READY: Final = "ready"
Waiting = Record | Line
"""What is to be cleaned."""


@dataclass(frozen=True)
class Done:
    """A cleaned record, as it is to be written.

    Attributes:
        place: its file and where it stands there.
        html: whether it was HTML.
        line: its line of output.
        removed: the line that says what was taken out; empty where nobody asked.
        size_in, size_out: bytes of its page before and after.
        kinds, rules: lines that went, by kind and by rule; empty where nobody asked.
    """

    place: str
    html: bool
    line: bytes
    removed: bytes
    size_in: int
    size_out: int
    kinds: dict[str, int] = field(default_factory=dict)
    rules: dict[str, int] = field(default_factory=dict)


def work(pipe: Connection, cleaner: Cleaner, fields: Fields, detail: bool) -> None:
    """Clean what comes until the pipe is closed.

    Args:
        pipe: lists of records come in; lists of what came of them, or an error's text, go out.
        cleaner: what cleans.
        fields: how fields are called.
        detail: whether to say what was taken out.
    """
    with suppress(EOFError, BrokenPipeError, KeyboardInterrupt):
        cleaner.clean_batch(["Warm."])
        pipe.send(READY)
        while True:
            waiting = pipe.recv()
            try:
                pipe.send(clean(cleaner, waiting, fields, detail=detail))
            except MemoryError:
                pipe.send("there was not enough memory")
            except Exception as error:  # a page must not end the run: it is reported and left out
                pipe.send(f"{type(error).__name__}: {error}")


def clean(
    cleaner: Cleaner, waiting: Sequence[Waiting], fields: Fields, *, detail: bool
) -> list[Done | Bad]:
    """Clean records together.

    Args:
        cleaner: what cleans.
        waiting: texts and HTML pages in any order.
        fields: how fields are called.
        detail: whether to say what was taken out.
    """
    events = [jsonl.parse(one, fields) if isinstance(one, Line) else one for one in waiting]
    records = [event for event in events if isinstance(event, Record)]
    make = _explained if detail else _cleaned
    done = iter(make(cleaner, records, fields))
    return [event if isinstance(event, Bad) else next(done) for event in events]


def _cleaned(cleaner: Cleaner, records: Sequence[Record], fields: Fields) -> list[Done]:
    found: dict[int, str] = {}
    for html in (False, True):
        numbers = [n for n, record in enumerate(records) if record.html == html]
        urls = [records[n].url for n in numbers]
        if html:
            texts = cleaner.clean_html_batch([records[n].content for n in numbers], urls)
        else:
            texts = cleaner.clean_batch([str(records[n].content) for n in numbers], urls)
        found.update(zip(numbers, texts, strict=True))
    return [_done(record, found[n], fields) for n, record in enumerate(records)]


def _explained(cleaner: Cleaner, records: Sequence[Record], fields: Fields) -> list[Done]:
    done = []
    for record in records:
        if record.html:
            cleaned = cleaner.explain_html(record.content, record.url)
        else:
            cleaned = cleaner.explain(str(record.content), record.url)
        text = cleaned.text if cleaned.markdown is None else cleaned.markdown
        done.append(_done(record, text, fields, cleaned))
    return done


def _done(record: Record, text: str, fields: Fields, cleaned: Cleaned | None = None) -> Done:
    gone = [verdict for verdict in cleaned.verdicts if not verdict.keep] if cleaned else []
    return Done(
        record.place,
        record.html,
        jsonl.write(record.cleaned(text, fields)),
        _removed(record, cleaned) if cleaned else b"",
        _size(record.content),
        _size(text),
        dict(Counter(verdict.kind for verdict in gone)),
        dict(Counter(verdict.rule for verdict in gone if verdict.rule)),
    )


def _removed(record: Record, cleaned: Cleaned) -> bytes:
    pieces = [[piece.at, piece.text] for piece in cleaned.removed]
    return jsonl.write({"place": record.place, "html": record.html, "removed": pieces})


def _size(content: str | bytes) -> int:
    if isinstance(content, bytes) or content.isascii():
        return len(content)
    return len(content.encode("utf-8", "surrogatepass"))
