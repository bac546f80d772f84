"""Results as `cleaner clean --format json` writes them, and read again."""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

import click

from cleaner.cleaned import Cleaned, Removed, Verdict, restore
from cleaner.cli.failures import system_reason

Saved = dict[str, tuple[Verdict, ...]]
"""The verdicts of pages, by `key_of` their text."""


def to_json(cleaned: Cleaned) -> str:
    """A cleaned page as one JSON object on one line.

    Args:
        cleaned: a cleaned page.

    Returns:
        text, outcome, confidence, verdicts (line, from 0; start and end, in characters of the page;
        keep, kind, rule, reason, score), removed (at, in characters of the text; text), metadata
        (what an HTML page says of itself: title, author, date, language, site, url; else null).
    """
    return json.dumps(
        {
            "text": cleaned.text,
            "outcome": cleaned.outcome,
            "confidence": cleaned.confidence,
            "verdicts": [asdict(verdict) for verdict in cleaned.verdicts],
            "removed": [asdict(piece) for piece in cleaned.removed],
            "metadata": asdict(cleaned.metadata) if cleaned.metadata else None,
        },
        ensure_ascii=False,
    )


def key_of(original: str) -> str:
    """What makes a page the same wherever it lies: its text.

    Args:
        original: the page as it came in.
    """
    return sha256(original.encode("utf-8", "surrogatepass")).hexdigest()


def read_saved(path: Path) -> Saved:
    """Read the results of a run.

    Args:
        path: a file with one result on every line, or a folder of such files, named *.json or
            *.jsonl.

    Raises:
        click.UsageError: there are none, or what is there was not written by this program.
    """
    saved: Saved = {}
    for file in _files(path):
        try:
            with file.open(encoding="utf-8") as lines:
                for line in lines:
                    if line.strip():
                        saved.update([_result(line)])
        except OSError as error:
            raise click.UsageError(f"{file}: {system_reason(error)}") from error
        except (ValueError, KeyError, TypeError) as error:
            raise click.UsageError(
                f"{file}: is no result of cleaner clean --format json; make them anew"
            ) from error
    if not saved:
        raise click.UsageError(f"{path}: holds no results; write some with --format json")
    return saved


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for folder, _, names in os.walk(path):
        for name in sorted(names):
            if name.endswith((".json", ".jsonl")):
                yield Path(folder, name)


def _result(line: str) -> tuple[str, tuple[Verdict, ...]]:
    found = json.loads(line)
    removed = [Removed(**piece) for piece in found["removed"]]
    verdicts = tuple(Verdict(**verdict) for verdict in found["verdicts"])
    return key_of(restore(found["text"], removed)), verdicts
