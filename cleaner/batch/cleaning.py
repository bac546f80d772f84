"""The task of a run: records are read, cleaned, and written as lines."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from cleaner.batch.totals import Measured, Totals, add, none, totals_of
from cleaner.cleaned import Cleaned
from cleaner.cleaner import Cleaner
from cleaner.formats import jsonl
from cleaner.formats.record import Bad, Fields, Item, Record
from cleaner.table.codes import utf8_size
from cleaner.tally import tally


@dataclass(frozen=True)
class Done:
    """Cleaned records, as they are to be written.

    Attributes:
        lines: their lines of output.
        removed: the lines that say what was taken out, where somebody asked.
        bad: the records among them that could not be cleaned.
        totals: what was counted.
    """

    lines: bytes
    removed: bytes
    bad: Sequence[Bad]
    totals: Totals

    def __len__(self) -> int:
        """How many records they were."""
        return int(self.totals["pages"]) + len(self.bad)


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

    def do(self, items: Sequence[Item]) -> Done:
        """Clean records together: texts and HTML pages in any order."""
        events = [jsonl.event_of(item, self.fields) for item in items]
        records = [event for event in events if isinstance(event, Record)]
        bad = [event for event in events if isinstance(event, Bad)]
        lines, removed, totals = (self._explained if self.detail else self._cleaned)(records)
        return Done(lines, removed, bad, totals | {"bad": len(bad)})

    def _cleaned(self, records: Sequence[Record]) -> tuple[bytes, bytes, Totals]:
        lines, totals = [b""] * len(records), none()
        for html in (False, True):
            numbers = [n for n, record in enumerate(records) if record.html == html]
            if not numbers:  # to clean nothing takes as long as to clean a page
                continue
            urls = [records[n].url for n in numbers]
            contents = [records[n].content for n in numbers]
            if html:
                texts, went = self.cleaner.count_html_batch(contents, urls)
            else:
                texts, went = self.cleaner.count_batch(list(map(str, contents)), urls)
            measured = list[Measured]()
            for n, text in zip(numbers, texts, strict=True):
                before, after = _size(records[n].content), _size(text)
                cut = None if html else _cut(before, after)
                measured.append(Measured(records[n].place, before, after, cut))
                lines[n] = jsonl.write(records[n].cleaned(text, self.fields))
            add(totals, totals_of(measured, went))
        return b"".join(lines), b"", totals

    def _explained(self, records: Sequence[Record]) -> tuple[bytes, bytes, Totals]:
        lines, removed, totals = list[bytes](), list[bytes](), none()
        for record in records:
            began = time.perf_counter()
            if record.html:
                cleaned = self.cleaner.explain_html(record.content, record.url)
            else:
                cleaned = self.cleaner.explain(str(record.content), record.url)
            seconds = round(time.perf_counter() - began, 4)
            text = cleaned.text if cleaned.markdown is None else cleaned.markdown
            cut = _cut(len(cleaned.original), len(cleaned.text))
            sizes = _size(record.content), _size(text)
            measured = Measured(record.place, *sizes, cut, seconds)
            lines.append(jsonl.write(record.cleaned(text, self.fields)))
            removed.append(_removed(record, cleaned))
            add(totals, totals_of([measured], tally([cleaned])))
        return b"".join(lines), b"".join(removed), totals


def _cut(before: int, after: int) -> float | None:
    return round(1 - after / before, 4) if before else None


def _removed(record: Record, cleaned: Cleaned) -> bytes:
    pieces = [[piece.at, piece.text] for piece in cleaned.removed]
    return jsonl.write({"place": record.place, "html": record.html, "removed": pieces})


def _size(content: str | bytes) -> int:
    return len(content) if isinstance(content, bytes) else utf8_size(content)
