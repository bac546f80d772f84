"""The task of a run: records are read, cleaned, and written as lines."""

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cleaner.api import Cleaner
from cleaner.batch.worker import Waiting
from cleaner.cleaned import Cleaned, Verdict
from cleaner.formats import jsonl
from cleaner.formats.record import Bad, Fields, Record


@dataclass(frozen=True)
class Detail:
    """What became of a page, for those who ask: it is then cleaned by itself.

    Attributes:
        removed: the line that says what was taken out.
        outcome: what kind of result it came to.
        seconds: how long that took.
        kinds: lines and characters that went, by kind.
        rules: lines that went, by rule.
    """

    removed: bytes
    outcome: str
    seconds: float
    kinds: Mapping[str, tuple[int, int]]
    rules: Mapping[str, int]


@dataclass(frozen=True)
class Done:
    """A cleaned record, as it is to be written.

    Attributes:
        place: its file and where it stands there.
        line: its line of output.
        size_in, size_out: bytes of its page before and after.
        cut: the share of its text that went; None where nobody knows, as the text of HTML.
        detail: more of that, where somebody asked.
    """

    place: str
    line: bytes
    size_in: int
    size_out: int
    cut: float | None
    detail: Detail | None = None


@dataclass(frozen=True)
class Cleaning:
    """Cleans records.

    Attributes:
        cleaner: what cleans.
        fields: how fields are called.
        detail: whether to say what became of each, which takes longer.
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
    return [_explained_one(cleaner, record, fields) for record in records]


def _explained_one(cleaner: Cleaner, record: Record, fields: Fields) -> Done:
    began = time.perf_counter()
    if record.html:
        cleaned = cleaner.explain_html(record.content, record.url)
    else:
        cleaned = cleaner.explain(str(record.content), record.url)
    seconds = round(time.perf_counter() - began, 4)
    gone = [verdict for verdict in cleaned.verdicts if not verdict.keep]
    rules = Counter(verdict.rule for verdict in gone if verdict.rule)
    removed = _removed(record, cleaned)
    detail = Detail(removed, cleaned.outcome, seconds, _by_kind(gone), dict(rules))
    text = cleaned.text if cleaned.markdown is None else cleaned.markdown
    done = _done(record, text, fields)
    return replace(done, cut=_cut(len(cleaned.original), len(cleaned.text)), detail=detail)


def _by_kind(gone: Sequence[Verdict]) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for verdict in gone:
        lines, characters = found.get(verdict.kind, (0, 0))
        found[verdict.kind] = lines + 1, characters + verdict.end - verdict.start
    return found


def _done(record: Record, text: str, fields: Fields) -> Done:
    before, after = _size(record.content), _size(text)
    cut = None if record.html else _cut(before, after)
    return Done(record.place, jsonl.write(record.cleaned(text, fields)), before, after, cut)


def _cut(before: int, after: int) -> float | None:
    return round(1 - after / before, 4) if before else None


def _removed(record: Record, cleaned: Cleaned) -> bytes:
    pieces = [[piece.at, piece.text] for piece in cleaned.removed]
    return jsonl.write({"place": record.place, "html": record.html, "removed": pieces})


def _size(content: str | bytes) -> int:
    if isinstance(content, bytes) or content.isascii():
        return len(content)
    return len(content.encode("utf-8", "surrogatepass"))
