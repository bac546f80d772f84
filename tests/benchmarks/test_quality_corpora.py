"""Readers of the corpora."""

from pathlib import Path

from quality_corpora import CHROME, STORY, CorpusFolder, every_corpus, page_html

from benchmarks.quality.corpora import READERS, load


def test_wcxb_page(tmp_path: Path) -> None:
    folder = CorpusFolder(tmp_path)
    folder.wcxb(["0002", "0001"], page_type="category")
    first, second = READERS["wcxb"](tmp_path)
    assert (first.key, second.key) == ("0001", "0002")
    assert first.domain == "site0001.co.uk"
    assert first.page_type == "collection"
    assert first.language == "en"
    assert first.title == "T"
    assert first.gold == "\n\n".join(STORY)
    assert (first.wanted, first.unwanted) == (("the two islands",), ("our newsletter",))
    assert first.read().decode() == page_html(STORY)


def test_daniel_page(tmp_path: Path) -> None:
    CorpusFolder(tmp_path).daniel({"20120101_news.site.co.uk_ab": "English"})
    (page,) = READERS["daniel"](tmp_path)
    assert (page.domain, page.language, page.page_type) == ("site.co.uk", "en", "article")
    assert page.gold is not None
    assert page.gold.split("\n")[1] == f"{STORY[0]} &"
    assert b"<p>Home</p>" in page.read()


def test_trafilatura_page_from_both_folders(tmp_path: Path) -> None:
    folder = CorpusFolder(tmp_path)
    folder.trafilatura({"https://www.a.example/1": "a.html", "hard::b": "b.html"})
    unnamed, named = READERS["trafilatura"](tmp_path)
    assert (named.domain, unnamed.domain) == ("a.example", "hard::b")
    assert named.language == "de"
    assert named.gold is None
    assert named.read() == unnamed.read() == page_html(STORY, "de").encode()


def test_labelled_pages_share_the_site_of_their_own_corpus(tmp_path: Path) -> None:
    folder = CorpusFolder(tmp_path)
    folder.labelled([("wcxb", "0001"), ("daniel", "x_www.a.pl_y"), ("trafilatura", "http://b.pl/")])
    alone = [page.domain for page in READERS["labelled"](tmp_path)]
    assert alone == ["0001", "a.pl", "b.pl"]
    folder.wcxb(["0001"], page_type="forum")
    joined, *_ = READERS["labelled"](tmp_path)
    assert (joined.domain, joined.page_type) == ("site0001.co.uk", "forum")
    assert joined.gold == "\n".join(STORY)
    assert [kind for kind, _ in joined.lines] == ["content", *CHROME.values(), "content"]


def test_digest_ignores_how_pages_are_stored(tmp_path: Path) -> None:
    for name, gzipped in (("plain", False), ("zipped", True)):
        CorpusFolder(tmp_path / name).wcxb(["0001", "0002"], gzipped=gzipped)
    (plain,), _ = load(tmp_path / "plain", ["wcxb"])
    (zipped,), _ = load(tmp_path / "zipped", ["wcxb"])
    assert plain.digest == zipped.digest


def test_digest_follows_html_and_labels(tmp_path: Path) -> None:
    CorpusFolder(tmp_path).wcxb(["0001"], gzipped=False)
    digests = set()
    page, label = tmp_path / "wcxb/dev/html/0001.html", tmp_path / "wcxb/dev/ground-truth/0001.json"
    for path in (None, page, label):
        if path:
            path.write_text(path.read_text("utf-8").replace("ferry", "boat"), "utf-8")
        (corpus,), _ = load(tmp_path, ["wcxb"])
        digests.add(corpus.digest)
    assert len(digests) == 3


def test_absent_corpora_and_pages_are_named(tmp_path: Path) -> None:
    folder = CorpusFolder(tmp_path)
    folder.wcxb(["0001", "0002"], gzipped=False)
    (tmp_path / "wcxb/dev/html/0002.html").unlink()
    found, notes = load(tmp_path, list(READERS))
    assert [(corpus.name, len(corpus.pages)) for corpus in found] == [("wcxb", 1)]
    assert notes[0] == "wcxb: 1 pages left out, their HTML is absent"
    assert [note.split(":")[0] for note in notes[1:]] == list(READERS)[1:]
    assert all("skipped" in note and str(tmp_path) not in note for note in notes[1:])


def test_a_limit_takes_nested_samples(tmp_path: Path) -> None:
    data = every_corpus(tmp_path)
    sizes = []
    for limit in (3, 6):
        (corpus,), _ = load(data, ["wcxb"], limit)
        sizes.append({page.key for page in corpus.pages})
    small, large = sizes
    assert len(small) == 3
    assert len(large) == 6
    assert small < large
    (whole,), _ = load(data, ["wcxb"])
    assert len(whole.pages) == 12
    assert [page.key for page in whole.pages] == sorted(page.key for page in whole.pages)
