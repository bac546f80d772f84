"""Rendering: where lines break, what is between them, and that columns know where they stand."""

import pytest

from cleaner.markup.dense import DENSE
from cleaner.markup.page import read_page


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One <b>two</b>three</p>", "One twothree"),
        ("<p>One<br>two<br><br>three", "One\ntwo\nthree"),
        ("bare text<br>and more", "bare text\nand more"),
        ("<a>Home</a><a>News</a>", "Home News"),
        ("<ul><li>One<li>Two</ul>", "One\nTwo"),
        ("<table><tr><td>a<td>b<tr><td>c</table>", "a\nb\nc"),
        ("<p>a\n  b\t c</p>\n\n  <p> d </p>", "a b c\nd"),
        ("<pre>def f():\n    return  1\n</pre><p>x  y", "def f():\n    return  1\nx y"),
        ("<p>&lt;b&gt; &amp;amp; &nbsp; x&nbsp;y", "<b> &amp; x y"),
        ("<p>漢字<p>Ωμέγα 😀", "漢字\nΩμέγα 😀"),
        ("<noscript><p>In here</p></noscript>", "In here"),
        ("<head><title>No</title></head><script>no()</script><p>Yes", "Yes"),
        ("<select><option>No</select><svg><text>No</text></svg>Yes", "Yes"),
        ("<select><option>No</option>" + 10 * "<p>Yes</p>", "\n".join(10 * ["Yes"])),
        ("<pre>a\rb&#13;c</pre>", "a\nb c"),
        ("", ""),
        (" \n<div></div>", ""),
    ],
)
def test_text(html: str, text: str) -> None:
    page = read_page(html)
    assert page.text == text
    lines = text.split("\n") if text else []
    assert page.markup.element.size == page.markup.dense.shape[1] == len(lines)


def test_every_line_knows_where_it_stands() -> None:
    page = read_page(
        "<p>One &amp; two</p><div><i>three</i> <a href=x>four</a></div><pre>a\nb</pre>"
    )
    data = page.tape.data.tobytes()
    found = [data[a:b] for a, b in zip(page.rendered.first, page.rendered.last, strict=True)]
    assert found == [b"One &amp; two", b'three</i> <a href="x">four', b"a", b"b"]
    assert page.rendered.linked.tolist() == [0, 4, 0, 0]


def test_the_same_path_is_counted() -> None:
    page = read_page("<ul class=m><li>a<li>b<li>c</ul><ul><li>d</ul>")
    count = page.markup.dense[2]
    assert count[0] == count[1] == count[2] > count[3]


def test_names_add_up_over_ancestors() -> None:
    import numpy as np

    page = read_page("<nav><ul><li>a</ul></nav><main><p>b</main>")
    names = page.markup.names
    values = (names.last - names.first).astype(np.float32)[None]
    everywhere, near = page.markup.over_ancestors(values)
    assert everywhere.tolist() == [[5, 4]]  # html body nav ul li; html body main p
    assert (near <= everywhere).all()
    assert (near >= 1).all()


HEADLINE, BEFORE, AFTER = (
    DENSE.index(f"{where}headline") for where in ("", "before the ", "after the ")
)


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("<title>Bridge opens | News</title>", "Bridge opens"),
        ("<meta property=og:title content='BRIDGE OPENS'>", "Bridge opens"),
        ("<title>Something else</title>", "The bridge"),
    ],
)
def test_the_headline_is_found(title: str, headline: str) -> None:
    page = read_page(
        f"{title}<ul><li>Bridge opens<li>Other news</ul><h1>The bridge</h1>"
        "<h2>Bridge opens</h2><p>It did."
    )
    lines = page.text.split("\n")
    dense = page.markup.dense
    found = int(dense[HEADLINE].argmax())
    assert lines[found] == headline
    assert dense[BEFORE].tolist() == [float(line < found) for line in range(len(lines))]
    assert dense[AFTER].tolist() == [float(line > found) for line in range(len(lines))]


def test_a_page_without_title_has_no_headline() -> None:
    dense = read_page("<p>One<p>Two").markup.dense
    assert not dense[HEADLINE : DENSE.index("before the first h1")].any()
