"""The case files: every line of every page comes out as its file says."""

import pytest

from benchmarks.trust.cases import Case, Mismatch, mismatches, parse_cases, read_cases
from cleaner import explain

LEFT = 0.08
"""The share of a language's chrome lines that may stay in the cases."""
MISNAMED = 0.2
"""The share that may go as another kind than the case says."""


def _parameters() -> list[object]:
    return [
        pytest.param(case, id=case.name, marks=pytest.mark.xfail(strict=True) if case.xfail else ())
        for case in read_cases()
    ]


@pytest.mark.parametrize("case", _parameters())
def test_no_content_is_lost(case: Case) -> None:
    wrong = [m for m in mismatches(case.lines, explain(case.text)) if m.sort in ("lost", "cut")]
    if wrong:
        complaints = "\n".join(m.complaint for m in wrong)
        pytest.fail(f"{case.name}: {len(wrong)} of {len(case.lines)} lines\n{complaints}", False)


@pytest.mark.parametrize("language", sorted({case.name[:2] for case in read_cases()}))
def test_chrome_goes_and_is_called_by_its_kind(language: str) -> None:
    """A single label may stay, or be taken for another kind of chrome; many may not."""
    found, chrome = list[Mismatch](), 0
    for case in read_cases():
        if case.name.startswith(language):
            found += mismatches(case.lines, explain(case.text))
            chrome += sum(bool(line.kinds) and "content" not in line.kinds for line in case.lines)
    left = [m.complaint for m in found if m.sort == "left"]
    assert len(left) <= LEFT * chrome, "\n".join(left)
    misnamed = [m.complaint for m in found if m.sort == "kind"]
    assert len(misnamed) <= MISNAMED * chrome, "\n".join(misnamed)


def test_names_are_unique() -> None:
    names = [case.name for case in read_cases()]
    assert len(set(names)) == len(names)


def test_a_case_file_says_what_a_line_is() -> None:
    (case,) = parse_cases(
        "# a comment\n=== a page\nadvert/promo | Subscribe | now\n"
        "|\n\ncontent |   Yes.[[ More »]]\n",
        "file",
    )
    assert (case.name, case.xfail) == ("file: a page", False)
    assert case.text == "Subscribe | now\n\n  Yes. More »"
    assert [sorted(line.kinds) for line in case.lines] == [["advert", "promo"], [], ["content"]]
    assert [line.kept for line in case.lines] == ["Subscribe | now", "", "  Yes."]
    assert [line.at for line in case.lines] == [3, 4, 6]


def test_known_failures_are_marked() -> None:
    cases = list(parse_cases("=== one\nany | 1\n=== xfail: two\ncontent | 2\n", "f"))
    assert [(case.name, case.xfail) for case in cases] == [("f: one", False), ("f: two", True)]
    assert "legal" in cases[0].lines[0].kinds


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("content | before any page", "begin a page"),
        ("=== page\nno bar", "write 'kind | text'"),
        ("=== page\nContent | Yes", "write 'kind | text'"),
        ("=== page\nadverts | Yes", "no kind is called adverts"),
        ("=== page\nadvert |", "a blank line"),
        ("=== page\n| text without kind", "no kind is called"),
    ],
)
def test_mistakes_in_a_case_file_are_named(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        list(parse_cases(text, "file"))


def test_mismatches_are_reported_and_nothing_else() -> None:
    page = (
        "=== page\n"
        "content | Advertisement\n"
        "advert | The council voted on Monday to keep the old library open for another ten years.\n"
        "promo | Advertisement\n"
        "advert/promo | Advertisement\n"
        "any | Advertisement\n"
        "content | The vote was close, and the mayor did not hide how glad he was. It[[ was]].\n"
        "content | A reader of ninety came to thank the council, and brought the first book.\n"
        "content | The library will open on Monday, with a new roof and the old chairs.\n"
    )
    (case,) = parse_cases(page, "file")
    wrong = mismatches(case.lines, explain(case.text))
    assert [(m.sort, m.complaint.split(": ")[0]) for m in wrong] == [
        ("lost", "line 2"),
        ("left", "line 3"),
        ("kind", "line 4"),
        ("cut", "line 7"),
    ]
