"""The tape: tags, pairs and nesting as the parser's own tree has them, whatever the markup."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import explain_html, restore
from cleaner.markup.parse import parse, to_tape
from cleaner.markup.tape import read_tape

_PIECES = st.sampled_from(
    [
        "<p>", "</p>", "<div class='a b'>", "</div>", "<b>", "</b>", "<br>", "<img src=x>", "text",
        "<table>", "<tr><td>", "</table>", "<a href='?a>b'>", "</a>", "<li>",
        "<!-- < > -->", "&lt;", "<?php echo '>' ?>",
        '<p a"b="c">', "<i <b>", "<x-y>", "</x-y>", "<svg><path/></svg>",
        "<math><mi>x</mi></math>", "<textarea>", "<plaintext>", "<xmp>", "<select><option>",
        "<noscript>", "<style>", "<script>a<b", "</script>", "<template>", "\n", "\0", "é漢",
        "<![CDATA[ x > y ]]>", "<frameset>", "<keygen>", "</br>", "<blockquote>", "<basefontx>",
        "<h<!-->", "-->", "<m<?>", "<aéééé>",
    ]
)  # fmt: skip

_VOID = set("area base br col embed hr img input link meta param source track wbr".split())


@given(st.lists(_PIECES, max_size=40).map("".join))
def test_elements_nest_as_in_the_tree(html: str) -> None:
    page = parse(html)
    tape = read_tape(to_tape(page))
    assert page.root is not None
    tree = [page.root, *page.root.iter_elements()]
    solid = [element for element in tree if element.tag not in _VOID]
    starts = tape.start[tape.opens]
    written = [bytes(tape.data[start + 1 : start + 9]) for start in starts]
    names = [element.tag.encode()[:8] for element in solid]
    assert [w[: len(n)] for w, n in zip(written, names, strict=True)] == names
    order = {id(element): number for number, element in enumerate(solid)}
    parents = [order.get(id(element.parent), -1) for element in solid]
    assert tape.parent.tolist() == parents


@given(st.lists(_PIECES | st.binary(max_size=4), max_size=40))
def test_whatever_comes_is_cleaned_and_can_be_put_back(pieces: list[str | bytes]) -> None:
    html = b"".join(p.encode() if isinstance(p, str) else p for p in pieces)
    cleaned = explain_html(html)
    assert restore(cleaned.text, cleaned.removed) == cleaned.original


@pytest.mark.parametrize("end", ["\n", "\r", "&#13;", "&#10;", "\r\n", "\f", "&#x2028;"])
def test_line_ends_in_names_end_no_element(end: str) -> None:
    html = f"<div class='post{end}body'><p id='a{end}b'>The bridge opened to traffic again.</p>"
    assert explain_html(html).original == "The bridge opened to traffic again."


@pytest.mark.parametrize(
    ("html", "tape"),
    [
        ("<p>a<!-- <b> --></p>", "<html><body><p>a</p></body></html>"),
        ("<p>a<?php b ?>c", "<html><body><p>ac</p></body></html>"),
        ("<script>a<b</script><p>c", "<html><body><p>c</p></body></html>"),
        ("<plaintext>a<b>", "<html><body><pre>a&lt;b&gt;</pre></body></html>"),
        ("", "<html><body></body></html>"),
    ],
)
def test_what_is_no_text_stays_off_the_tape(html: str, tape: str) -> None:
    assert to_tape(parse(html)) == tape


def test_markup_swallowed_by_an_unclosed_element_is_markup_again() -> None:
    rest = "".join(f"<p>Paragraph {number} of the text.</p>" for number in range(20))
    for name in ("textarea", "title", "xmp"):
        assert to_tape(parse(f"<div><{name}>{rest}")).count("<p>") == 20


def test_a_textarea_with_a_little_code_keeps_it_as_text() -> None:
    assert "&lt;b&gt;" in to_tape(parse("<textarea><b>bold</b></textarea>"))
