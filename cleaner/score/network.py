"""The network: from words, shapes and neighbours to a probability of content, in numpy alone.

Every line becomes a column. Its tokens are looked up in two small embeddings and summed; a dense
layer joins them with the features and the evidence of the rules; a page layer adds what the page is
like as a whole; sums over all lines before and after add what has been seen so far; and dilated
convolutions look at the neighbours. Zero columns stand between pages, so that no page sees another.
"""

from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleaner.kinds import KINDS
from cleaner.rules.book import Rulebook
from cleaner.score.features import dense
from cleaner.score.weights import LANES, Embedding, Floats, Weights, load_weights
from cleaner.stages.evidence import Evidence
from cleaner.table.codes import Index
from cleaner.table.facts import Facts
from cleaner.table.lines import Lines

SEEN: Final = 256
"""Tokens of a line that are looked up; packed sums of more would overflow."""
HEAVY: Final = 200
"""Words beyond which a line weighs no more in the picture of its page."""
_UNTHREADED: Final = 1 << 18
"""Multiplications that OpenBLAS does in the calling thread."""


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
        self._gap = max(dilation for dilation, _, _ in weights.convolutions)

    def words(self, lines: Lines) -> Floats:
        """What the words of every line say, whatever stands around it.

        Args:
            lines: the table of lines.

        Returns:
            float32 [channels, lines]: means and sums of the embeddings of its tokens.
        """
        tokens = lines.tokens
        until = np.minimum(lines.last, lines.first + SEEN)
        count = np.maximum(until - lines.first, 1).astype(np.float32)
        parts = []
        for table, index in (
            (self._weights.words, tokens.bucket),
            (self._weights.shapes, tokens.shape),
        ):
            total = _summed(table, index, lines.first, until)
            parts += [total * (3 / count), total / np.sqrt(count)]
        return np.concatenate(parts)

    def judge(
        self, words: Floats, facts: Facts, evidence: Evidence, book: Rulebook
    ) -> tuple[Floats, Index]:
        """Score every line.

        Args:
            words: what `words` says of these lines.
            facts: the table of lines.
            evidence: what the rules say about it.
            book: the rules.

        Returns:
            float32 [lines], the probability of being content;
            int64 [lines], the most likely kind of chrome, index into KINDS.
        """
        inputs = [words, dense(facts), evidence_columns(evidence, book, len(facts))]
        final = self._final(np.concatenate(inputs), facts)
        weight, bias = self._weights.keep
        kinds, kinds_bias = self._weights.kinds
        likely = np.argmax((product(kinds, final) + kinds_bias)[1:], axis=0) + 1
        logit = (product(weight, final) + bias)[0]
        return (1 / (1 + np.exp(-logit))).astype(np.float32), likely

    def _final(self, inputs: Floats, facts: Facts) -> Floats:
        weights = self._weights
        own = _layer(weights.inner, inputs)
        own += self._page(own, facts)
        own += self._sides(own, facts)
        page = facts.lines.page
        place = np.arange(page.size) + self._gap * (page + 1)
        size = page.size + self._gap * (facts.lines.pages + 1)
        state = np.zeros((own.shape[0], size), np.float32)
        state[:, place] = own
        mask = np.zeros(size, np.float32)
        mask[place] = 1
        for dilation, kernel, bias in weights.convolutions:
            state[:, dilation:-dilation] += (
                _convolved(state, kernel, bias, dilation) * mask[dilation:-dilation]
            )
        return np.concatenate([state[:, place], own])

    def _page(self, own: Floats, facts: Facts) -> Floats:
        """What the page is like: means over its lines, once by words and once by lines."""
        rows, page = facts.page_rows, facts.lines.page
        heavy = np.sqrt(np.minimum(facts.words, HEAVY)).astype(np.float32)
        by_words = _per_page(own * heavy, rows) / np.maximum(_per_page(heavy[None], rows), 1e-3)
        by_lines = _per_page(own, rows) / np.maximum(np.diff(rows), 1)
        weight, bias = self._weights.page
        context = product(weight, np.concatenate([by_words, by_lines]).astype(np.float32)) + bias
        return context[:, page]

    def _sides(self, own: Floats, facts: Facts) -> Floats:
        """What has been seen before a line and what comes after it, as means and as saturating
        sums."""
        rows, page = facts.page_rows, facts.lines.page
        signal = _layer(self._weights.side, own)
        running = np.zeros((signal.shape[0], page.size + 1))
        np.cumsum(signal, axis=1, dtype=np.float64, out=running[:, 1:])
        before = running[:, :-1] - running[:, rows[page]]
        after = running[:, rows[page + 1]] - running[:, 1:]
        place = np.arange(page.size) - rows[page]
        rest = rows[page + 1] - rows[page] - place - 1
        columns = [before / (place + 1), after / (rest + 1), np.log1p(before), np.log1p(after)]
        return _layer(self._weights.sides, np.concatenate(columns).astype(np.float32))


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
    columns[book.kind[evidence.rule], evidence.line] = evidence.weight / np.float32(3)
    return columns


def load_network(path: Path | None) -> Network:
    """The network with the weights of a file.

    Args:
        path: the file; None for the one in the package.
    """
    return Network(load_weights(path))


def product(weight: Floats, columns: Floats) -> Floats:
    """A matrix product with many columns, a few columns at a time.

    OpenBLAS starts threads for larger products. For matrices as flat as these they cost up to a
    hundred times what they save when another process is busy.

    Args:
        weight: float32 [rows, inner].
        columns: float32 [inner, columns].

    Returns:
        float32 [rows, columns].
    """
    rows, inner = weight.shape
    size = columns.shape[1]
    step = max(1, _UNTHREADED // (rows * inner))
    if size <= step:
        return weight @ columns
    out = np.empty((rows, size), np.float32)
    for start in range(0, size, step):
        np.matmul(weight, columns[:, start : start + step], out=out[:, start : start + step])
    return out


def _layer(layer: tuple[Floats, Floats], columns: Floats) -> Floats:
    weight, bias = layer
    out = product(weight, columns)
    out += bias
    return np.maximum(out, 0, out=out)


def _convolved(state: Floats, kernel: Floats, bias: Floats, dilation: int) -> Floats:
    out = product(kernel[1], state[:, dilation:-dilation])
    out += product(kernel[0], state[:, : -2 * dilation])
    out += product(kernel[2], state[:, 2 * dilation :])
    out += bias
    return np.maximum(out, 0, out=out)


def _per_page(columns: Floats, rows: Index) -> Floats:
    """Sums over the rows of every page; 0 for a page without rows."""
    running = np.zeros((columns.shape[0], columns.shape[1] + 1))
    np.cumsum(columns, axis=1, dtype=np.float64, out=running[:, 1:])
    return (running[:, rows[1:]] - running[:, rows[:-1]]).astype(np.float32)


def _summed(table: Embedding, index: NDArray[np.integer], first: Index, until: Index) -> Floats:
    """Sums of a table's channels over the tokens of every line."""
    totals = []
    for packed in table.packed:
        running = np.zeros(index.size + 1, np.uint64)
        np.cumsum(packed.take(index), out=running[1:])
        total = running.take(until) - running.take(first)
        totals.append(total.view("<u2").reshape(-1, LANES).T)
    steps = np.concatenate(totals).astype(np.float32) - np.float32(128) * (until - first)
    return (steps * table.scale).astype(np.float32)
