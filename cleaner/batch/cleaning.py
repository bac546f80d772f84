"""The task of a run: records are read, cleaned, and written as lines."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cleaner.batch.worker import Waiting
from cleaner.cleaned import Cleaned
from cleaner.cleaner import Cleaner
from cleaner.formats import jsonl
from cleaner.formats.record import Bad, Fields, Record
from cleaner.tally import Tally, tally


@dataclass(frozen=True)
class Done:
    """A cleaned record, as it is to be written.

    Attributes:
        place: its file and where it stands there.
        line: its line of output.
        size_in, size_out: bytes of its page before and after.
        cut: the share of its text that went; None where nobody knows.
        tally: what went.
        seconds: how long it took, where it was cleaned by itself.
        removed: the line that says what was taken out, where somebody asked.
    """

    place: str
    line: bytes
    size_in: int
    size_out: int
    cut: float | None
    tally: Tally
    seconds: float | None = None
    removed: bytes = b""


@dataclass(frozen=True)
class Cleaning:
    """Cleans records.

    Attributes:
        cleaner: what cleans.
        fields: how fields are called.
        detail: whether to say what was taken out: pages are then cleaned one by one.
    """

    cleaner: Cleaner
    fields: Fields
    detail: bool = False

    def ready(self) -> None:
        """Compile the rules."""
        self.cleaner.clean_batch(["Warm."])

    def do(self, waiting: Sequence[Waiting]) -> list[Done | Bad]:
        """Clean records together: texts and HTML pages in any order."""
        events = [jsonl.event_of(one, self.fields) for one in waiting]
        records = [event for event in events if isinstance(event, Record)]
        make = _explained if self.detail else _cleaned
        done = iter(make(self.cleaner, records, self.fields))
        return [event if isinstance(event, Bad) else next(done) for event in events]


def _cleaned(cleaner: Cleaner, records: Sequence[Record], fields: Fields) -> list[Done]:
    found: dict[int, tuple[str, Tally]] = {}
    for html in (False, True):
        numbers = [n for n, record in enumerate(records) if record.html == html]
        if not numbers:  # to clean nothing takes as long as to clean a page
            continue
        urls = [records[n].url for n in numbers]
        if html:
            done = cleaner.count_html_batch([records[n].content for n in numbers], urls)
        else:
            done = cleaner.count_batch([str(records[n].content) for n in numbers], urls)
        found.update(zip(numbers, done, strict=True))
    return [_done(record, *found[n], fields) for n, record in enumerate(records)]


def _explained(cleaner: Cleaner, records: Sequence[Record], fields: Fields) -> list[Done]:
    return [_explained_one(cleaner, record, fields) for record in records]


def _explained_one(cleaner: Cleaner, record: Record, fields: Fields) -> Done:
    began = time.perf_counter()
    if record.html:
        cleaned = cleaner.explain_html(record.content, record.url)
    else:
        cleaned = cleaner.explain(str(record.content), record.url)
    seconds = round(time.perf_counter() - began, 4)
    text = cleaned.text if cleaned.markdown is None else cleaned.markdown
    return replace(
        _done(record, text, tally(cleaned), fields),
        cut=_cut(len(cleaned.original), len(cleaned.text)),
        seconds=seconds,
        removed=_removed(record, cleaned),
    )


def _done(record: Record, text: str, went: Tally, fields: Fields) -> Done:
    before, after = _size(record.content), _size(text)
    cut = None if record.html else _cut(before, after)
    line = jsonl.write(record.cleaned(text, fields))
    return Done(record.place, line, before, after, cut, went)


def _cut(before: int, after: int) -> float | None:
    return round(1 - after / before, 4) if before else None


def _removed(record: Record, cleaned: Cleaned) -> bytes:
    pieces = [[piece.at, piece.text] for piece in cleaned.removed]
    return jsonl.write({"place": record.place, "html": record.html, "removed": pieces})


def _size(content: str | bytes) -> int:
    if isinstance(content, bytes) or content.isascii():
        return len(content)
    return len(content.encode("utf-8", "surrogatepass"))
