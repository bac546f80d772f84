"""From HTML to a tape: markup in which all `<` and `>` are those of tags, and all elements are
closed."""

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from turbohtml import Document

# Nobody reads these; scripts and styles would also stand on the tape as they are, with "<" and ">".
_UNSEEN: Final = (
    "script,style,template,svg,head,iframe,object,canvas,video,audio,select,datalist,noembed,"
    "noframes,basefont,bgsound,frame,keygen"
)
# One without an end, which stands in the name of an attribute, goes to the end of the page: looking
# for that end again and again would take quadratic time.
_COMMENT: Final = re.compile(r"<!--.*?(?:-->|\Z)|<\?[^>]*(?:>|\Z)", re.DOTALL)
_TAG_OR_COMMENT: Final = re.compile(r"(<[^!?>][^>]*>)|" + _COMMENT.pattern, re.DOTALL)
# Elements whose content is no markup. Where their end is missing they swallow the rest of the page.
_SWALLOWING: Final = "textarea,xmp,plaintext,title,listing"
_OUTERMOST: Final = (
    f":is({_SWALLOWING}):not(:is({_SWALLOWING}) *)"  # which hold the text of the others
)
_SWALLOWED: Final = re.compile(r"<(/?)(?:textarea|xmp|plaintext|title|noembed|noframes)\b", re.I)


_BLOCKS: Final = "p,div,section,article,li,td,h1,h2,h3"
_FAR: Final = 20  # bytes beyond one for each character: ten letters or six ideographs
_MANY: Final = 10  # so many tags or blocks are no text and no list to choose from


def parse(html: str | bytes) -> "Document":
    """Parse a page as browsers do, the scripts and styles taken out.

    Args:
        html: the page; of bytes the declared charset counts before the guessed one, but bytes that
            can be nothing but UTF-8 are read as that, whatever an old declaration says.

    Returns:
        the document. An element without an end that took the rest of the page for plain text is
        parsed again as if it held markup.
    """
    import turbohtml  # not at the top: who cleans text alone does without it

    if isinstance(html, bytes):
        html = _utf8(html) or html
    page = turbohtml.parse(html, positions=False)
    if _is_swallowed(page):
        markup = html if isinstance(html, str) else html.decode(page.encoding or "utf-8", "replace")
        page = turbohtml.parse(_SWALLOWED.sub(r"<\1div", markup), positions=False)
    return page


def to_tape(page: "Document") -> str:
    """Write a document as a tape; what is never shown is taken out of the document.

    Args:
        page: a parsed document.

    Returns:
        its markup without comments. In text and in attributes `<` and `>` stand as entities.

    >>> to_tape(parse("<p title='a>b'>1 &lt; 2<!-- no --><b>bold"))
    '<html><body><p title="a&gt;b">1 &lt; 2<b>bold</b></p></body></html>'
    """
    if page.root is None:
        return ""
    for element in page.root.select("select"):  # without an end one holds the rest of the page
        if len(element.select(_BLOCKS)) >= _MANY:
            element.remove(f"option:not(:has({_BLOCKS}))")
            element.tag = "div"
    page.root.remove(_UNSEEN)
    for element in page.root.select("xmp,plaintext"):  # their text is written as it is
        element.tag = "pre"
    return _without_comments(page.root.serialize()).replace("&nbsp;", " ")


def _without_comments(markup: str) -> str:
    bare = _COMMENT.sub("", markup)
    if bare.count("<") == bare.count(">"):
        return bare
    # Names by mistake hold a "<", and what looks like a comment may begin in one: tag by tag.
    return _TAG_OR_COMMENT.sub(r"\1", markup)


def _utf8(data: bytes) -> str | None:
    """The text of bytes that no other encoding would write by chance."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return text if len(data) - len(text) >= _FAR else None


def _is_swallowed(page: "Document") -> bool:
    return any(_holds_markup(element.text) for element in page.select(_OUTERMOST))


def _holds_markup(text: str) -> bool:
    return text.count("</") >= _MANY
