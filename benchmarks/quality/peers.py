"""Other ways to clean scraped text, to be measured in the same run.

Line rules of published corpora are written here from their descriptions; extractors of HTML get
the text with every line wrapped in a ``<p>``.  Rules that drop whole documents are left out, as
the question here is which lines of a page to keep.
"""

import importlib
import re
from collections.abc import Callable, Mapping
from html import escape
from typing import Any

Cleaner = Callable[[str], str]

_C4_MARKUP = re.compile(r"\[\d*\]|\[edit\]|\[citation needed\]")
_C4_POLICIES = re.compile(
    r"terms of use|privacy policy|cookie policy|uses cookies|use of cookies|use cookies|javascript"
)


def c4(text: str) -> str:
    """Line rules of C4 (Raffel et al. 2020, https://arxiv.org/abs/1910.10683, section 2.2).

    A line stays when it ends in a terminal mark, has five words, none of them longer than 1000
    characters, and speaks neither of Javascript nor of policies.
    """
    lines = (_C4_MARKUP.sub("", line.strip()) for line in text.split("\n"))
    return "\n".join(filter(_is_c4_line, lines))


def _is_c4_line(line: str) -> bool:
    if not line.endswith((".", "?", "!", '"')) or line.endswith("..."):
        return False
    words = line.split()
    return (
        len(words) >= 5 and max(map(len, words)) <= 1000 and not _C4_POLICIES.search(line.lower())
    )


_COUNTED = """
    like share comment view retweet follower vote point review rating subscriber post read download
    answer
""".split()
_REFINEDWEB_COUNTER = re.compile(
    rf"^\W*[\d.,]+[km]?\s*\+?\s*(?:(?:{'|'.join(_COUNTED)})s?|reply|replies)\W*$", re.I
)
_REFINEDWEB_SHORT = re.compile(
    r"""
    ^\W*(?:sign[ -]?in | sign[ -]?up | log[ -]?in | subscribe | share | follow[ ]us | skip[ ]to)\b
    | (?:(?:read|see|learn|show)[ ]more | view[ ]all | click[ ]here | continue[ ]reading)\W*$
    | items?[ ]in[ ](?:the[ ])?cart | all[ ]rights[ ]reserved | add[ ]to[ ]cart | accept[ ]cookies
    | leave[ ]a[ ](?:comment|reply)
    """,
    re.I | re.X,
)


def refinedweb(text: str) -> str:
    """Line corrections of RefinedWeb (Penedo et al. 2023, https://arxiv.org/abs/2306.01116, G.2).

    Lines go that are mostly upper-case, a number, a counter or a single word, and lines of up to
    ten words with a telling phrase at their start, at their end or anywhere.  The paper gives
    examples of the phrases; the list here is a reading of it.
    """
    return "\n".join(filter(_is_refinedweb_line, text.split("\n")))


def _is_refinedweb_line(line: str) -> bool:
    count = len(line.split())
    letters = [character for character in line if character.isalpha()]
    if count < 2 or not letters or _REFINEDWEB_COUNTER.search(line):
        return False
    if sum(map(str.isupper, letters)) > 0.5 * len(letters):
        return False
    return count > 10 or not _REFINEDWEB_SHORT.search(line)


def long_span(text: str) -> str:
    """Everything from the first to the last line of at least 20 words."""
    lines = text.split("\n")
    long = [place for place, line in enumerate(lines) if len(line.split()) >= 20]
    return "\n".join(lines[long[0] : long[-1] + 1]) if long else ""


def as_paragraphs(text: str) -> str:
    """An HTML page that has a paragraph for every line of a text.

    >>> as_paragraphs("a < b")
    '<html><head><title></title></head><body><p>a &lt; b</p></body></html>'
    """
    stripped = filter(None, map(str.strip, text.split("\n")))
    body = "\n".join(f"<p>{escape(line)}</p>" for line in stripped)
    return f"<html><head><title></title></head><body>{body}</body></html>"


def _line_rules(rules: Cleaner) -> Callable[[], Cleaner]:
    return lambda: rules


def _justext() -> Cleaner:
    justext: Any = importlib.import_module("justext")
    stop_words = justext.get_stoplist("English")

    def clean(text: str) -> str:
        paragraphs = justext.justext(as_paragraphs(text), stop_words)
        return "\n".join(p.text for p in paragraphs if not p.is_boilerplate)

    return clean


def _boilerpy3(extractor: str) -> Callable[[], Cleaner]:
    def load() -> Cleaner:
        extractors: Any = importlib.import_module("boilerpy3.extractors")
        content = getattr(extractors, extractor)(raise_on_failure=False).get_content
        return lambda text: str(content(as_paragraphs(text)))

    return load


def _datatrove() -> Cleaner:
    filters: Any = importlib.import_module("datatrove.pipeline.filters")
    document: Any = importlib.import_module("datatrove.data").Document
    rules = filters.C4QualityFilter(
        min_num_sentences=-1, filter_curly_bracket=False, filter_lorem_ipsum=False
    )

    def clean(text: str) -> str:
        page = document(text=text, id="page")
        return str(page.text) if rules.filter(page) is True else ""

    return clean


def _trafilatura() -> Cleaner:
    extract: Any = importlib.import_module("trafilatura").extract
    return lambda text: str(extract(as_paragraphs(text), include_comments=False) or "")


# Each loader imports what its peer needs, and raises ImportError where that is not installed.
PEERS: Mapping[str, Callable[[], Cleaner]] = {
    "c4": _line_rules(c4),
    "refinedweb": _line_rules(refinedweb),
    "long-span": _line_rules(long_span),
    "justext": _justext,
    "boilerpy3": _boilerpy3("ArticleExtractor"),
    "boilerpy3:default": _boilerpy3("DefaultExtractor"),
    "datatrove-c4": _datatrove,
    "trafilatura": _trafilatura,
}
