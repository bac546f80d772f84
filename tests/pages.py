"""Pages for tests of what must hold for every page: the cases, the seeds, and joins of them."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from benchmarks.trust.cases import read_cases

SEEDS = Path(__file__).parent.parent / "seeds"


def seed_paths() -> list[Path]:
    """The pages in seeds/, without the clean texts beside them."""
    return sorted(path for path in SEEDS.glob("*.txt") if not path.name.endswith(".clean.txt"))


def read_page(path: Path) -> str:
    """The text of a page, its line ends as they are."""
    return path.read_bytes().decode("utf-8")


def every_page() -> Iterator[tuple[str, str]]:
    """Name and text of every case and every seed, in pairs and all at once too."""
    pages = [(case.name, case.text) for case in read_cases()]
    pages += [(f"seed {path.stem}", read_page(path)) for path in seed_paths()]
    yield from pages
    for (first, above), (second, below) in pairwise(pages):
        yield f"{first} + {second}", f"{above}\n\n{below}"
        yield f"{second} + {first}", f"{below}\n{above}\n"
    yield "all pages", "\n".join(text for _, text in pages)
    yield (
        "all pages, Windows line ends",
        "\r\n".join(text.replace("\n", "\r\n") for _, text in pages),
    )
