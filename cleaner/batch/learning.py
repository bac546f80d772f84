"""The task of learning sites: from records to sketches of their pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from cleaner.batch.chunks import chunks
from cleaner.batch.pool import Pool
from cleaner.formats import jsonl
from cleaner.formats.record import Bad, Fields, Item, Record
from cleaner.markup.page import read_page
from cleaner.sites.learn import Learner
from cleaner.sites.sketch import Sketch, sketches


@dataclass(frozen=True)
class Seen:
    """A page that is looked at: where it comes from, and what is kept of it."""

    place: str
    sketch: Sketch


@dataclass(frozen=True)
class Sketching:
    """Looks at pages.

    Attributes:
        fields: how fields are called.
        host: the host of all pages; None to go by their addresses and files.
    """

    fields: Fields
    host: str | None = None

    def ready(self) -> None:
        """Compile the rules that cut off the ends of lines."""
        list(sketches(["Warm."]))

    def do(self, items: Sequence[Item]) -> list[Seen | Bad]:
        """Sketch the pages of records."""
        events = [jsonl.event_of(item, self.fields) for item in items]
        records = [event for event in events if isinstance(event, Record)]
        found = sketches([_text(record) for record in records])
        return [event if isinstance(event, Bad) else self._seen(event, next(found))
                for event in events]  # fmt: skip

    def _seen(self, record: Record, sketch: Sketch) -> Seen:
        return Seen(self.host or record.url or record.place, sketch)


def learned(
    items: Iterable[Item], task: Sketching, jobs: int, timeout: float
) -> tuple[Learner, int, list[Bad]]:
    """Learn from records in processes.

    Args:
        items: the records.
        task: how to look at them.
        jobs: how many processes.
        timeout: seconds that a page may take.

    Returns:
        what was learned, from how many pages, and the bad records.
    """
    learner, pages, bad = Learner(), 0, list[Bad]()
    with Pool(task, jobs, timeout) as pool:
        for results in pool.run(chunks(items)):
            for one in chain.from_iterable([r] if isinstance(r, Bad) else r for r in results):
                if isinstance(one, Bad):
                    bad.append(one)
                else:
                    pages += 1
                    learner.note(one.place, one.sketch)
    return learner, pages, bad


def _text(record: Record) -> str:
    return read_page(record.content).text if record.html else str(record.content)
