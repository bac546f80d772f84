"""What a worker process does: clean pages that come through a pipe."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Final

from cleaner.api import Cleaner
from cleaner.cleaned import Removed
from cleaner.formats.record import Record

READY: Final = "ready"


@dataclass(frozen=True)
class Result:
    """A cleaned page.

    Attributes:
        text: its text, or Markdown where that was asked for.
        removed: what was taken out; None where nobody asked.
        kinds, rules: lines that went, by kind and by rule; empty where nobody asked.
    """

    text: str
    removed: tuple[Removed, ...] | None = None
    kinds: dict[str, int] = field(default_factory=dict)
    rules: dict[str, int] = field(default_factory=dict)


def work(pipe: Connection, cleaner: Cleaner, detail: bool) -> None:
    """Clean what comes until the pipe is closed.

    Args:
        pipe: lists of records come in; lists of results, or an error's text, go out.
        cleaner: what cleans.
        detail: whether to say what was taken out.
    """
    with suppress(EOFError, BrokenPipeError, KeyboardInterrupt):
        cleaner.clean_batch(["Warm."])
        pipe.send(READY)
        while True:
            records = pipe.recv()
            try:
                pipe.send(clean(cleaner, records, detail=detail))
            except MemoryError:
                pipe.send("there was not enough memory")
            except Exception as error:  # a page must not end the run: it is reported and left out
                pipe.send(f"{type(error).__name__}: {error}")


def clean(cleaner: Cleaner, records: Sequence[Record], *, detail: bool) -> list[Result]:
    """Clean records together.

    Args:
        cleaner: what cleans.
        records: texts and HTML pages in any order.
        detail: whether to say what was taken out.
    """
    if detail:
        return [_explained(cleaner, record) for record in records]
    found: dict[int, str] = {}
    for html in (False, True):
        numbers = [n for n, record in enumerate(records) if record.html == html]
        urls = [records[n].url for n in numbers]
        if html:
            texts = cleaner.clean_html_batch([records[n].content for n in numbers], urls)
        else:
            texts = cleaner.clean_batch([str(records[n].content) for n in numbers], urls)
        found.update(zip(numbers, texts, strict=True))
    return [Result(found[n]) for n in range(len(records))]


def _explained(cleaner: Cleaner, record: Record) -> Result:
    if record.html:
        cleaned = cleaner.explain_html(record.content, record.url)
    else:
        cleaned = cleaner.explain(str(record.content), record.url)
    kinds: dict[str, int] = {}
    rules: dict[str, int] = {}
    for verdict in cleaned.verdicts:
        if not verdict.keep:
            kinds[verdict.kind] = kinds.get(verdict.kind, 0) + 1
            if verdict.rule:
                rules[verdict.rule] = rules.get(verdict.rule, 0) + 1
    text = cleaned.text if cleaned.markdown is None else cleaned.markdown
    return Result(text, cleaned.removed, kinds, rules)
