"""`cleaner clean`: what must never happen, and how what goes wrong is said."""

import errno
import os
import stat
import threading
from pathlib import Path

import pytest
from cli.helpers import CLEAN, PAGE, Run, files

from cleaner.batches import MOST_PAGES
from cleaner.cleaner import Cleaner
from cleaner.cli.inputs import Input, Search, find_inputs
from cleaner.cli.run import Done, Work, do
from cleaner.cli.targets import Job
from cleaner.settings import Settings

BEFORE = ["deep/three.txt", "one.txt", "two.txt"]


def test_a_missing_input_does_not_stop_the_others(run: Run, folder: Path) -> None:
    (folder / "broken.txt").symlink_to("gone.txt")
    result = run("clean", folder / "none.txt", folder / "none*.txt", folder)
    assert result.exit_code == 1
    assert f"cleaner: {folder}/none.txt: there is no such file or folder" in result.stderr
    assert f"cleaner: {folder}/none*.txt: nothing matches; check the pattern" in result.stderr
    assert f"cleaner: {folder}/broken.txt: there is no such file; check the name" in result.stderr
    assert result.stderr.endswith("; 3 failed\n")
    assert (folder / "deep" / "three.clean.txt").read_bytes() == CLEAN


def test_a_folder_without_pages_is_a_failure(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.log").write_bytes(PAGE)
    result = run("clean", tmp_path)
    assert result.exit_code == 1
    assert (
        "holds no *.txt, *.html, *.htm, *.xhtml, *.html.gz, *.htm.gz, *.xhtml.gz to clean; name the"
        in result.stderr
    )
    assert run("clean", tmp_path, "--pattern", "*.log").exit_code == 0
    assert (tmp_path / "page.clean.log").read_bytes() == CLEAN


def test_no_two_inputs_to_one_output(run: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "deep" / "one.txt").write_bytes(PAGE)
    out = tmp_path / "out"
    names = [folder / "one.txt", folder / "deep" / "one.txt", folder / "two.txt"]
    result = run("clean", *names, "--output-dir", out)
    assert result.exit_code == 1
    assert result.stderr.count(f"another input would be written to {out}/one.txt, too") == 2
    assert files(out) == ["two.txt"]


def test_the_same_input_twice_is_one_input(run: Run, folder: Path) -> None:
    result = run("clean", folder, folder / "one.txt", f"{folder}/../pages/two.txt")
    assert result.exit_code == 0
    assert "3 pages cleaned" in result.stderr


@pytest.mark.parametrize("paths", ["{}", "{}/**/*.txt", "{}/*"])
def test_never_over_an_input(run: Run, folder: Path, paths: str) -> None:
    result = run("clean", paths.format(folder), "--output-dir", folder)
    assert result.exit_code == 1
    assert result.stderr.count("would be written over an input") == 3
    assert files(folder) == BEFORE
    assert (folder / "one.txt").read_bytes() == PAGE


@pytest.mark.parametrize("link", [None, os.symlink, os.link])
def test_never_over_an_input_by_another_name(run: Run, folder: Path, link: object) -> None:
    page, target = folder / "one.txt", folder / "one.txt"
    if callable(link):
        target = folder / "other"
        link(page, target)
    result = run("clean", page, folder / "two.txt", "--output-dir", folder, "--suffix", "-x")
    assert result.exit_code == 0
    result = run("clean", page, "-o", target)
    assert result.exit_code == 1
    assert "would be written over an input" in result.stderr
    assert page.read_bytes() == PAGE


def test_a_link_stays_a_link(run: Run, folder: Path, tmp_path: Path) -> None:
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_text("old")
    link.symlink_to(real)
    assert run("clean", folder / "one.txt", "-o", link).exit_code == 0
    assert link.is_symlink()
    assert real.read_bytes() == CLEAN


def test_a_pipe_is_written_to_and_not_replaced(run: Run, folder: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()), daemon=True)
    reader.start()
    result = run("clean", folder / "one.txt", "-o", pipe, "--existing", "error")
    reader.join(10)
    assert (result.exit_code, got) == (0, [CLEAN])
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_nothing_half_written(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "one.clean.txt").write_text("old")

    def full(source: str, target: str) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", source)

    monkeypatch.setattr(os, "replace", full)
    result = run("clean", folder / "one.txt")
    assert result.exit_code == 1
    assert (
        f"cannot write {folder}/one.clean.txt: no space left; "
        "make room and run again with --existing skip"
    ) in result.stderr
    assert (folder / "one.clean.txt").read_text() == "old"
    assert sorted(os.listdir(folder)) == ["deep", "one.clean.txt", "one.txt", "two.txt"]


def test_permissions(run: Run, folder: Path) -> None:
    page, target = folder / "one.txt", folder / "one.clean.txt"
    page.chmod(0o600)
    assert run("clean", page).exit_code == 0
    assert stat.S_IMODE(target.stat().st_mode) == 0o600  # no more readers than the page has
    target.chmod(0o640)
    assert run("clean", page).exit_code == 0
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_unreadable_inputs_are_named(run: Run, folder: Path) -> None:
    (folder / "one.txt").chmod(0)
    (folder / "deep").chmod(0)
    result = run("clean", folder)
    (folder / "deep").chmod(0o700)
    assert result.exit_code == 1
    assert result.stderr.count("permission denied") == 2
    assert (folder / "two.clean.txt").read_bytes() == CLEAN


def test_a_name_too_long_for_a_suffix(run: Run, folder: Path) -> None:
    long = folder / ("x" * 251 + ".txt")
    long.write_bytes(PAGE)
    result = run("clean", folder)
    assert result.exit_code == 1
    assert "the name is too long; try a shorter --suffix, or -o FILE" in result.stderr
    assert "3 pages cleaned" in result.stderr


def test_a_file_where_a_folder_is_needed(run: Run, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "deep").write_text("a file")
    result = run("clean", folder, "--output-dir", tmp_path / "out")
    assert result.exit_code == 1
    assert "three.txt: a file stands where a folder is needed" in result.stderr
    assert files(tmp_path / "out") == ["deep", "one.txt", "two.txt"]


def test_encodings(run: Run, folder: Path) -> None:
    page = "“Schließung” wäre für Bürger überraschend, größere Städte lehnen sie ab.\n"
    (folder / "one.txt").write_bytes(page.encode("cp1252"))
    result = run("clean", folder / "one.txt", "-o", "-")
    assert result.stdout == page
    assert "one.txt: read as cp1252, which was detected; if that is wrong" in result.stderr
    assert run("clean", folder / "one.txt", "-o", "-", "-q").stderr == ""
    result = run("clean", folder / "one.txt", "-o", "-", "-v", "--encoding", "windows-1252")
    assert (result.stdout, "cp1252 (declared)" in result.stderr) == (page, True)
    result = run("clean", folder, "--encoding", "ascii")
    assert result.exit_code == 1
    assert "one.txt: is not ascii (byte 0: " in result.stderr
    assert (folder / "two.clean.txt").read_bytes() == CLEAN
    for unknown in ("latin-99", "base64", "a\0b"):
        result = run("clean", folder, "--encoding", unknown)
        assert result.exit_code == 2
        assert "is no character encoding" in result.stderr


def test_what_is_no_text_is_named(run: Run, folder: Path) -> None:
    (folder / "one.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    result = run("clean", folder)
    assert result.exit_code == 1
    assert "one.txt: is not in any known character encoding; name its" in result.stderr
    assert files(folder) == [
        "deep/three.clean.txt",
        "deep/three.txt",
        "one.txt",
        "two.clean.txt",
        "two.txt",
    ]


def test_names_that_are_not_utf8(run: Run, tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9\x1b[31m.txt")
    (tmp_path / name).write_bytes(PAGE)
    result = run("clean", tmp_path, "-v")
    assert result.exit_code == 0
    assert (tmp_path / os.fsdecode(b"caf\xe9\x1b[31m.clean.txt")).read_bytes() == CLEAN
    assert b"caf\xe9\\x1b[31m.txt -> " in result.stderr_bytes
    assert run("clean", tmp_path / name, "-o", "-").stdout_bytes == CLEAN


def test_hidden_files_and_linked_folders_are_left_out(folder: Path) -> None:
    (folder / ".git").mkdir()
    (folder / ".git" / "a.txt").write_bytes(PAGE)
    (folder / ".hidden.txt").write_bytes(PAGE)
    (folder / "UPPER.TXT").write_bytes(PAGE)
    (folder / "deep" / "circle").symlink_to(folder)
    found = list(find_inputs([str(folder)], Search()))
    assert all(isinstance(page, Input) for page in found)
    inside = [page.inside for page in found if isinstance(page, Input)]
    assert inside == ["UPPER.TXT", "one.txt", "two.txt", os.path.join("deep", "three.txt")]


def test_a_file_whose_name_looks_like_a_glob(run: Run, folder: Path) -> None:
    (folder / "a[1].txt").write_bytes(PAGE)
    assert run("clean", folder / "a[1].txt").exit_code == 0
    assert (folder / "a[1].clean.txt").read_bytes() == CLEAN


def test_pages_are_read_as_they_are_needed(tmp_path: Path) -> None:
    number = MOST_PAGES * 2 + 10
    taken = 0

    def jobs() -> object:
        nonlocal taken
        for index in range(number):
            taken += 1
            page = tmp_path / f"{index}.txt"
            if index:  # the first one is missing
                page.write_bytes(PAGE)
            yield Job(str(page), f"{page}.out")

    events = do(jobs(), Work(Cleaner(Settings(use="rules"))))  # type: ignore[arg-type]
    next(events)
    assert taken <= MOST_PAGES + 1
    done = [event for event in events if isinstance(event, Done)]
    assert len(done) == number - 1
    assert [event.job.source for event in done] == [
        str(tmp_path / f"{index}.txt") for index in range(1, number)
    ]
    assert (tmp_path / f"{number - 1}.txt.out").read_bytes() == CLEAN


@pytest.mark.parametrize("name", ["x.jsonl", "x.JSONL.zst", "x.parquet", "x.warc.gz", "x.wet"])
def test_files_of_many_pages_are_for_another_command(run: Run, folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"{}\n")
    before = sorted(os.listdir(folder))
    result = run("clean", folder / name)
    assert result.exit_code == 1
    assert "holds many pages; clean them with cleaner corpus" in result.stderr
    assert sorted(os.listdir(folder)) == before
