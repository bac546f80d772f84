"""The other engine: trafilatura's extraction, for those who want its choice of the main text."""

from cleaner.extras import needed


def extract(html: str | bytes, url: str | None = None) -> str:
    """Let trafilatura choose the main text of a page.

    Args:
        html: the page.
        url: its address, where it is known.

    Returns:
        the text, "" where trafilatura finds none.

    Raises:
        MissingExtra: trafilatura is not installed.
    """
    trafilatura = needed("trafilatura", "engine='trafilatura'", "trafilatura")
    return trafilatura.extract(html, url=url, include_comments=False) or ""
