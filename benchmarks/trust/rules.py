"""How often rules are right: by themselves, and where their word has decided."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.gathered import gather
from benchmarks.quality.labels import CHROME, CONTENT
from benchmarks.quality.views import Document
from benchmarks.trust.cases import by_line
from cleaner import Cleaned
from cleaner.rules.book import Rulebook
from cleaner.rules.rule import Rule, Weight


@dataclass
class Counts:
    """Lines that a rule speaks of, and lines that went in its name, by what they are."""

    chrome: int = 0
    content: int = 0
    removed_chrome: int = 0
    removed_content: int = 0


@dataclass
class Mistakes:
    """Content lines that went in the name of one rule, and the sites that they are of."""

    lines: int
    sites: int


def count_spoken(documents: Iterable[Document], book: Rulebook) -> defaultdict[str, Counts]:
    """Count the lines that rules speak of, on whole pages.

    Args:
        documents: pages with a label for every line.
        book: the rules.

    Returns:
        counts by name, see `counted_as`.
    """
    told: defaultdict[str, Counts] = defaultdict(Counts)
    for document in documents:
        facts, evidence = gather(document.text, book)
        numbers = facts.lines.number[evidence.line].tolist()
        said = {(n, r) for n, r in zip(numbers, evidence.rule.tolist(), strict=True)}
        for line, called in {(n, counted_as(book.rules[r])) for n, r in said}:
            told[called].chrome += document.labels.soft[line] == CHROME
            told[called].content += document.labels.soft[line] == CONTENT
    return told


def counted_as(rule: Rule) -> str:
    """What a rule is counted as: itself if it goes by structure, otherwise all phrases of its kind,
    place and weight."""
    if rule.where == "structure":
        return rule.id
    return f"phrases: {rule.kind}, {rule.where}, {Weight(rule.weight).name.lower()}"


def count_removed(
    documents: Sequence[Document],
    explained: Iterable[Cleaned],
    book: Rulebook,
    told: defaultdict[str, Counts],
) -> Mapping[str, Mistakes]:
    """Count the lines that went in the name of each rule.

    Args:
        documents: pages with a label for every line.
        explained: what became of them.
        book: the rules.
        told: counts by name; what went is added to them.

    Returns:
        mistakes by the id of the rule, the most first; "score" where none is named.
    """
    numbers = {rule: n for n, rule in enumerate(map(book.rules.id, range(len(book.rules))))}
    lines, sites = Counter[str](), defaultdict[str, set[str]](set)
    for document, page in zip(documents, explained, strict=True):
        for verdict in by_line(page).values():
            label = document.labels.soft[verdict.line]
            if verdict.keep or label not in (CHROME, CONTENT):
                continue
            if verdict.rule in numbers:
                counts = told[counted_as(book.rules[numbers[verdict.rule]])]
                counts.removed_chrome += label == CHROME
                counts.removed_content += label == CONTENT
            if label == CONTENT:
                lines[verdict.rule or "score"] += 1
                sites[verdict.rule or "score"].add(document.page.domain)
    return {rule: Mistakes(count, len(sites[rule])) for rule, count in lines.most_common()}
