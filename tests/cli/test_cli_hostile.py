"""`cleaner clean` where files are hostile, disks full and signals come: nothing half written, the
others unharmed."""

import gzip
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from cli.helpers import CLEAN, PAGE, Run, files
from cli.test_cli_process import CLEAN_BY_RULES, PROGRAM, call

import cleaner
from cleaner.cli import page as reading
from cleaner.cli.inputs import Input, Search, find_inputs

posix = pytest.mark.skipif(os.name != "posix", reason="signals, limits and devices of POSIX")


@pytest.fixture(autouse=True)
def importable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(cleaner.__file__).parents[1]))


@posix
@pytest.mark.parametrize(
    ("number", "code", "said"),
    [(signal.SIGTERM, 143, "terminated"), (signal.SIGINT, 130, "interrupted")],
)
def test_a_signal_while_a_file_is_written_leaves_nothing(
    tmp_path: Path, number: signal.Signals, code: int, said: str
) -> None:
    (tmp_path / "page.txt").write_bytes(PAGE)
    # The disk takes its time with the second half.
    slow = (
        "import os, time, cleaner.cli.write as w\n"
        "replace = os.replace\n"
        "def wait(a, b):\n"
        "    print('writing', flush=True)\n"
        "    time.sleep(60)\n"
        "    replace(a, b)\n"
        "w.os.replace = wait\n"
        "from cleaner.cli import main\n"
        "main(['clean', '--use', 'rules', 'page.txt'])\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", slow], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline() == b"writing\n"
        assert len(list(tmp_path.glob(".cleaner-*.tmp"))) == 1
        process.send_signal(number)
        assert process.wait(30) == code
        assert process.stderr.read().decode() == f"cleaner: {said}\n"
    assert os.listdir(tmp_path) == ["page.txt"]


@posix
def test_the_program_leaves_signals_as_they_were(run: Run, folder: Path) -> None:
    before = signal.getsignal(signal.SIGTERM)
    assert run("clean", folder).exit_code == 0
    assert signal.getsignal(signal.SIGTERM) is before
    codes: list[int] = []
    thread = threading.Thread(target=lambda: codes.append(run("clean", "--help").exit_code))
    thread.start()
    thread.join(30)
    assert codes == [0]


@posix
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a device of Linux")
def test_a_full_device_is_named(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_bytes(PAGE)
    done = call(*CLEAN_BY_RULES, str(tmp_path / "page.txt"), "-o", "/dev/full")
    assert done.returncode == 1
    assert b"cannot write /dev/full: no space left" in done.stderr
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [*CLEAN_BY_RULES, "-"], input=PAGE, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 1
    assert b"no space left" in done.stderr
    assert b"Traceback" not in done.stderr


@posix
def test_a_file_that_grows_too_large_is_named_and_the_others_are_written(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(PAGE)
    (tmp_path / "b.txt").write_bytes(PAGE * 100)
    (tmp_path / "c.txt").write_bytes(PAGE)
    (tmp_path / "b.clean.txt").write_bytes(b"old")
    done = subprocess.run(
        [*CLEAN_BY_RULES, "--existing", "overwrite", str(tmp_path)],
        capture_output=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000)),
    )
    assert done.returncode == 1
    assert b"b.clean.txt: the file is too large here" in done.stderr
    assert (tmp_path / "a.clean.txt").read_bytes() == CLEAN
    assert (tmp_path / "b.clean.txt").read_bytes() == b"old"
    assert (tmp_path / "c.clean.txt").read_bytes() == CLEAN
    assert list(tmp_path.glob(".*")) == []


def test_inputs_that_vanish_or_change_are_named(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look into the folder and the reading."""
    genuine = reading._bytes_of

    def changing(source: str) -> bytes:
        if source.endswith("one.txt"):
            os.unlink(source)
        if source.endswith("two.txt"):
            os.unlink(source)
            os.mkdir(source)
        return genuine(source)

    monkeypatch.setattr(reading, "_bytes_of", changing)
    result = run("clean", folder)
    assert result.exit_code == 1
    assert "one.txt: there is no such file" in result.stderr
    assert "two.txt: is a folder where a file is needed" in result.stderr
    assert files(folder) == ["deep/three.clean.txt", "deep/three.txt"]
    assert (folder / "deep" / "three.clean.txt").read_bytes() == CLEAN


@pytest.mark.parametrize("name", ["bomb.html.gz", "long.txt"])
def test_a_page_too_long_is_named_and_not_read_to_its_end(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(reading, "LONGEST", 1_000_000)
    bomb = b"<p>" + bytes(5_000_000)
    (folder / name).write_bytes(gzip.compress(bomb) if name.endswith("gz") else bomb)
    result = run("clean", folder, "--output-dir", folder / "out")
    assert result.exit_code == 1
    assert f"{name}: is longer than 1 MB; split it, or leave it out" in result.stderr
    assert files(folder / "out") == ["deep/three.txt", "one.txt", "two.txt"]
    result = run("clean", "-", stdin=bomb)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "is longer than 1 MB" in result.stderr


@pytest.mark.slow
@posix
def test_a_bomb_of_ten_gigabytes(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "bomb.html.gz", "wb", compresslevel=1) as file:
        for _ in range(10_000):
            file.write(bytes(1_000_000))
    (tmp_path / "page.html").write_bytes(b"<p>The bridge opened to traffic again.")
    begin = time.monotonic()
    done = call(*PROGRAM, "clean", str(tmp_path))
    assert time.monotonic() - begin < 20
    assert done.returncode == 1
    assert b"bomb.html.gz: is longer than 100 MB" in done.stderr
    assert (tmp_path / "page.clean.txt").exists()


def test_no_output_climbs_out_of_its_folder(run: Run, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_bytes(PAGE)
    (tmp_path / "work").mkdir()
    for pattern in ("d*/../../secret.txt", "*/../../s*.txt", "**/../../secret.txt"):
        result = run("clean", folder / pattern, "--output-dir", tmp_path / "work" / "out")
        assert result.exit_code == 1
        assert "leads out of the folder that the pattern begins with" in result.stderr
    assert files(tmp_path / "work") == []
    name = folder / ".." / "secret.txt"
    assert run("clean", name, "--output-dir", tmp_path / "work" / "out").exit_code == 0
    assert files(tmp_path / "work") == ["out/secret.txt"]


@pytest.mark.parametrize("pattern", ["", "/**/*.txt", "/**", "/*", "/*/**/*.txt"])
def test_links_that_go_round_in_circles(folder: Path, pattern: str) -> None:
    for name in ("deep/a", "deep/b", "deep/c"):
        (folder / name).symlink_to(folder)
    (folder / "self.txt").symlink_to("self.txt")
    (folder / "deep" / ".hidden").mkdir()
    (folder / "deep" / ".hidden" / "four.txt").write_bytes(PAGE)
    found = list(find_inputs([f"{folder}{pattern}"], Search()))
    inside = {page.inside for page in found if isinstance(page, Input)}
    names = {"one.txt", "two.txt", "self.txt"} if pattern != "/*/**/*.txt" else set[str]()
    assert inside == {*names, os.path.join("deep", "three.txt")}


def test_a_link_to_itself_is_named(run: Run, folder: Path) -> None:
    (folder / "self.txt").symlink_to("self.txt")
    result = run("clean", folder)
    assert result.exit_code == 1
    assert "self.txt: its symbolic links go round in a circle" in result.stderr
    assert (folder / "one.clean.txt").read_bytes() == CLEAN


def test_halves_of_characters_are_written_as_what_utf8_has_for_them(run: Run, folder: Path) -> None:
    (folder / "page.html").write_bytes(b"<p>The bridge &#xD800; opened to traffic again.")
    (folder / "utf16.txt").write_bytes(
        b"\xff\xfe" + "The bridge opened to traffic again. ".encode("utf-16-le") + b"\x00\xd8a\x00"
    )
    assert run("clean", folder / "page.html", folder / "utf16.txt").exit_code == 0
    assert "bridge \ufffd opened" in (folder / "page.clean.txt").read_text("utf-8")
    assert (folder / "utf16.clean.txt").read_text("utf-8").endswith("again. \ufffda")
