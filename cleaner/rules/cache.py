"""Compiled rules, kept from one process to the next.

To read and compile tens of thousands of phrases takes longer than all else that a command does
before its first page. So the built-in rules are kept as they were compiled, in the user's folder
for caches, and are used as long as no byte has changed of what they were made from. The file holds
columns and texts, nothing that could be run; where none can be written there is none.
"""

import hashlib
import json
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import fields
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from cleaner.rules.book import Phrases, Rulebook
from cleaner.rules.compile import compile_rules
from cleaner.rules.load import builtin_rules
from cleaner.rules.rule import Group, Rule, Rules, Weight

_PACKAGE: Final = Path(__file__).parent.parent
_SOURCES: Final = ("kinds.py", "rules/*.py", "rules/phrases/*.toml", "table/*.py")
_DIGEST: Final = "digest"
_RULES: Final = "rules"


def builtin_book(structure: Sequence[Rule]) -> Rulebook:
    """The built-in rules, compiled, or as they were compiled before.

    Args:
        structure: rules that stages find by themselves.
    """
    path, digest = _path(), _digest(structure)
    if path is None or digest is None:
        return compile_rules(builtin_rules(), structure)
    book = _read(path, digest)
    if book is None:
        book = compile_rules(builtin_rules(), structure)
        _write(path, {_DIGEST: digest, **_packed(book)})
    return book


def _path() -> Path | None:
    """One file for every copy of the package and every Python that runs it; None without a home."""
    folder = Path(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"))
    if not folder.is_absolute():  # https://specifications.freedesktop.org/basedir-spec
        return None
    copy = hashlib.blake2b(f"{_PACKAGE} {sys.version}".encode(), digest_size=8).hexdigest()
    return folder / "cleaner" / f"rules-{copy}.npz"


def _digest(structure: Sequence[Rule]) -> NDArray[np.uint8] | None:
    """uint8 [32]: what all that the rules are made from comes to; None where it is in no files, as
    in a zip."""
    digest = hashlib.blake2b(f"{np.__version__} {structure}".encode(), digest_size=32)
    for pattern in _SOURCES:
        found = sorted(_PACKAGE.glob(pattern))
        if not found:
            return None
        for path in found:
            content = path.read_bytes()
            digest.update(f"{path.name} {len(content)}\n".encode() + content)
    return np.frombuffer(digest.digest(), np.uint8)


def _read(path: Path, digest: NDArray[np.uint8]) -> Rulebook | None:
    try:
        with open(path, "rb") as file, np.load(file) as kept:
            return _unpacked(kept) if np.array_equal(kept[_DIGEST], digest) else None
    except Exception:  # nothing there, or damaged in whatever way: it is made anew
        return None


def _write(path: Path, columns: Mapping[str, NDArray[Any]]) -> None:
    from tempfile import TemporaryDirectory  # not at the top: most commands only read

    with suppress(OSError):  # no room, or not ours to write to
        path.parent.mkdir(parents=True, exist_ok=True)
        # A place of its own: processes in containers have the same numbers.
        with TemporaryDirectory(dir=path.parent) as folder:
            whole = Path(folder, path.name)
            np.savez(whole, allow_pickle=False, **columns)
            os.replace(whole, path)


def _packed(book: Rulebook) -> dict[str, NDArray[Any]]:
    """All columns of a book by their names, and its texts as JSON."""
    texts = json.dumps([book.rules.groups, book.rules.others], ensure_ascii=False).encode()
    columns = {_RULES: np.frombuffer(texts, np.uint8)}
    for field in fields(book):
        value = getattr(book, field.name)
        if isinstance(value, Phrases):
            columns |= {f"{field.name}.{f.name}": getattr(value, f.name) for f in fields(value)}
        elif field.name != _RULES:
            columns[field.name] = value
    return columns


def _unpacked(columns: Mapping[str, NDArray[Any]]) -> Rulebook:
    groups, others = json.loads(columns[_RULES].tobytes())
    rules = Rules(tuple(map(_group, groups)), tuple(map(_rule, others)))
    made: dict[str, Any] = {_RULES: rules}
    for field in fields(Rulebook):
        if field.type is Phrases:
            made[field.name] = Phrases(
                *(columns[f"{field.name}.{f.name}"] for f in fields(Phrases))
            )
        elif field.name != _RULES:
            made[field.name] = columns[field.name]
    return Rulebook(**made)


def _group(values: Sequence[Any]) -> Group:
    """A group with the types that JSON has no words for."""
    name, kind, where, weight, why, phrases, max_words, unless = values
    return Group(name, kind, where, Weight(weight), why, tuple(phrases), max_words, tuple(unless))


def _rule(values: Sequence[Any]) -> Rule:
    """The same for a rule."""
    name, kind, where, weight, why, phrase, max_words, unless = values
    return Rule(name, kind, where, Weight(weight), why, phrase, max_words, tuple(unless))
