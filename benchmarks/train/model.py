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
from cleaner.score.network import HEAVY
from cleaner.table.tokens import SHAPES

BUCKETS = 1 << 16


@dataclass(frozen=True)
class Size:
    """How large a network is; see cleaner/score/weights.py for the layers."""

    words: int = 8
    shapes: int = 4
    inner: int = 16
    side: int = 6
    dilations: tuple[int, ...] = (1, 2, 4, 8, 16)
    dropout: float = 0.0


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


def batch_of(examples: Sequence[Example], weight: NDArray[np.float32], gap: int) -> Batch:
    """Put pages side by side.

    Args:
        examples: the pages.
        weight: float32 [tokens of all pages], see Batch.
        gap: zero lines between pages.
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
    )


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
