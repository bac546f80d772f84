"""The program as a process: exit codes, signals, pipes, terminals."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from cli.helpers import CLEAN, PAGE

import cleaner

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pipes and signals of POSIX")

PROGRAM = [sys.executable, "-m", "cleaner"]
CLEAN_BY_RULES = [*PROGRAM, "clean", "--use", "rules"]


@pytest.fixture(autouse=True)
def importable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(cleaner.__file__).parents[1]))
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")


def call(*command: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command, input=stdin, capture_output=True, timeout=30, check=False)


def on_terminal(*command: str) -> tuple[int, bytes]:
    """Run a command whose stdin and stdout are a terminal of 72 columns."""
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 72, 0, 0))
    # Readline, which pytest imports, sets COLUMNS behind the back of os.environ.
    environment = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment)
    os.close(theirs)
    output = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # how Linux says that the other end is closed
            piece = b""
        if not piece:
            break
        output += piece
    os.close(ours)
    return process.wait(30), output


def test_a_filter(tmp_path: Path) -> None:
    done = call(*CLEAN_BY_RULES, "-", stdin=PAGE)
    assert (done.returncode, done.stdout) == (0, CLEAN)
    done = call(*CLEAN_BY_RULES, str(tmp_path / "none.txt"))
    assert (done.returncode, done.stdout) == (1, b"")
    assert call(*PROGRAM, "clean", "--nonsense").returncode == 2


def test_names_that_are_not_utf8(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(name, "wb") as file:
        file.write(PAGE)
    done = subprocess.run([*CLEAN_BY_RULES, "-v", name], capture_output=True, check=True)
    assert b"/caf\xe9.txt -> " in done.stderr
    with open(os.fsencode(tmp_path) + b"/caf\xe9.clean.txt", "rb") as file:
        assert file.read() == CLEAN


def test_other_locales_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    page = "Die Bürger fanden das schön.\n".encode()
    assert call(*CLEAN_BY_RULES, "-", stdin=page).stdout == page
    done = call(*PROGRAM, "explain", "--use", "rules", "-", stdin=page)
    assert done.returncode == 0
    assert b"Die B\\xfcrger" in done.stdout


def test_an_interrupt_ends_with_130(tmp_path: Path) -> None:
    pipe, page = tmp_path / "pipe", tmp_path / "page.txt"
    os.mkfifo(pipe)
    page.write_bytes(PAGE)
    command = [*CLEAN_BY_RULES, str(page), str(pipe), "--output-dir", str(tmp_path / "out")]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        with open(pipe, "wb"):  # opens when the program does, which then waits for us to write
            process.send_signal(signal.SIGINT)
            assert process.stderr
            said = process.stderr.read()
        assert process.wait(30) == 130
    assert said.decode().splitlines()[-1] == "cleaner: interrupted"
    assert "Traceback" not in said.decode()
    assert not list(tmp_path.glob("**/*.tmp"))


@pytest.mark.parametrize(
    "command",
    [["rules", "list"], ["clean", "--use", "rules", "-"], ["explain", "--use", "rules", "-"]],
)
def test_a_closed_pipe_ends_quietly(command: list[str]) -> None:
    process = subprocess.Popen(
        [*PROGRAM, *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    process.stdout.close()
    process.stdout = None
    _, said = process.communicate(PAGE * 2000, timeout=30)
    assert (process.returncode, said) == (141, b"")


def test_a_terminal_as_stdin_is_no_page() -> None:
    code, said = on_terminal(*PROGRAM, "clean")
    assert code == 2
    assert b"name files or folders to clean, or - to read stdin" in said


def test_explain_on_a_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes(PAGE)
    command = [*PROGRAM, "explain", "--use", "rules", str(page)]
    code, coloured = on_terminal(*command)
    assert code == 0
    assert b"\x1b[31m" in coloured
    monkeypatch.setenv("NO_COLOR", "1")
    code, plain = on_terminal(*command)
    assert (code, b"\x1b" in plain) == (0, False)
    table = plain.decode().splitlines()[:4]
    assert [len(line) for line in table if len(line) > 72] == []
    assert table[1].endswith("…")
    assert b"\x1b" not in call(*command).stdout


def test_help_and_version() -> None:
    assert (
        call(*PROGRAM, "--version").stdout == f"cleaner, version {cleaner.__version__}\n".encode()
    )
    for command in ([], ["clean"], ["explain"], ["rules"], ["rules", "list"], ["rules", "check"]):
        done = call(*PROGRAM, *command, "--help")
        assert (done.returncode, done.stderr) == (0, b"")
    assert b"Examples:" in call(*PROGRAM, "clean", "--help").stdout


def test_help_does_not_wait_for_numpy() -> None:
    program = (
        "import sys; from cleaner.cli import main; "
        "main(['clean', '--help'], standalone_mode=False); sys.exit('numpy' in sys.modules)"
    )
    assert call(sys.executable, "-c", program).returncode == 0
