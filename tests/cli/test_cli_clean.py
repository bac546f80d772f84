"""`cleaner clean`: where outputs go and what they hold."""

import json
from pathlib import Path

import pytest
from cli.helpers import CLEAN, PAGE, Run, files

from cleaner import Removed, restore

OWN = """
language = "en"
[{0}.own]
where = "{1}"
weight = "certain"
why = "A test."
phrases = "{2}"
"""


def test_a_page_is_written_beside_itself(run: Run, folder: Path) -> None:
    result = run("clean", folder / "one.txt")
    assert (folder / "one.clean.txt").read_bytes() == CLEAN
    assert (folder / "one.txt").read_bytes() == PAGE
    assert (result.exit_code, result.stdout) == (0, "")
    assert (
        result.stderr == f"cleaner: 1 page cleaned, {len(PAGE)} bytes in, {len(CLEAN)} bytes out\n"
    )


def test_a_folder_is_searched_and_outputs_are_not_cleaned_again(run: Run, folder: Path) -> None:
    expected = ["deep/three.clean.txt", "deep/three.txt"]
    expected += ["one.clean.txt", "one.txt", "two.clean.txt", "two.txt"]
    for _ in range(2):
        result = run("clean", folder)
        assert result.exit_code == 0
        assert "3 pages cleaned" in result.stderr
        assert files(folder) == expected


def test_an_output_beside_its_page_on_the_command_line_is_left_out(run: Run, folder: Path) -> None:
    run("clean", folder)
    names = sorted(folder.glob("*.txt"))  # as a shell expands pages/*.txt
    result = run("clean", *names)
    assert (result.exit_code, len(names)) == (0, 4)
    assert "2 pages cleaned" in result.stderr


def test_an_output_named_alone_is_refused(run: Run, folder: Path) -> None:
    run("clean", folder / "one.txt")
    result = run("clean", folder / "one.clean.txt", folder / "two.txt")
    assert result.exit_code == 1
    assert "one.clean.txt: looks like an output of cleaner" in result.stderr
    assert "choose another --suffix" in result.stderr
    assert files(folder) == [
        "deep/three.txt",
        "one.clean.txt",
        "one.txt",
        "two.clean.txt",
        "two.txt",
    ]


def test_stdin_goes_to_stdout(run: Run) -> None:
    for args in (["-"], []):
        result = run("clean", *args, stdin=PAGE)
        assert (result.exit_code, result.stdout_bytes) == (0, CLEAN)
        assert "1 page cleaned" in result.stderr


def test_output_names_the_file(run: Run, folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "new" / "text.md"
    assert run("clean", folder / "one.txt", "-o", target).exit_code == 0
    assert target.read_bytes() == CLEAN
    assert run("clean", "-", "-o", target, stdin=PAGE * 2).exit_code == 0
    assert target.read_bytes() == CLEAN * 2
    assert run("clean", folder / "one.txt", "-o", "-").stdout_bytes == CLEAN


def test_output_takes_one_page(run: Run, folder: Path, tmp_path: Path) -> None:
    result = run("clean", folder, "-o", tmp_path / "all.txt")
    assert result.exit_code == 2
    assert "-o takes one page, these are 3; use --output-dir" in result.stderr
    assert not (tmp_path / "all.txt").exists()


def test_output_dir_mirrors_the_tree(run: Run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("clean", folder, "--output-dir", out).exit_code == 0
    assert files(out) == ["deep/three.txt", "one.txt", "two.txt"]
    assert run("clean", folder, "--output-dir", out, "--suffix", ".s").exit_code == 0
    assert files(out)[:2] == ["deep/three.s.txt", "deep/three.txt"]
    assert files(folder) == ["deep/three.txt", "one.txt", "two.txt"]


def test_output_dir_mirrors_what_a_glob_finds(run: Run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("clean", f"{folder}/**/*.txt", "--output-dir", out).exit_code == 0
    assert files(out) == ["deep/three.txt", "one.txt", "two.txt"]


@pytest.mark.parametrize("paths", ["{}", "{}/**/*.txt", "{}/*"])
def test_output_dir_inside_the_input_is_not_searched(run: Run, folder: Path, paths: str) -> None:
    for _ in range(2):
        result = run("clean", paths.format(folder), "--output-dir", folder / "out")
        assert result.exit_code == 0
        assert "3 pages cleaned" in result.stderr
    assert files(folder / "out") == ["deep/three.txt", "one.txt", "two.txt"]


def test_suffix(run: Run, folder: Path) -> None:
    (folder / "noext").write_bytes(PAGE)
    assert run("clean", folder / "one.txt", folder / "noext", "--suffix", "-text").exit_code == 0
    assert (folder / "one-text.txt").read_bytes() == CLEAN
    assert (folder / "noext-text").read_bytes() == CLEAN
    # Outputs of another suffix are pages like any other.
    result = run("clean", folder)
    assert (folder / "one-text.clean.txt").exists()
    assert "4 pages cleaned" in result.stderr


@pytest.mark.parametrize("suffix", ["", "a/b", "a\0b"])
def test_a_suffix_is_a_part_of_a_name(run: Run, folder: Path, suffix: str) -> None:
    result = run("clean", folder, "--suffix", suffix)
    assert result.exit_code == 2
    assert "part of a file name" in result.stderr
    assert files(folder) == ["deep/three.txt", "one.txt", "two.txt"]


def test_existing_outputs(run: Run, folder: Path) -> None:
    target = folder / "one.clean.txt"
    target.write_text("old")
    result = run("clean", folder, "--existing", "skip")
    assert (result.exit_code, target.read_text()) == (0, "old")
    assert "2 pages cleaned" in result.stderr
    assert "1 skipped: output exists" in result.stderr
    result = run("clean", folder / "one.txt", "--existing", "error")
    assert (result.exit_code, target.read_text()) == (1, "old")
    assert "one.clean.txt exists; use --existing overwrite or skip" in result.stderr
    assert run("clean", folder / "one.txt").exit_code == 0
    assert target.read_bytes() == CLEAN


def test_json_says_everything(run: Run, folder: Path) -> None:
    assert run("clean", folder / "one.txt", "--format", "json").exit_code == 0
    found = json.loads((folder / "one.clean.json").read_text("utf-8"))
    assert list(found) == ["text", "outcome", "confidence", "verdicts", "removed", "metadata"]
    assert (found["text"], found["outcome"]) == (CLEAN.decode(), "article")
    advert = found["verdicts"][2]
    assert list(advert) == ["line", "start", "end", "keep", "kind", "rule", "reason", "score"]
    assert (advert["line"], advert["keep"], advert["kind"]) == (3, False, "advert")
    assert PAGE.decode()[advert["start"] : advert["end"]].strip() == "Advertisement"
    removed = [Removed(**piece) for piece in found["removed"]]
    assert restore(found["text"], removed) == PAGE.decode()
    # The next run leaves it out, however it was named.
    assert run("clean", *sorted(folder.glob("one*"))).exit_code == 0
    assert run("clean", folder, "--pattern", "*.json").exit_code == 1


def test_keep_and_drop(run: Run) -> None:
    assert run("clean", "--keep", "advert", stdin=PAGE).stdout_bytes == PAGE
    result = run("clean", "--keep", "advert", "--drop", "advert", stdin=PAGE)
    assert result.exit_code == 2
    assert "keep and drop cannot both name a kind" in result.stderr
    assert run("clean", "--keep", "content", stdin=PAGE).exit_code == 2


def test_own_rules(run: Run, tmp_path: Path) -> None:
    rules = tmp_path / "own.toml"
    rules.write_text(OWN.format("promo", "line", "not everyone agreed with the mayor"))
    result = run("clean", "--rules", rules, stdin=b"Not everyone agreed with the mayor.\n" + PAGE)
    assert result.stdout_bytes == CLEAN
    rules.write_text(OWN.format("promo", "nowhere", "a phrase"))
    result = run("clean", "--rules", rules, stdin=PAGE)
    assert result.exit_code == 2
    assert "own.toml: [promo.own] where = 'nowhere' is unknown" in result.stderr
    assert run("clean", "--rules", tmp_path / "none.toml", stdin=PAGE).exit_code == 2


def test_own_keep_list(run: Run, tmp_path: Path) -> None:
    rules = tmp_path / "own.toml"
    rules.write_text(OWN.format("content", "line", "advertisement"))
    assert run("clean", "--rules", rules, stdin=PAGE).stdout_bytes == PAGE


def test_verbosity(run: Run, folder: Path) -> None:
    result = run("clean", folder / "one.txt", "-v")
    assert result.stderr.splitlines()[0] == (
        f"{folder}/one.txt -> {folder}/one.clean.txt: "
        "1 of 4 lines removed (advert 1); utf-8 (UTF-8)"
    )
    assert (folder / "one.clean.txt").read_bytes() == CLEAN
    assert run("clean", folder / "one.txt", "-q").stderr == ""
    result = run("clean", folder / "one.txt", folder / "none.txt", "-q")
    assert result.stderr.splitlines() == [
        f"cleaner: {folder}/none.txt: there is no such file or folder; check the name"
    ]
    result = run("clean", folder / "one.txt", "--existing", "skip", "-v")
    assert f"{folder}/one.txt: skipped, {folder}/one.clean.txt exists" in result.stderr


@pytest.mark.parametrize("use", ["both", "rules"])
def test_what_is_said_does_not_change_what_is_written(run: Run, folder: Path, use: str) -> None:
    texts = []
    for args in ([], ["-v"]):
        assert run("clean", folder, "--use", use, *args).exit_code == 0
        texts.append((folder / "one.clean.txt").read_bytes())
    assert texts[0] == texts[1]
    assert run("clean", folder, "--use", use, "--format", "json").exit_code == 0
    as_json = json.loads((folder / "one.clean.json").read_bytes())
    assert as_json["text"].encode() == texts[0]


@pytest.mark.parametrize(
    "data",
    [b"", b"\r\r\n\n", b"no end of line", b"NUL \0 here\n", b"\0", "\u2028\x85\x0c".encode()],
)
def test_odd_pages_come_out_byte_for_byte(run: Run, data: bytes) -> None:
    result = run("clean", stdin=data)
    assert (result.exit_code, result.stdout_bytes) == (0, data)


def test_contradictions_are_usage_errors(run: Run, folder: Path, tmp_path: Path) -> None:
    both = ["-o", str(tmp_path / "a"), "--output-dir", str(tmp_path / "b")]
    for args in (both, ["-", "--output-dir", str(tmp_path)], ["--format", "xml"]):
        assert run("clean", folder, *args, stdin=PAGE).exit_code == 2
    assert run("clean", folder, "--output-dir", folder / "one.txt").exit_code == 2
    assert run("clean", folder / "one.txt", "-o", folder).exit_code == 2
    assert files(folder) == ["deep/three.txt", "one.txt", "two.txt"]


def test_a_threshold_decides_how_much_goes(run: Run, folder: Path) -> None:
    kept = [
        run("clean", folder / "one.txt", "-o", "-", "--use", "score", "--threshold", share).stdout
        for share in ("0", "1")
    ]
    assert kept[0].splitlines() == PAGE.decode().splitlines()
    assert len(kept[1]) < len(kept[0])
    assert run("clean", folder / "one.txt", "--threshold", "2").exit_code == 2
