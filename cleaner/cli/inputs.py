"""From the paths of a command line to the pages to read."""

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from cleaner.cli.failures import Failed, system_reason
from cleaner.cli.names import PATTERNS, STDIN, split_extension


@dataclass(frozen=True)
class Input:
    """A page to read.

    Attributes:
        path: its file, or "-" for stdin.
        inside: its path below the folder it was found in, or its name if it was named itself.
    """

    path: str
    inside: str


@dataclass(frozen=True)
class Search:
    """What counts as a page.

    Attributes:
        patterns: what the names of files in folders look like, such as "*.txt".
        suffix: what stands before the extension of files that the program itself wrote.
        output_dir: a folder that the program writes to, and therefore does not search.
    """

    patterns: tuple[str, ...] = PATTERNS
    suffix: str = ".clean"
    output_dir: str | None = None

    def is_output(self, path: str) -> bool:
        """Whether the name of a file says that the program wrote it."""
        name = os.path.basename(path)
        stem = split_extension(name)[0]
        return any(part.endswith(self.suffix) and part != self.suffix for part in (name, stem))


def find_inputs(paths: Iterable[str], search: Search) -> Iterator[Input | Failed]:
    """Find the pages, each once, in the order of the paths and sorted within each.

    Args:
        paths: files, folders, globs and "-".
        search: what to look for.

    Yields:
        pages, and paths that are not to be had.
    """
    seen: set[str] = set()
    named = list(paths)
    stems = {split_extension(os.path.abspath(path))[0] for path in named}
    for path in named:
        for found in _find(path, stems, search):
            key = found.path if isinstance(found, Input) else f"failed {found.name}"
            key = key if key == STDIN else os.path.abspath(key)
            if key not in seen:
                seen.add(key)
                yield found


def _find(path: str, stems: set[str], search: Search) -> Iterator[Input | Failed]:
    if path == STDIN:
        yield Input(STDIN, STDIN)
    elif os.path.isdir(path):
        yield from _in_folder(path, search)
    elif os.path.lexists(path):
        if not search.is_output(path):
            yield Input(path, os.path.basename(path))
        elif _stem_of_original(path, search.suffix) not in stems:
            # Beside its original it was named by a shell that expanded pages/*, and is left out.
            yield Failed(
                path,
                f"looks like an output of cleaner, its name ends in {search.suffix}; "
                "rename it, or choose another --suffix",
            )
    elif glob.has_magic(path):
        yield from _in_glob(path, search)
    else:
        yield Failed(path, "there is no such file or folder; check the name")


def _stem_of_original(path: str, suffix: str) -> str:
    """The page that an output was made of, without its extension: json output has another."""
    stem = split_extension(os.path.abspath(path))[0]
    return stem.removesuffix(suffix)


def _in_folder(
    folder: str, search: Search, *, may_be_empty: bool = False
) -> Iterator[Input | Failed]:
    found = False
    for item in _walk(folder, search):
        found = True
        yield item
    if not (found or may_be_empty):
        yield Failed(
            folder,
            f"holds no {', '.join(search.patterns)} to clean; name the files, or a --pattern",
        )


def _walk(folder: str, search: Search) -> Iterator[Input | Failed]:
    """The pages below a folder; hidden ones and folders behind symbolic links are left out."""
    errors: list[OSError] = []
    for where, folders, names in os.walk(folder, onerror=errors.append):
        folders[:] = sorted(name for name in folders if _may_enter(where, name, search))
        for name in sorted(names):
            path = os.path.join(where, name)
            if _is_page(name, search) and not search.is_output(name):
                yield Input(path, os.path.relpath(path, folder))
    for error in errors:
        yield Failed(str(error.filename), system_reason(error))


def _may_enter(where: str, name: str, search: Search) -> bool:
    if name.startswith("."):
        return False
    return search.output_dir is None or not _same(os.path.join(where, name), search.output_dir)


def _is_page(name: str, search: Search) -> bool:
    return not name.startswith(".") and any(
        fnmatch(name.lower(), pattern.lower()) for pattern in search.patterns
    )


def _same(path: str, other: str) -> bool:
    return os.path.realpath(path) == os.path.realpath(other)


def _in_glob(pattern: str, search: Search) -> Iterator[Input | Failed]:
    base = _fixed_part(pattern)
    found = sorted(_matching(pattern, base))
    if not found:
        yield Failed(pattern, "nothing matches; check the pattern")
    output_dir = _below(base, search.output_dir)
    for path in found:
        if output_dir and os.path.join(os.path.realpath(path), "").startswith(output_dir):
            continue
        inside = os.path.relpath(path, base)
        if inside.split(os.sep)[0] == os.pardir:
            yield Failed(
                path,
                "leads out of the folder that the pattern begins with; leave out the ..",
            )
        elif not os.path.isdir(path):
            if not search.is_output(path):
                yield Input(path, inside)
        elif "**" not in pattern:  # which matches the files in folders by itself
            yield from _based(base, _in_folder(path, search, may_be_empty=True))


def _matching(pattern: str, base: str) -> Iterable[str]:
    parts = pattern.split(os.sep)
    if "**" not in parts:
        return glob.glob(pattern)
    # The module glob follows links to folders: two that lead upwards have a million million names.
    rest = parts[next(index for index, part in enumerate(parts) if glob.has_magic(part)) :]
    if rest[-1] == "**":
        rest.append("*")
    hidden = any(part.startswith(".") for part in rest)
    return [
        str(path)
        for path in Path(base).glob(os.sep.join(rest))
        if hidden or not any(part.startswith(".") for part in path.relative_to(base).parts)
    ]


def _below(base: str, output_dir: str | None) -> str | None:
    """The output folder, when it lies inside the folder that is searched."""
    folder = os.path.join(os.path.realpath(output_dir or base), "")
    outer = os.path.join(os.path.realpath(base), "")
    return folder if folder != outer and folder.startswith(outer) else None


def _based(base: str, found: Iterable[Input | Failed]) -> Iterator[Input | Failed]:
    for item in found:
        if isinstance(item, Input):
            yield Input(item.path, os.path.relpath(item.path, base))
        else:
            yield item


def _fixed_part(pattern: str) -> str:
    """The folder before the first wildcard."""
    parts = pattern.split(os.sep)
    magic = next(index for index, part in enumerate(parts) if glob.has_magic(part))
    return os.sep.join(parts[:magic]) or (os.sep if magic else os.curdir)
