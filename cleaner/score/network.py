"""The network: from words, shapes and neighbours to a probability of content, in numpy alone.

Every line becomes a column. Its tokens are looked up in two small embeddings and summed; a dense
layer joins them with the features and the evidence of the rules; a page layer adds what the page is
like as a whole; sums over all lines before and after add what has been seen so far; and dilated
convolutions look at the neighbours. Zero columns stand between pages, so that no page sees another.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleaner.kinds import KINDS
from cleaner.markup.columns import Markup
from cleaner.rules.book import Rulebook
from cleaner.score.features import ALONE, AMONG, FAR, alone, among
from cleaner.score.layers import Neighbours, dense, product, rectify
from cleaner.score.weights import OFFSET, Embedding, Floats, Weights, load_weights
from cleaner.stages.evidence import Evidence
from cleaner.table.arrays import Index, running
from cleaner.table.facts import Facts
from cleaner.table.lines import Lines

SEEN: Final = 256
"""Tokens of a line that are looked up; packed sums of more would overflow."""
HEAVY: Final = 200
"""Words beyond which a line weighs no more in the picture of its page."""
CHOIR: Final = 3
"""Lines alike from which they speak with one voice …"""
ECHO: Final = 0.75
"""… and how much that counts beside a line's own."""
_CERTAIN: Final = np.float32(80)
"""Beyond this a logit says nothing more, and its exponential overflows."""
_STEPS: Final = np.float32(1 << 20)
"""Steps in one: sums of whole numbers are faster than those of fractions, and exact."""


@dataclass(frozen=True)
class Judged:
    """What the network says of some lines.

    Attributes:
        score: float32 [lines], the probability of being content.
        seen: float32 [lines, H], what lines are among their neighbours.
        own: float32 [H, lines], what they are without; kinds are read from both.
    """

    score: Floats
    seen: Floats
    own: Floats


@dataclass(frozen=True)
class Elements:
    """What the elements around the lines of HTML pages say of them.

    Attributes:
        around: float32 [H, lines], their part of the first layer.
        alike: int64 [lines], the same number for lines of a page whose elements have the same path.
    """

    around: Floats
    alike: Index


class Network:
    """The learned score with one set of weights.

    Args:
        weights: what training found.

    Attributes:
        calibration: float32 [2, knots], see confidence.py.
    """

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self.calibration = weights.calibration
        channels = weights.words.channels + weights.shapes.channels
        known = 2 * channels + len(ALONE)
        seen = known + len(AMONG) + len(KINDS)
        self._inner_alone = np.ascontiguousarray(weights.inner[0][:, :known])
        self._inner_among = np.ascontiguousarray(weights.inner[0][:, known:seen])
        self._inner_markup = np.ascontiguousarray(weights.inner[0][:, seen:])
        self._neighbours = Neighbours(weights.convolutions)

    def alone(self, facts: Facts) -> Floats:
        """What every line says by itself, whatever stands around it.

        Args:
            facts: the table of lines.

        Returns:
            float32 [H, lines]: its part of the first layer.
        """
        columns = np.concatenate([self._words(facts.lines), alone(facts)])
        own = product(self._inner_alone, columns)
        own += self._weights.inner[1]
        return own

    def elements(self, pages: Sequence[Markup], rows: Index) -> Elements:
        """What the elements around lines say of them.

        Args:
            pages: the DOM columns of some pages.
            rows: int64 [lines], the lines wanted, numbered over all pages.
        """
        if not pages:
            return Elements(np.zeros((self._inner_markup.shape[0], 0), np.float32), rows)
        around = np.concatenate([self._around(page) for page in pages], axis=1)
        first = running(np.array([page.element.size for page in pages]))
        alike = np.concatenate([p.alike + n for p, n in zip(pages, first[:-1], strict=True)])
        return Elements(around[:, rows], alike[rows])

    def _around(self, markup: Markup) -> Floats:
        assert self._weights.names is not None, "load_network has looked"
        tokens = markup.names
        names = _summed(self._weights.names, tokens.bucket, tokens.first, tokens.last)
        everywhere, near = markup.over_ancestors(names)
        columns = np.concatenate([everywhere, near, markup.innermost(names), markup.dense])
        return product(self._inner_markup, columns)

    def judge(
        self,
        own: Floats,
        facts: Facts,
        evidence: Evidence,
        book: Rulebook,
        alike: Index | None = None,
    ) -> Judged:
        """Score every line among the others of its page.

        Args:
            own: what `alone` says of these lines.
            facts: the table of lines.
            evidence: what the rules say about it.
            book: the rules.
            alike: int64 [lines], see Elements; None for text.
        """
        columns = np.concatenate([among(facts), evidence_columns(evidence, book, len(facts))])
        own = rectify(own + product(self._inner_among, columns))
        own += self._page(own, facts)
        own += self._sides(own, facts)
        seen = self._neighbours.see(own, facts.lines.page)
        weight, bias = self._weights.keep
        size = own.shape[0]
        logit = (product(weight[:, :size], seen.T) + product(weight[:, size:], own) + bias)[0]
        if alike is not None:
            logit = _in_choir(logit, alike)
        return Judged(1 / (1 + np.exp(np.minimum(-logit, _CERTAIN))), seen, own)

    def kinds(self, judged: Judged, rows: Index) -> Index:
        """The most likely kind of chrome of some lines.

        Args:
            judged: what `judge` returned.
            rows: int64 [rows].

        Returns:
            int64 [rows], indices into KINDS.
        """
        weight, bias = self._weights.kinds
        size = judged.own.shape[0]
        likely = product(weight[:, :size], judged.seen.take(rows, axis=0).T)
        likely += product(weight[:, size:], judged.own.take(rows, axis=1))
        likely += bias
        return np.argmax(likely[1:], axis=0) + 1

    def _words(self, lines: Lines) -> Floats:
        """float32 [features, lines]: means and sums of the embeddings of every line's tokens."""
        until = np.minimum(lines.last, lines.first + SEEN)
        count = np.maximum(until - lines.first, 1).astype(np.float32)
        by_mean, by_sum = 3 / count, 1 / np.sqrt(count)
        parts = []
        for table, index in (
            (self._weights.words, lines.tokens.bucket),
            (self._weights.shapes, lines.tokens.shape),
        ):
            total = _summed(table, index, lines.first, until)
            parts += [total * by_mean, total * by_sum]
        return np.concatenate(parts)

    def _page(self, own: Floats, facts: Facts) -> Floats:
        """What the page is like: means over its lines, once by words and once by lines."""
        size = own.shape[0]
        columns = np.empty((2 * size + 1, own.shape[1]), np.float32)
        np.sqrt(np.minimum(facts.words, HEAVY), out=columns[size], casting="same_kind")
        np.multiply(own, columns[size], out=columns[:size])
        columns[size + 1 :] = own
        sums = facts.page_sums(columns, np.float32)
        sums[:size] /= np.maximum(sums[size], 1e-3)
        sums[size + 1 :] /= np.maximum(facts.page_sizes, 1)
        weight, bias = self._weights.page
        context = product(weight[:, :size], sums[:size])
        context += product(weight[:, size:], sums[size + 1 :])
        context += bias
        return facts.spread(context)

    def _sides(self, own: Floats, facts: Facts) -> Floats:
        """What was seen before a line and what comes after it: means and saturating sums."""
        signal = dense(self._weights.side, own)
        signal *= _STEPS
        size = signal.shape[0]
        running = np.zeros((size, len(facts) + 1), np.int64)
        signal.astype(np.int64).cumsum(axis=1, out=running[:, 1:])
        rows = facts.page_rows
        sums = np.empty((4 * size, len(facts)), np.float32)
        before, after = sums[2 * size : 3 * size], sums[3 * size :]
        before[:] = running[:, :-1] - facts.spread(running[:, rows[:-1]])
        after[:] = facts.spread(running[:, rows[1:]]) - running[:, 1:]
        sums[2 * size :] /= _STEPS
        for total, mean, lines in (
            (before, sums[:size], (facts.place + 1).astype(np.float32)),
            (after, sums[size : 2 * size], facts.rest.astype(np.float32)),
        ):
            np.divide(total, lines, out=mean)
            total *= np.minimum(1, FAR / lines)
        np.log1p(sums[2 * size :], out=sums[2 * size :])
        return dense(self._weights.sides, sums)


def _in_choir(logit: Floats, alike: Index) -> Floats:
    """Every line with its own voice and, louder, that of all lines alike, where there are some:
    what a template shows many times is one thing, and stays or goes as one."""
    count = np.bincount(alike)
    mean = np.bincount(alike, logit) / np.maximum(count, 1)
    share = np.where(count >= CHOIR, ECHO, 0)[alike]
    return ((1 - share) * logit + share * mean[alike]).astype(np.float32)


def evidence_columns(evidence: Evidence, book: Rulebook, size: int) -> Floats:
    """The heaviest evidence of each kind for every line.

    Args:
        evidence: what the rules say, lightest first.
        book: the rules.
        size: how many lines there are.

    Returns:
        float32 [kinds, lines], 0 for none to 1 for certain.
    """
    columns = np.zeros((len(KINDS), size), np.float32)
    line, rule, weight = evidence.line, evidence.rule, evidence.weight
    # The network has never seen a site memory, and would take the lines around for chrome, too.
    remembered = book.stands(rule, "site")
    if remembered.any():
        line, rule, weight = line[~remembered], rule[~remembered], weight[~remembered]
    columns[book.kind[rule], line] = weight / np.float32(3)
    return columns


def load_network(path: Path | str, *, html: bool) -> Network:
    """The network with the weights of a file.

    Args:
        path: the file; TEXT or HTML for one in the package.
        html: whether it is to read HTML.

    Raises:
        ValueError: the file holds weights for something else.
    """
    weights = load_weights(path)
    if html != (weights.names is not None):
        held, wanted = ("text", "HTML") if html else ("HTML", "text")
        raise ValueError(f"{path}: holds weights for {held}, not for {wanted}")
    return Network(weights)


def _summed(table: Embedding, index: NDArray[np.integer], first: Index, until: Index) -> Floats:
    """float32 [channels, lines]: sums of a table's channels over the tokens of every line."""
    total = np.empty((first.size, len(table.packed)), np.uint64)
    running = np.zeros(index.size + 1, np.uint64)
    for column, packed in enumerate(table.packed):
        packed.take(index).cumsum(out=running[1:])
        np.subtract(running.take(until), running.take(first), out=total[:, column])
    lanes = total.view("<u2")
    lanes -= (OFFSET * (until - first)).astype(np.uint16)[:, None]
    steps = lanes.view("<i2").T.astype(np.float32, order="C")
    steps *= table.scale
    return steps
