"""The network of cleaner/score/network.py in PyTorch; the two must compute the same."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from benchmarks.train.examples import Example
from cleaner.kinds import KINDS
from cleaner.markup.columns import Markup
from cleaner.markup.dense import DENSE
from cleaner.score.network import HEAVY
from cleaner.table.arrays import Index, stretches
from cleaner.table.tokens import SHAPES

BUCKETS = 1 << 16


@dataclass(frozen=True)
class Size:
    """How large a network is; see cleaner/score/weights.py for the layers. Without channels for
    names it reads text alone."""

    words: int = 8
    shapes: int = 4
    inner: int = 32
    side: int = 8
    dilations: tuple[int, ...] = (1, 3, 9)
    dropout: float = 0.0
    names: int = 0


@dataclass(frozen=True)
class MarkupBatch:
    """The DOM columns of some pages side by side, as tensors.

    Attributes:
        bucket, owner: int64 [tokens], the names of elements, and whose they are.
        weight: float32 [tokens], 0 for names that the embedding must not know.
        opens, closes: int64 [elements]; tags: how many in all, one more for every page.
        element, beyond: int64 [lines], the innermost element around a line, and the innermost one
            that is not near; the number of elements for none.
        dense: float32 [lines, columns].
    """

    bucket: Tensor
    owner: Tensor
    weight: Tensor
    opens: Tensor
    closes: Tensor
    tags: int
    element: Tensor
    beyond: Tensor
    dense: Tensor


@dataclass(frozen=True)
class Batch:
    """Some pages side by side, as tensors.

    Attributes:
        bucket, shape: int64 [tokens].
        line: int64 [tokens], the line of each token.
        weight: float32 [tokens], 0 for words that the embedding must not know.
        seen, words: float32 [lines].
        columns: float32 [lines, features].
        page: int64 [lines], from 0.
        place: int64 [lines], where a line stands among the zero lines between pages; size: how
            many in all.
        content, kind: int64 [lines].
        pages: how many.
        markup: the DOM columns; None for text.
    """

    bucket: Tensor
    shape: Tensor
    line: Tensor
    weight: Tensor
    seen: Tensor
    words: Tensor
    columns: Tensor
    page: Tensor
    place: Tensor
    size: int
    content: Tensor
    kind: Tensor
    pages: int
    markup: MarkupBatch | None = None


def batch_of(
    examples: Sequence[Example],
    weight: NDArray[np.float32],
    gap: int,
    names: NDArray[np.float32] | None = None,
) -> Batch:
    """Put pages side by side.

    Args:
        examples: the pages.
        weight: float32 [tokens of all pages], see Batch.
        gap: zero lines between pages.
        names: float32 [tokens of all elements], see MarkupBatch; None for text.
    """
    lengths = [example.words.size for example in examples]
    seen = np.concatenate([example.seen for example in examples])
    page = np.repeat(np.arange(len(examples)), lengths)
    columns = np.concatenate([example.columns for example in examples], 1)

    def joined(name: str) -> Tensor:
        return torch.from_numpy(
            np.concatenate([getattr(e, name) for e in examples]).astype(np.int64)
        )

    return Batch(
        joined("bucket"),
        joined("shape"),
        torch.from_numpy(np.repeat(np.arange(seen.size), seen)),
        torch.from_numpy(weight),
        torch.from_numpy(seen.astype(np.float32)),
        joined("words").float(),
        torch.from_numpy(columns.T.astype(np.float32)),
        torch.from_numpy(page),
        torch.from_numpy(np.arange(page.size) + gap * (page + 1)),
        page.size + gap * (len(examples) + 1),
        joined("content"),
        joined("kind"),
        len(examples),
        _markup_of([e.markup for e in examples if e.markup], names) if names is not None else None,
    )


def _markup_of(pages: Sequence[Markup], weight: NDArray[np.float32]) -> MarkupBatch:
    elements = np.cumsum([0, *(page.opens.size for page in pages)])
    tags = np.cumsum([0, *(page.tags + 1 for page in pages)])
    total = int(elements[-1])
    element, beyond, owner = [], [], []
    for page, shift in zip(pages, elements, strict=False):
        above = page.beyond
        element.append(np.where(page.element >= 0, page.element + shift, total))
        beyond.append(np.where(above >= 0, above + shift, total))
        sizes = page.names.last - page.names.first
        owner.append(np.repeat(np.arange(sizes.size) + shift, sizes))

    def tensor(parts: Sequence[NDArray[np.integer]]) -> Tensor:
        return torch.from_numpy(np.concatenate(parts).astype(np.int64))

    return MarkupBatch(
        tensor([buckets_of(page) for page in pages]),
        tensor(owner),
        torch.from_numpy(weight),
        tensor([page.opens + shift for page, shift in zip(pages, tags, strict=False)]),
        tensor([page.closes + shift for page, shift in zip(pages, tags, strict=False)]),
        int(tags[-1]),
        tensor(element),
        tensor(beyond),
        torch.from_numpy(np.concatenate([page.dense.T for page in pages])),
    )


def buckets_of(page: Markup) -> Index:
    """The names of all elements, int64 [tokens], one element after the other."""
    return page.names.bucket[stretches(page.names.first, page.names.last)]


class Model(nn.Module):
    """The network.

    Args:
        size: how large it is.
        features: columns of an example.
    """

    def __init__(self, size: Size, features: int) -> None:
        super().__init__()
        self.size = size
        inner = size.inner
        self.words = nn.Embedding(BUCKETS, size.words)
        self.shapes = nn.Embedding(SHAPES, size.shapes)
        nn.init.normal_(self.words.weight, 0, 0.05)
        nn.init.normal_(self.shapes.weight, 0, 0.1)
        self.names = nn.Embedding(BUCKETS, size.names) if size.names else None
        if self.names:
            nn.init.normal_(self.names.weight, 0, 0.05)
            features += 3 * size.names + len(DENSE)
        self.inner = nn.Linear(2 * size.words + 2 * size.shapes + features, inner)
        self.page = nn.Linear(2 * inner, inner)
        self.side = nn.Linear(inner, size.side)
        self.sides = nn.Linear(4 * size.side, inner)
        self.convolutions = nn.ModuleList(
            nn.Conv1d(inner, inner, 3, dilation=d, padding=d) for d in size.dilations
        )
        self.keep = nn.Linear(2 * inner, 1)
        self.kinds = nn.Linear(2 * inner, len(KINDS))
        self.dropout = nn.Dropout(size.dropout)

    @property
    def gap(self) -> int:
        """Zero lines that must stand between pages."""
        return max(self.size.dilations)

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """Logits of content [lines] and of kinds [lines, kinds]."""
        count = batch.seen.clamp(min=1)[:, None]
        words = _sums(
            self.words(batch.bucket) * batch.weight[:, None], batch.line, len(batch.words)
        )
        shapes = _sums(self.shapes(batch.shape), batch.line, len(batch.words))
        inputs = [
            words * 3 / count, words / count.sqrt(), shapes * 3 / count, shapes / count.sqrt(),
            batch.columns,
        ]  # fmt: skip
        if self.names and batch.markup:
            inputs += self._around(self.names, batch.markup)
        own = self.dropout(functional.relu(self.inner(torch.cat(inputs, 1))))
        own = own + self._page(own, batch)
        own = own + self._sides(own, batch)
        state = torch.zeros(batch.size, own.shape[1]).index_copy(0, batch.place, own).t()[None]
        mask = torch.zeros(batch.size)
        mask[batch.place] = 1
        for convolution in self.convolutions:
            state = state + functional.relu(convolution(state)) * mask
        final = self.dropout(torch.cat([state[0].t()[batch.place], own], 1))
        return self.keep(final)[:, 0], self.kinds(final)

    def _around(self, names: nn.Embedding, markup: MarkupBatch) -> list[Tensor]:
        elements = markup.opens.shape[0]
        values = names(markup.bucket) * markup.weight[:, None]
        own = _sums(values, markup.owner, elements)
        sums = torch.zeros(markup.tags, own.shape[1], dtype=torch.float64)
        sums = sums.index_add(0, markup.opens, own.double())
        sums = sums.index_add(0, markup.closes, -own.double()).cumsum(0)
        outside = torch.zeros(1, own.shape[1])
        reached = torch.cat([sums[markup.opens].float(), outside])
        everywhere = reached[markup.element]
        near = everywhere - reached[markup.beyond]
        return [everywhere, near, torch.cat([own, outside])[markup.element], markup.dense]

    def _page(self, own: Tensor, batch: Batch) -> Tensor:
        heavy = batch.words.clamp(max=HEAVY).sqrt()[:, None]
        by_words = _sums(own * heavy, batch.page, batch.pages)
        by_words = by_words / _sums(heavy, batch.page, batch.pages).clamp(min=1e-3)
        lines = _sums(torch.ones_like(heavy), batch.page, batch.pages).clamp(min=1)
        by_lines = _sums(own, batch.page, batch.pages) / lines
        context: Tensor = self.page(torch.cat([by_words, by_lines], 1))[batch.page]
        return context

    def _sides(self, own: Tensor, batch: Batch) -> Tensor:
        signal = functional.relu(self.side(own))
        running = torch.cat([torch.zeros(1, signal.shape[1]).double(), signal.double().cumsum(0)])
        lines = torch.bincount(batch.page, minlength=batch.pages)
        end = lines.cumsum(0)
        start = end - lines
        before = (running[:-1] - running[start[batch.page]]).float().clamp(min=0)
        after = (running[end[batch.page]] - running[1:]).float().clamp(min=0)
        place = (torch.arange(len(batch.page)) - start[batch.page]).float()[:, None]
        rest = lines[batch.page][:, None] - place - 1
        columns = [before / (place + 1), after / (rest + 1), before.log1p(), after.log1p()]
        return functional.relu(self.sides(torch.cat(columns, 1)))


def _sums(rows: Tensor, group: Tensor, groups: int) -> Tensor:
    return torch.zeros(groups, rows.shape[1]).index_add_(0, group, rows)
