"""From the paths of a command line to files of records, and of pages."""

import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import Final

from cleaner.cli.failures import Failed
from cleaner.cli.inputs import Search, find_inputs
from cleaner.formats.compressed import PACKED
from cleaner.formats.pages import PAGES
from cleaner.formats.sources import FORMATS, unknown

_PATTERNS: Final = tuple(f"*{end}{pack}" for end, pack in product(FORMATS + PAGES, ("", *PACKED)))


def find_files(paths: Sequence[str], outputs: Iterable[Path]) -> Iterator[Path | Failed]:
    """Find files, in the order of the paths and sorted within each.

    Args:
        paths: files, folders and globs.
        outputs: what is to be written: where it stands in a folder from an earlier run, it is not
            read.

    Yields:
        files, and paths that are not to be had.
    """
    written = set(map(os.path.realpath, outputs))
    for path in paths:
        if os.path.isfile(path) or os.path.islink(path):
            yield Path(path)
            continue
        for found in find_inputs([path], Search(_PATTERNS)):
            if isinstance(found, Failed):
                yield found
            elif os.path.realpath(found.path) not in written and not unknown([Path(found.path)]):
                yield Path(found.path)
