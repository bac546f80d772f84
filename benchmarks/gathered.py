"""What rules say of a page before anything is decided, as a decision sees it in its first round."""

from cleaner.rules.book import Rulebook
from cleaner.rules.locate import locate
from cleaner.rules.match import match
from cleaner.stages import alone, collect
from cleaner.stages.evidence import Evidence
from cleaner.table.facts import Facts
from cleaner.table.lines import read_lines
from cleaner.trim import trim


def gather(text: str, book: Rulebook) -> tuple[Facts, Evidence]:
    """The table of a page's lines, without what is cut off their ends, and the evidence.

    Args:
        text: the page.
        book: the rules.
    """
    lines = read_lines([text])
    located = locate(lines, book.phrases)
    lines, _ = trim(lines, book, located)
    facts = Facts(lines)
    return facts, collect(facts, book, alone(facts, book, match(lines, book, located)))
