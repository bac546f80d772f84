"""Compiled rules in the cache: the same as made anew, and made anew when anything changes."""

import os
import shutil
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

import cleaner
from cleaner.rules.book import Phrases, Rulebook
from cleaner.rules.cache import builtin_book
from cleaner.rules.compile import compile_rules
from cleaner.rules.load import builtin_rules
from cleaner.stages import STRUCTURE

CLEAN = "from cleaner import clean; print(clean('Skip to content\\nWibble the blorple\\nOne day.'))"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


def same(one: object, other: object) -> bool:
    if isinstance(one, Rulebook | Phrases):
        assert type(one) is type(other)
        return all(same(getattr(one, f.name), getattr(other, f.name)) for f in fields(one))
    if isinstance(one, np.ndarray):
        assert isinstance(other, np.ndarray)
        return one.dtype == other.dtype and np.array_equal(one, other)
    return list(one) == list(other)  # type: ignore[call-overload]


def kept(folder: Path) -> Path:
    (file,) = (folder / "cleaner").iterdir()
    return file


def test_what_is_kept_is_what_was_compiled(folder: Path) -> None:
    expected = compile_rules(builtin_rules(), STRUCTURE)
    assert same(builtin_book(STRUCTURE), expected)
    time = kept(folder).stat().st_mtime_ns
    read = builtin_book(STRUCTURE)
    assert same(read, expected)
    assert list(read.rules)[-1] == STRUCTURE[-1]
    assert kept(folder).stat().st_mtime_ns == time


@pytest.mark.parametrize("size", [0, 100, 1_000_000])
def test_a_file_that_is_cut_off_is_made_anew(folder: Path, size: int) -> None:
    rules = len(builtin_book(STRUCTURE).rules)
    whole = kept(folder).read_bytes()
    kept(folder).write_bytes(whole[:size])
    assert len(builtin_book(STRUCTURE).rules) == rules
    assert len(kept(folder).read_bytes()) == len(whole)


def test_without_a_place_to_write_there_is_none(folder: Path) -> None:
    folder.write_text("a file, and no folder", "utf-8")
    assert len(builtin_book(STRUCTURE).rules)
    assert folder.is_file()


def test_one_changed_byte_is_noticed(folder: Path) -> None:
    rules = len(builtin_book(STRUCTURE).rules)
    data = bytearray(kept(folder).read_bytes())
    data[len(data) // 2] ^= 1
    kept(folder).write_bytes(data)
    assert len(builtin_book(STRUCTURE).rules) == rules
    assert kept(folder).read_bytes() != data


def test_a_relative_folder_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert len(builtin_book(STRUCTURE).rules)
    assert list(tmp_path.iterdir()) == []


def test_a_phrase_that_is_added_counts_at_once(tmp_path: Path, folder: Path) -> None:
    shutil.copytree(Path(cleaner.__file__).parent, tmp_path / "cleaner")

    def cleaned() -> str:
        environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
        command = [sys.executable, "-c", CLEAN]
        return subprocess.run(
            command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=True
        ).stdout

    assert cleaned() == "Wibble the blorple\nOne day.\n"
    rules = tmp_path / "cleaner" / "rules" / "phrases" / "en.toml"
    group = "[promo.tested]\nwhere = 'line'\nweight = 'certain'\nwhy = 'A test.'\n"
    text = rules.read_text("utf-8") + f"{group}phrases = 'wibble the blorple'\n"
    rules.write_text(text, "utf-8")
    assert cleaned() == "One day.\n"
    assert kept(folder).is_file()
