"""The kept part of a page as Markdown, written by turbohtml."""


def to_markdown(html: str, *, links: bool) -> str:
    r"""Write HTML as Markdown.

    Args:
        html: what is to be written, see prune.py.
        links: whether links keep their addresses.

    >>> to_markdown("<h2>One</h2><ul><li>two <a href='/'>three</a></ul>", links=False)
    '## One\n\n- two three'
    """
    import turbohtml

    options = turbohtml.Markdown() if links else turbohtml.Markdown(strip=("a",))
    return turbohtml.parse(html, positions=False).to_markdown(options).strip()
