"""The network: from words, shapes and neighbours to a probability of content, in numpy alone.

Every line becomes a column. Its tokens are looked up in two small embeddings and summed; a dense
layer joins them with the features and the evidence of the rules; a page layer adds what the page is
like as a whole; sums over all lines before and after add what has been seen so far; and dilated
convolutions look at the neighbours. Zero columns stand between pages, so that no page sees another.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleaner.kinds import KINDS
from cleaner.markup.columns import Markup
from cleaner.rules.book import Rulebook
from cleaner.score.features import ALONE, AMONG, alone, among
from cleaner.score.weights import LANES, Embedding, Floats, Weights, load_weights
from cleaner.stages.evidence import Evidence
from cleaner.table.arrays import Index, positions
from cleaner.table.facts import Facts
from cleaner.table.lines import Lines

SEEN: Final = 256
"""Tokens of a line that are looked up; packed sums of more would overflow."""
HEAVY: Final = 200
"""Words beyond which a line weighs no more in the picture of its page."""
_UNTHREADED: Final = 1 << 18
"""Multiplications that OpenBLAS does in the calling thread."""


@dataclass(frozen=True)
class Judged:
    """What the network says of some lines.

    Attributes:
        score: float32 [lines], the probability of being content.
        final: float32 [2 H, lines], the last layer, from which kinds can be read.
    """

    score: Floats
    final: Floats


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
        channels = weights.words.channels + weights.shapes.channels
        known = 2 * channels + len(ALONE)
        seen = known + len(AMONG) + len(KINDS)
        self._inner_alone = np.ascontiguousarray(weights.inner[0][:, :known])
        self._inner_among = np.ascontiguousarray(weights.inner[0][:, known:seen])
        self._inner_markup = np.ascontiguousarray(weights.inner[0][:, seen:])

    def alone(self, facts: Facts) -> Floats:
        """What every line says by itself, whatever stands around it.

        Args:
            facts: the table of lines.

        Returns:
            float32 [H, lines]: its part of the first layer.
        """
        columns = np.concatenate([self._words(facts.lines), alone(facts)])
        return product(self._inner_alone, columns) + self._weights.inner[1]

    def around(self, markup: Markup) -> Floats:
        """What the elements around every line say of it.

        Args:
            markup: the DOM columns of a page.

        Returns:
            float32 [H, lines]: their part of the first layer.
        """
        assert self._weights.names is not None, "load_network has looked"
        tokens = markup.names
        names = _summed(self._weights.names, tokens.bucket, tokens.first, tokens.last)
        everywhere, near = markup.over_ancestors(names)
        columns = np.concatenate([everywhere, near, markup.innermost(names), markup.dense])
        return product(self._inner_markup, columns)

    def judge(self, own: Floats, facts: Facts, evidence: Evidence, book: Rulebook) -> Judged:
        """Score every line among the others of its page.

        Args:
            own: what `alone` says of these lines.
            facts: the table of lines.
            evidence: what the rules say about it.
            book: the rules.
        """
        columns = np.concatenate([among(facts), evidence_columns(evidence, book, len(facts))])
        own = own + product(self._inner_among, columns)
        final = self._final(np.maximum(own, 0, out=own), facts)
        weight, bias = self._weights.keep
        logit = (product(weight, final) + bias)[0]
        return Judged(1 / (1 + np.exp(-logit)), final)

    def kinds(self, judged: Judged, rows: Index) -> Index:
        """The most likely kind of chrome of some lines.

        Args:
            judged: what `judge` returned.
            rows: int64 [rows].

        Returns:
            int64 [rows], indices into KINDS.
        """
        weight, bias = self._weights.kinds
        return np.argmax((product(weight, judged.final[:, rows]) + bias)[1:], axis=0) + 1

    def _words(self, lines: Lines) -> Floats:
        """Means and sums of the embeddings of every line's tokens."""
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

    def _final(self, own: Floats, facts: Facts) -> Floats:
        weights = self._weights
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
            near = _convolved(state, kernel, bias, dilation)
            near *= mask[dilation:-dilation]
            state[:, dilation:-dilation] += near
        return np.concatenate([state[:, place], own])

    def _page(self, own: Floats, facts: Facts) -> Floats:
        """What the page is like: means over its lines, once by words and once by lines."""
        rows = facts.page_rows
        heavy = np.sqrt(np.minimum(facts.words, HEAVY)).astype(np.float32)
        lines = np.maximum(rows[1:] - rows[:-1], 1).astype(np.float32)
        by_words = _per_page(own * heavy, rows) / np.maximum(_per_page(heavy[None], rows), 1e-3)
        by_lines = _per_page(own, rows) / lines
        weight, bias = self._weights.page
        context = product(weight, np.concatenate([by_words, by_lines])) + bias
        return np.repeat(context, rows[1:] - rows[:-1], axis=1)

    def _sides(self, own: Floats, facts: Facts) -> Floats:
        """What was seen before a line and what comes after it: means and saturating sums."""
        signal = _layer(self._weights.side, own)
        size = signal.shape[0]
        running = np.zeros((size, len(facts) + 1))
        np.cumsum(signal, axis=1, dtype=np.float64, out=running[:, 1:])
        rows = facts.page_rows
        count = rows[1:] - rows[:-1]
        sums = np.empty((4 * size, len(facts)), np.float32)
        before, after = sums[2 * size : 3 * size], sums[3 * size :]
        before[:] = running[:, :-1] - np.repeat(running[:, rows[:-1]], count, axis=1)
        after[:] = np.repeat(running[:, rows[1:]], count, axis=1) - running[:, 1:]
        place = np.arange(len(facts)) - facts.page_start
        np.divide(before, place + 1, out=sums[:size], casting="same_kind")
        rest = facts.page_stop - facts.page_start - place
        np.divide(after, rest, out=sums[size : 2 * size], casting="same_kind")
        np.log1p(sums[2 * size :], out=sums[2 * size :])
        return _layer(self._weights.sides, sums)


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
    size = bias.shape[0]
    before, same, after = product(kernel, state).reshape(3, size, -1)
    out = same[:, dilation:-dilation]
    out += before[:, : -2 * dilation]
    out += after[:, 2 * dilation :]
    out += bias
    return np.maximum(out, 0, out=out)


def _per_page(columns: Floats, rows: Index) -> Floats:
    """Sums over the rows of every page; 0 for a page without rows."""
    out = np.zeros((columns.shape[0], rows.size - 1), np.float32)
    solid = positions(rows[1:] > rows[:-1])
    out[:, solid] = np.add.reduceat(columns, rows[solid], axis=1)
    return out


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
