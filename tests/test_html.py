"""HTML pages: what is kept, in which form, and that the promises hold."""

from pathlib import Path

import pytest
from html_pages import PAGES, every_html
from invariants import check_verdicts, check_way_back

from cleaner import Cleaner, Settings, clean_html, clean_html_many, explain_html


@pytest.mark.parametrize("name", PAGES)
def test_content_stays_and_chrome_goes(name: str) -> None:
    page = PAGES[name]
    kept = clean_html(page.html).split("\n")
    assert [line for line in page.content if line not in kept] == []
    assert [line for line in page.chrome if line in kept] == []


@pytest.mark.parametrize("name", PAGES)
def test_promises_hold(name: str) -> None:
    html = PAGES[name].html
    result = explain_html(html)
    assert clean_html(html) == result.text
    assert clean_html(html.encode()) == result.text
    check_way_back(result)
    check_verdicts(result)


def test_a_batch_gives_what_single_pages_give() -> None:
    pages = every_html()
    assert list(clean_html_many(pages)) == [clean_html(page) for page in pages]
    assert list(clean_html_many(pages, jobs=2)) == [clean_html(page) for page in pages]


@pytest.mark.parametrize("encoding", ["windows-1251", "gb2312", "shift_jis", "utf-16"])
def test_the_declared_charset_counts(encoding: str) -> None:
    words = {"windows-1251": "Мост снова открыт для движения.", "gb2312": "大桥重新开放通车了。"}
    text = words.get(encoding, "橋が再び開通しました。")
    html = f"<meta charset={encoding}><p>{text}</p>"
    assert clean_html(html.encode(encoding)) == text


def test_utf8_is_known_in_spite_of_an_old_declaration() -> None:
    text = "Мост снова открыт для движения."
    assert clean_html(f"<meta charset=windows-1251><p>{text}".encode()) == text


def test_what_a_page_says_of_itself() -> None:
    html = """<html lang="en-GB"><head><title>Bridge opens | The Herald</title>
    <meta property="og:title" content="Bridge opens">
    <meta property="og:site_name" content="The Herald">
    <link rel="canonical" href="https://herald.example/bridge">
    <script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "datePublished":
    "2023-03-14T10:00:00Z", "author": [{"name": "Jo Park"}, {"name": "Al Ray"}]}]}</script></head>
    <body><h1>Bridge opens</h1><p>The bridge opened to traffic again on Monday.</p>"""
    found = explain_html(html).metadata
    assert found is not None
    assert (found.title, found.author) == ("Bridge opens", "Jo Park; Al Ray")
    assert (found.date, found.language) == ("2023-03-14", "en-GB")
    assert (found.site, found.url) == ("The Herald", "https://herald.example/bridge")


def test_markdown_keeps_code_tables_lists_and_headings() -> None:
    html = """<nav><a href=/>Home</a> <a href=/docs>Docs</a></nav><main><h1>Install the tool</h1>
    <p>Run <code>pip</code> in a shell, then look at the <a href="/t">table</a> of the options.</p>
    <pre><code>pip install tool\n  --user</code></pre>
    <ul><li>One option here</li><li>Another option</li></ul>
    <table><tr><th>Option</th><th>Meaning</th></tr><tr><td>-q</td><td>be quiet</td></tr></table>
    </main><footer>© 2023 Example Ltd. All rights reserved.</footer>"""
    rules = Settings(output="markdown", use="rules")
    text = Cleaner(rules).clean_html(html)
    assert "# Install the tool\n" in text
    assert "Run `pip` in a shell, then look at the table of" in text
    assert "```\npip install tool\n  --user\n```" in text
    assert "- One option here\n- Another option" in text
    assert "| -q | be quiet |" in text
    assert "All rights reserved" not in text
    linked = Cleaner(Settings(output="markdown with links", use="rules")).clean_html(html)
    assert "the [table](/t) of" in linked
    assert Cleaner(rules).explain_html(html).markdown == text


def test_preformatted_text_stays_whole() -> None:
    timetable = "22:10  out\nAdvertisement\n23:40  back, and the last boat of the night"
    html = f"<p>The night ferry sails again.</p><pre>{timetable}</pre><pre>Advertisement</pre>"
    assert clean_html(html) == f"The night ferry sails again.\n{timetable}"


def test_trafilatura_reads_the_page_where_it_is_asked_for() -> None:
    pytest.importorskip("trafilatura")
    html = "".join(
        f"<p>Paragraph {number} tells how the bridge was opened to traffic, and why so late.</p>"
        for number in range(5)
    )
    cleaner = Cleaner(Settings(engine="trafilatura"))
    html = f"<article><h1>Bridge opens</h1>{html}<p>Advertisement</p></article>"
    assert "Paragraph 4" in cleaner.clean_html(html)
    assert "Advertisement" not in cleaner.clean_html(html)
    assert cleaner.explain_html(html).text == cleaner.clean_html(html)


def test_weights_of_text_are_refused_for_html() -> None:
    import cleaner.score

    text = Path(cleaner.score.__file__).with_name("text.npz")
    with pytest.raises(ValueError, match=r"text.npz: holds weights for text, not for HTML"):
        Cleaner(Settings(html_weights=text)).clean_html("<p>One.")
