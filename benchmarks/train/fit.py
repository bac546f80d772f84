"""Training: what is shown how often, what counts how much, and how the steps are taken."""

import logging
import math
import random
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from benchmarks.train.examples import Example
from benchmarks.train.model import BUCKETS, Batch, Model, Size, batch_of, buckets_of
from benchmarks.train.written import SOURCE

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Plan:
    """How to train.

    Attributes:
        epochs: rounds over all pages.
        views: views of a page shown in a round; written: the same for pages written for training,
            which are more of chrome than pages of the web are.
        pages: views in a batch.
        rate: step of the dense layers, AdamW.
        word_rate: length of a step of the word embedding. It goes along the gradient scaled to one
            length as a whole: Adam's steps, scaled for every word, learn rare words by heart.
        domains: on how many sites a word must stand to have an embedding.
        word_dropout: share of words hidden at random; page_dropout: share of pages whose words are
            all hidden, so that the score can do without knowing a language.
        smoothing: taken off the labels, which are not free of mistakes.
        average: how slowly the average follows the weights that training goes through; the average
            of the last two thirds is what comes out.
        page_f1: weight of the soft word F1 of pages in the loss; kinds: weight of the kinds.
        seed: of everything that is random.
        threshold: the logit from which lines are kept, chosen on folds by domain.
    """

    epochs: int = 12
    views: int = 3
    written: int = 1
    pages: int = 32
    rate: float = 3e-3
    word_rate: float = 0.5
    domains: int = 6
    word_dropout: float = 0.2
    page_dropout: float = 0.12
    smoothing: float = 0.02
    average: float = 0.995
    page_f1: float = 0.5
    kinds: float = 0.3
    seed: int = 0
    threshold: float = -0.8


@dataclass(frozen=True)
class Trained:
    """A trained network and what it may know: words and names of elements, bool [BUCKETS]."""

    model: Model
    known: NDArray[np.bool_]
    names: NDArray[np.bool_]


def fit(examples: Sequence[Example], size: Size, plan: Plan) -> Trained:
    """Train a network.

    Args:
        examples: views of pages.
        size: how large the network is.
        plan: how to train it.
    """
    torch.manual_seed(plan.seed)
    chance, noise = random.Random(plan.seed), np.random.default_rng(plan.seed)
    known, names = _known_words(examples, plan.domains), _known_names(examples, plan.domains)
    model = Model(size, examples[0].columns.shape[0])
    tables = [table.weight for table in (model.words, model.names) if table]
    others = [p for p in model.parameters() if all(p is not table for table in tables)]
    optimizer = torch.optim.AdamW(others, lr=plan.rate, weight_decay=0.0)
    pages = _pages(examples, plan)
    steps = plan.epochs * math.ceil(sum(count for _, count in pages) / plan.pages)
    step = 0
    average = _Average(model, plan.average)
    for epoch in range(plan.epochs):
        shown = [view for views, count in pages for view in chance.sample(views, count)]
        chance.shuffle(shown)
        losses = []
        for start in range(0, len(shown), plan.pages):
            step += 1
            pace = min(step / 40, 0.5 * (1 + math.cos(math.pi * step / (steps + 1))))
            batch = _noisy(shown[start : start + plan.pages], known, names, noise, plan, model.gap)
            loss = _loss(model, batch, plan)
            optimizer.zero_grad()
            for table in tables:
                table.grad = None
            loss.backward()  # type: ignore[no-untyped-call]
            for table in tables:
                _step_words(table, plan.word_rate * pace)
            torch.nn.utils.clip_grad_norm_(others, 1.0)
            for group in optimizer.param_groups:
                group["lr"] = plan.rate * pace
            optimizer.step()
            if 3 * step > steps:
                average.follow()
            losses.append(loss.item())
        _log.info("epoch %d: loss %.4f", epoch + 1, sum(losses) / len(losses))
    average.install()
    model.eval()
    return Trained(model, known, names)


def _pages(examples: Sequence[Example], plan: Plan) -> list[tuple[list[Example], int]]:
    """The views of every page, and how many of them a round shows."""
    by_page = defaultdict(list)
    for example in examples:
        by_page[example.page.source, example.page.key].append(example)
    return [
        (views, min(plan.written if source == SOURCE else plan.views, len(views)))
        for (source, _), views in by_page.items()
    ]


def scores(trained: Trained, examples: Sequence[Example]) -> list[NDArray[np.float32]]:
    """The logits of content of every example's lines, float32 [lines] each."""
    found = []
    with torch.no_grad():
        for start in range(0, len(examples), 32):
            part = examples[start : start + 32]
            weight = trained.known[np.concatenate([e.bucket for e in part])].astype(np.float32)
            names = _names_of(part)
            shown = trained.names[names].astype(np.float32) if trained.model.names else None
            keep, _ = trained.model(batch_of(part, weight, trained.model.gap, shown))
            found += np.split(keep.numpy(), np.cumsum([e.words.size for e in part])[:-1])
    return found


def _known_words(examples: Sequence[Example], domains: int) -> NDArray[np.bool_]:
    """The buckets whose words stand on enough sites."""
    words: dict[str, set[int]] = defaultdict(set)
    for example in examples:
        if example.view == "full" and example.renderer in ("wet", "lines", "dom"):
            words[example.page.domain].update(np.unique(example.bucket).tolist())
    return _widespread(words, domains)


def _known_names(examples: Sequence[Example], domains: int) -> NDArray[np.bool_]:
    """The buckets whose names of elements stand on enough sites."""
    names: dict[str, set[int]] = defaultdict(set)
    for example in examples:
        if example.markup:
            names[example.page.domain].update(np.unique(buckets_of(example.markup)).tolist())
    return _widespread(names, domains)


def _widespread(words: Mapping[str, set[int]], domains: int) -> NDArray[np.bool_]:
    count = Counter(bucket for buckets in words.values() for bucket in buckets)
    known = np.zeros(BUCKETS, np.bool_)
    known[[bucket for bucket, sites in count.items() if sites >= domains]] = True
    return known


def _names_of(part: Sequence[Example]) -> NDArray[np.int64]:
    return np.concatenate([buckets_of(e.markup) for e in part if e.markup] or [np.zeros(0, int)])


def _noisy(
    part: Sequence[Example],
    known: NDArray[np.bool_],
    names: NDArray[np.bool_],
    noise: np.random.Generator,
    plan: Plan,
    gap: int,
) -> Batch:
    bucket = np.concatenate([example.bucket for example in part])
    shown = known[bucket] & (noise.random(bucket.size) > plan.word_dropout)
    pages = noise.random(len(part)) > plan.page_dropout
    shown &= np.repeat(pages, [example.bucket.size for example in part])
    if part[0].markup is None:
        return batch_of(part, shown.astype(np.float32), gap)
    name = _names_of(part)
    seen = names[name] & (noise.random(name.size) > plan.word_dropout)
    return batch_of(part, shown.astype(np.float32), gap, seen.astype(np.float32))


def _loss(model: Model, batch: Batch, plan: Plan) -> Tensor:
    keep, kinds = model(batch)
    scored = batch.content >= 0
    # A page counts as one, whatever its length; a line as the square root of its words.
    weight = (batch.words + 1).sqrt() * scored
    total = torch.zeros(batch.pages).index_add_(0, batch.page, weight)
    weight = weight / (total[batch.page] + 1e-6)
    target = batch.content.clamp(0, 1) * (1 - 2 * plan.smoothing) + plan.smoothing
    losses = functional.binary_cross_entropy_with_logits(keep, target, reduction="none")
    loss = (losses * weight).sum() / weight.sum()
    loss = loss + plan.page_f1 * (1 - _soft_f1(keep, batch)).mean()
    labelled = batch.kind >= 0
    if labelled.any():
        loss = loss + plan.kinds * functional.cross_entropy(kinds[labelled], batch.kind[labelled])
    return loss


def _soft_f1(keep: Tensor, batch: Batch) -> Tensor:
    """Word F1 of every page when lines are kept as far as they are probable."""
    words = batch.words * (batch.content >= 0)
    gold = words * (batch.content == 1)
    chance = torch.sigmoid(keep)

    def per_page(values: Tensor) -> Tensor:
        return torch.zeros(batch.pages).index_add_(0, batch.page, values)

    return 2 * per_page(chance * gold) / (per_page(chance * words) + per_page(gold) + 1)


class _Average:
    """A running average of a model's weights (Polyak averaging)."""

    def __init__(self, model: Model, decay: float) -> None:
        self._model, self._decay = model, decay
        self._weights: list[Tensor] = []

    @torch.no_grad()
    def follow(self) -> None:
        """Take a step towards the present weights."""
        now = list(self._model.parameters())
        if not self._weights:
            self._weights = [weight.clone() for weight in now]
        for average, weight in zip(self._weights, now, strict=True):
            average.lerp_(weight, 1 - self._decay)

    @torch.no_grad()
    def install(self) -> None:
        """Make the average the model's weights."""
        for weight, average in zip(self._model.parameters(), self._weights, strict=True):
            weight.copy_(average)


@torch.no_grad()
def _step_words(words: Tensor, length: float) -> None:
    assert words.grad is not None
    words -= length * words.grad / (words.grad.norm() + 1e-8)
