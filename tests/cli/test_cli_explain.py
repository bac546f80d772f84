"""`cleaner explain` and its table."""

import json
from importlib import import_module
from pathlib import Path

import pytest
from cli.helpers import PAGE, Run

from cleaner import Cleaner, Settings, Verdict
from cleaner.cli.console import columns, printable, shortened
from cleaner.cli.only import selects
from cleaner.cli.rows import Row, rows, table

TRIMMED = "The mayor said that the money had been found after all. Read more »\n" + PAGE.decode()


def test_every_line_has_a_row(run: Run) -> None:
    result = run("explain", "-", stdin=PAGE)
    assert result.exit_code == 0
    header, first, other, second, third = result.stdout.splitlines()
    assert header.split() == ["line", "kind", "score", "rule", "text"]
    assert first.split()[:3] == ["+", "1", "content"]
    assert second.split()[:3] == ["-", "4", "advert"]
    assert other.split()[:3] == ["+", "3", "content"]
    assert third.split()[:3] == ["+", "5", "content"]
    assert "en.advert.labels:advertisement" in second
    assert third.endswith(
        "Residents had expected it to close, and many had come to the meeting to protest."
    )
    assert result.stderr == "cleaner: stdin: article; 1 of 4 lines removed (advert 1)\n"


def test_signs_are_those_of_the_verdicts() -> None:
    cleaned = Cleaner(Settings(use="rules")).explain(TRIMMED)
    shown = list(rows(cleaned))
    assert [row.sign for row in shown] == ["+", "~", "+", "+", "-", "+"]
    assert [row.line for row in shown] == ["1", "1", "2", "4", "5", "6"]
    assert [row.sign == "+" for row in shown] == [verdict.keep for verdict in cleaned.verdicts]
    assert shown[1].text == "Read more »"
    assert shown[0].text.endswith("after all.")


def test_trims_are_counted(run: Run) -> None:
    result = run("explain", "-", stdin=TRIMMED.encode())
    assert "1 of 5 lines removed (advert 1), 1 trimmed" in result.stderr


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("text", ["word " * 90, "市议会周一投票" * 30, "é" * 300])
def test_rows_fit_the_terminal(width: int, text: str) -> None:
    content = [
        Row("+", "7", "content", "0.93", "", text),
        Row("-", "1234", "icons", "", "r" * 90, "x"),
    ]
    laid_out = list(table(content, width, colour=False))
    # Below seventy columns the text keeps twenty, and the terminal wraps.
    assert all(columns(line) <= max(width, 70) for line in laid_out)
    assert "…" in laid_out[1]


def test_nothing_is_shortened_in_a_pipe() -> None:
    content = [Row("-", "1", "promo", "0.10", "r" * 150, "x" * 900)]
    line = list(table(content, None, colour=False))[1]
    assert "r" * 150 in line
    assert line.endswith("x" * 900)


def test_colour_adds_nothing_to_the_words() -> None:
    content = list(rows(Cleaner(Settings(use="rules")).explain(TRIMMED)))
    plain = list(table(content, 90, colour=False))
    coloured = list(table(content, 90, colour=True))
    from click import unstyle

    assert [unstyle(line).rstrip() for line in coloured] == plain
    assert all("\x1b[" in line for line in coloured)


def test_pages_cannot_move_the_cursor(run: Run) -> None:
    page = "A \x1b[2J\x1b]0;title\x07 line\x9b of \u202etext\u2066 that is long enough.\n".encode()
    result = run("explain", "-", stdin=page)
    assert not set("\x1b\x07\x9b\u202e\u2066") & set(result.stdout)
    assert "text that is long enough." in result.stdout


def test_printable_and_shortened() -> None:
    assert printable("tab\tnul\0 lone\ud800 joined\u200d\u00a0space") == (
        "tab nul\ufffd lone\ufffd joined space"
    )
    assert shortened("abc", 3) == "abc"
    assert shortened("abcd", 3) == "ab…"
    assert shortened("市议", 1) == "…"


def test_explain_reads_like_clean(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.clean.txt"  # looking at an output is fine
    page.write_bytes(
        "Die Bürger fanden das überraschend schön für größere Städte.\n".encode("cp1252")
    )
    result = run("explain", page)
    assert "überraschend" in result.stdout
    assert "read as cp1252, which was detected" in result.stderr
    result = run("explain", page, "--encoding", "ascii")
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"cleaner: {page}: is not ascii" in result.stderr
    assert run("explain", tmp_path / "none.txt").exit_code == 2
    kept = run("explain", "-", "--keep", "advert", stdin=PAGE).stdout.splitlines()
    assert [row[0] for row in kept if "advert" in row.split()] == ["+"]


@pytest.mark.parametrize("use", ["both", "rules"])
def test_an_empty_page_has_no_rows(run: Run, use: str) -> None:
    result = run("explain", "-", "--use", use, stdin=b"\n\n")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "cleaner: stdin: empty; 0 of 0 lines removed\n"


def test_with_the_learned_score(run: Run) -> None:
    result = run("explain", "-", "--use", "both", stdin=PAGE)
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 5


@pytest.mark.parametrize(
    ("only", "signs"), [("removed", ["~", "-"]), ("kept", ["+"] * 4), ("doubtful", [])]
)
def test_only_some_lines(run: Run, only: str, signs: list[str]) -> None:
    result = run("explain", "-", "--only", only, stdin=TRIMMED.encode())
    assert [line[0] for line in result.stdout.splitlines()[1:]] == signs
    assert "1 of 5 lines removed" in result.stderr  # the summary is about the whole page


def test_doubtful_lines_are_those_the_score_is_not_sure_of() -> None:
    def verdict(score: float | None, keep: bool) -> Verdict:
        return Verdict(0, 0, 1, keep, "promo", None, "", score)

    shown = [(0.5, True), (0.21, False), (0.1, True), (0.9, False)]
    hidden = [(0.95, True), (0.05, False), (None, False)]
    assert all(selects("doubtful", verdict(score, keep)) for score, keep in shown)
    assert not any(selects("doubtful", verdict(score, keep)) for score, keep in hidden)


def test_json_is_that_of_clean(run: Run) -> None:
    whole = run("explain", "-", "--format", "json", stdin=PAGE).stdout
    assert whole == run("clean", "-", "--format", "json", stdin=PAGE).stdout
    gone = run("explain", "-", "--format", "json", "--only", "removed", stdin=PAGE).stdout
    assert [v["kind"] for v in json.loads(gone)["verdicts"]] == ["advert"]


def test_html_is_read_as_html(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>The council kept the library open, the mayor said.<p>Advertisement")
    result = run("explain", page)
    assert [line[0] for line in result.stdout.splitlines()] == [" ", "+", "-"]
    assert "<p>" not in result.stdout


def test_a_bar_stands_beside_the_score_on_a_terminal() -> None:
    content = [Row("+", "7", "content", "0.93", "", "A line.")]
    assert "0.93 ████▋ " in list(table(content, 80, colour=False))[1]
    assert "█" not in list(table(content, None, colour=False))[1]


def test_long_pages_go_to_the_pager(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    paged: list[str] = []
    monkeypatch.setattr(
        import_module("cleaner.cli.commands.explain"), "is_terminal", lambda stream: True
    )
    monkeypatch.setattr("click.echo_via_pager", lambda text, color: paged.append(text))
    short = run("explain", "-", stdin=PAGE)
    assert (len(short.stdout.splitlines()), paged) == (5, [])
    result = run("explain", "-", stdin=PAGE * 30)
    assert result.stdout == ""
    assert len(paged[0].splitlines()) == 121
