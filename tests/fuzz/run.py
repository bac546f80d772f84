"""A run: batch after batch is checked and timed, and what fails is told apart and kept."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fuzz.check import check
from fuzz.cost import fit, too_dear
from fuzz.inputs import Kind, Page, batches

from cleaner import Cleaner

BATCH: Final = 64


@dataclass(frozen=True)
class Failure:
    """An input that breaks a promise, and which."""

    kind: Kind
    page: Page
    reason: str

    def save(self, folder: Path) -> Path:
        """Write the input into a folder, under a name made of its content."""
        page = self.page
        data = page if isinstance(page, bytes) else page.encode("utf-8", "surrogatepass")
        name = hashlib.sha256(data).hexdigest()[:16]
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{name}.{'html' if self.kind == 'html' else 'txt'}"
        path.write_bytes(data)
        return path


def run(kind: Kind, seed: int, count: int, explained: int) -> Iterator[list[Failure]]:
    """Fuzz.

    Args:
        kind: text or HTML.
        seed: which inputs.
        count: how many.
        explained: every so manyth input is explained as well.

    Yields:
        for every batch, what failed.
    """
    cleaner = Cleaner()
    prices = fit(cleaner, kind, seed)
    for batch in batches(kind, seed, count, BATCH):
        try:
            took = check(cleaner, kind, batch, -(-len(batch) // explained))
        except Exception as error:  # whatever it is, it is what is looked for
            yield _told_apart(cleaner, kind, batch, error)
        else:
            yield [
                Failure(kind, page, f"costs {times:.1f} times its price")
                for page, times in too_dear(cleaner, kind, batch, took, prices)
            ]


def _told_apart(
    cleaner: Cleaner, kind: Kind, batch: Sequence[Page], error: Exception
) -> list[Failure]:
    """The pages of a batch that fail by themselves; all of them where none does."""
    reasons = [(page, _reason(cleaner, kind, page)) for page in batch]
    return [Failure(kind, page, reason) for page, reason in reasons if reason] or [
        Failure(kind, page, f"in its batch: {error!r}"[:300]) for page in batch
    ]


def _reason(cleaner: Cleaner, kind: Kind, page: Page) -> str:
    """Why a page fails by itself; nothing when it does not."""
    try:
        check(cleaner, kind, [page], 1)
    except Exception as error:
        return repr(error)[:300]
    return ""
