"""No pattern of the package can backtrack for long: no repetitions in each other or side by side.

Rules are no patterns at all, so this is about the few in the code.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any, Final

import pytest

import cleaner

_FOLDER: Final = Path(cleaner.__file__).parent
_CALLS: Final = {"compile", "match", "search", "fullmatch", "split", "sub", "findall", "finditer"}
_REPEATS: Final = (_constants.MAX_REPEAT, _constants.MIN_REPEAT)
_SINGLE: Final = (_constants.IN, _constants.LITERAL, _constants.ANY, _constants.NOT_LITERAL)
_MANY: Final = 50


def _patterns() -> Iterator[tuple[str, str]]:
    """File and pattern of every call of re.something("…") in the package."""
    for path in sorted(_FOLDER.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and (node.func.value.id, node.func.attr) in {("re", call) for call in _CALLS}
            ):
                for part in ast.walk(node.args[0]):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        yield path.name, part.value


PATTERNS: Final = sorted(set(_patterns()))


def slow(pattern: str) -> str:
    """Why a pattern may take more than linear time; nothing when it does not."""
    return _slow(_parser.parse(pattern), inside=False)


def _slow(items: Any, *, inside: bool) -> str:
    """Looks for repetitions in repetitions, and for two in a row that take the same characters."""
    before: Any = None
    for number, (kind, value) in enumerate(items):
        if kind in _REPEATS and value[1] > _MANY:
            taken, following = _characters(value[2]), items[number + 1 : number + 2]
            # In "(a+,)+" the comma tells one turn from the next.
            if inside and not (following and not taken & _characters(following)):
                return "a repetition in a repetition"
            if why := _slow(value[2], inside=True):
                return why
            if before is not None and _characters(before) & taken:
                return "two repetitions in a row that take the same characters"
            before = value[2]
            continue
        for part in _parts(kind, value):
            if why := _slow(part, inside=inside):
                return why
        if kind is not _constants.AT:
            before = None
    return ""


def _parts(kind: Any, value: Any) -> list[Any]:
    if kind is _constants.SUBPATTERN:
        return [value[3]]
    if kind is _constants.BRANCH:
        return list(value[1])
    if kind in (_constants.ASSERT, _constants.ASSERT_NOT):
        return [value[1]]
    return [value[2]] if kind in _REPEATS else []


def _characters(items: Any) -> set[str]:
    """Which of the ASCII characters one turn of a repetition may take, found by trying."""
    one = re.compile(_written(items), re.DOTALL)
    return {character for character in map(chr, range(128)) if one.match(character)}


def _written(items: Any) -> str:
    ((kind, value), *rest) = items
    if rest or kind not in _SINGLE:
        return "."  # anything, to be on the safe side
    if kind is _constants.LITERAL:
        return re.escape(chr(value))
    if kind is _constants.NOT_LITERAL:
        return f"[^{re.escape(chr(value))}]"
    if kind is _constants.ANY:
        return "."
    negated = value[0][0] is _constants.NEGATE
    return f"[{'^' if negated else ''}{''.join(map(_member, value[negated:]))}]"


def _member(member: tuple[Any, Any]) -> str:
    kind, value = member
    if kind is _constants.RANGE:
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    if kind is _constants.CATEGORY:
        name = str(value).removeprefix("CATEGORY_")
        letter = {"D": "d", "S": "s", "W": "w"}[name.removeprefix("NOT_")[0]]
        return f"\\{letter.upper() if name.startswith('NOT_') else letter}"
    return re.escape(chr(value))


@pytest.mark.parametrize(("file", "pattern"), PATTERNS)
def test_no_pattern_backtracks(file: str, pattern: str) -> None:
    assert slow(pattern) == ""


def test_all_patterns_were_found() -> None:
    assert len(PATTERNS) > 10
    assert {"parse.py", "match.py", "host.py", "headline.py"} <= {file for file, _ in PATTERNS}


@pytest.mark.parametrize(
    "pattern",
    ["(a+)+", "(a*)*b", "(a|b+)*c", r"\s*\s*x", r"\w+\d+x", ".*.*x", r"(?:\s+|x)+", "a+(?:b*)*",
     r"[a-z]+[^0-9]*!", "(?=(a+)+)b", r"(?:\w+-?)+"],
)  # fmt: skip
def test_patterns_that_backtrack_are_seen(pattern: str) -> None:
    assert slow(pattern)


@pytest.mark.parametrize(
    "pattern",
    ["a+b+", r"(?:[\w-]+\.)+x", r"\s+\d+\s+", "(?:ab)+c", r"\d{4}-\d\d", "<[^>]*>", "a{1,3}a{1,3}"],
)
def test_patterns_that_do_not_are_let_pass(pattern: str) -> None:
    assert slow(pattern) == ""
