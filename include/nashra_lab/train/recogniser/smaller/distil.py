"""A smaller network, fitted to what the whole one says of much text: scores of labels, in both conventions."""

import copy
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from nashra.entities.recognise.base import LABELS
from nashra_lab.train.recogniser.batches import grouped
from nashra_lab.train.recogniser.corpora import Sentences
from nashra_lab.train.recogniser.encode import Encoded, Packed, pack_batch
from nashra_lab.train.recogniser.fit_tagger import Trainer
from nashra_lab.train.recogniser.further.recipe import Data
from nashra_lab.train.recogniser.smaller.units import narrower_join, smaller_context, smaller_tagger
from nashra_lab.train.recogniser.taught_network import Tagger, reversal

SAMPLE = 300_000  # tokens that show how units vary together
LEAST = -15.0  # logarithm of a probability below which differences don't matter
SQUARES = 0.02  # weight of differences of logarithms beside those of probabilities
SAVED = 500  # steps after which what was learned is kept for another run
TOLD = 250  # and after which the loss is printed


@dataclass(frozen=True, slots=True)
class Sizes:
    """Units of the context layer (a side), of what joins it, and of the tagger (a side)."""

    context: int
    join: int
    tagger: int


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how hard; `other` is the share of batches taught in the second convention."""

    steps: int
    batch_tokens: int = 2_500
    rate: float = 1.5e-3
    other: float = 0.25
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Text:
    """Sentences, and how often a round reads them."""

    corpus: Encoded
    times: int


def texts_of(whole: Trainer, data: Data) -> list[Text]:
    """What the whole network speaks of: plain text once, ANERcorp twice, labelled news more often."""
    encode, judged = whole.encoders[0].encode, data.judged.tokens
    read = [(Sentences(judged, [["O"] * len(one) for one in judged]), 1), (data.anercorp, 2), (data.news.sentences, 6)]
    return [Text(encode(sentences, LABELS), times) for sentences, times in read]


class Pupil:
    """The whole network (a trainer with two tasks), and a smaller one beside it, which learns from it."""

    def __init__(self, whole: Trainer, texts: list[Text], sizes: Sizes) -> None:
        whole.net.eval()
        self.whole, self.texts = whole, texts
        self._columns = [encoder.word_columns() for encoder in whole.encoders]
        everything = np.arange(len(whole.words.keys))
        with torch.no_grad():
            parts = np.array_split(everything, max(1, len(everything) // 10_000))
            look_up = whole.words.look_up
            self._vectors = torch.cat([look_up(whole.net.vectors, part, whole.chance, 0.0) for part in parts])
        self.small = copy.copy(whole)
        self.small.net = self._smaller(sizes)

    def _smaller(self, sizes: Sizes) -> Tagger:
        """The whole network less the units that it can best spare."""
        net = copy.deepcopy(self.whole.net)
        context, tagger, joined = self._together()
        net.context = smaller_context(net.context, context, sizes.context)
        net.lstm, net.heads = smaller_tagger(net.lstm, net.heads, tagger, sizes.tagger)
        narrower_join(net.context, net.lstm, net.vectors.words.embedding_dim, joined, sizes.join)
        return net

    def _together(self) -> tuple[tuple[Tensor, Tensor], tuple[Tensor, Tensor], Tensor]:
        """Mean products of units on some text: of the context layer's two directions, the tagger's, and the join's."""
        net, chance = self.whole.net, np.random.default_rng(0)
        sums: list[Tensor] = []
        seen = 0
        for place, time, numbers in self._batches(chance):
            batch = pack_batch(self.texts[place].corpus, time, numbers)
            words, extras, reverse = self._given(batch, 0)
            with torch.no_grad():
                states = [*net.context.lstm(words, reverse), net.context(words, batch.mask, reverse)]
                whole = torch.cat([words, states[2], extras], -1) * batch.mask.unsqueeze(-1)
                rows = [state[batch.mask] for state in (*states, *net.lstm(whole, reverse))]
            products = [part.T @ part for part in rows]
            sums = [one + more for one, more in zip(sums, products, strict=True)] if sums else products
            seen += int(batch.mask.sum())
            if seen >= SAMPLE:
                break
        ahead, back, joined, tagged_ahead, tagged_back = (part / seen for part in sums)
        return (ahead, back), (tagged_ahead, tagged_back), joined

    def _batches(self, chance: np.random.Generator, tokens: int = 2_500) -> Iterator[tuple[int, int, list[int]]]:
        """(text, time, sentences) without end, each round shuffled."""
        while True:
            plan = [
                (place, *batch)
                for place, text in enumerate(self.texts)
                for _ in range(text.times)
                for batch in grouped(text.corpus.words, tokens, chance)
            ]
            for number in chance.permutation(len(plan)).tolist():
                yield plan[number]

    def _given(self, batch: Packed, task: int) -> tuple[Tensor, Tensor, Tensor]:
        """Vectors of words, hand-made columns and the reversal: the same for both networks."""
        places = torch.from_numpy(batch.words)
        columns = [self._columns[task][places], batch.columns, self.whole.tasks[task].expand(*places.shape, -1)]
        words = self._vectors[places] * batch.mask.unsqueeze(-1)
        return words, torch.cat(columns, -1), reversal(batch.mask.sum(0), len(batch.words))

    def learn(self, plan: Plan, kept: Path | None, told: Callable[[Trainer], str]) -> None:
        """Fits the smaller network; vectors of words and chains of labels stay as they are."""
        net, chance = self.small.net, np.random.default_rng(plan.seed)
        weights = [*net.context.parameters(), *net.lstm.parameters(), *net.heads.parameters()]
        optimiser = torch.optim.Adam(weights, lr=plan.rate, betas=(0.9, 0.99))
        begun = 0
        if kept and kept.exists():
            begun, states, state = torch.load(kept)
            net.load_state_dict(states)
            optimiser.load_state_dict(state)
        total, count = 0.0, 0
        net.train()
        for step, (place, time, numbers) in enumerate(self._batches(chance, plan.batch_tokens)):
            task = int(chance.random() < plan.other)
            if step >= plan.steps:
                break
            if step < begun:  # of an earlier run
                continue
            for group in optimiser.param_groups:
                group["lr"] = plan.rate * _share(step, plan.steps)
            loss = self._loss(net, pack_batch(self.texts[place].corpus, time, numbers), task)
            optimiser.zero_grad(set_to_none=True)
            torch.autograd.backward(loss)
            nn.utils.clip_grad_norm_(weights, 1.0)
            optimiser.step()
            total, count = total + loss.item(), count + 1
            if (step + 1) % TOLD == 0:
                print(f"step {step + 1}/{plan.steps} loss {total / count:.4f}", flush=True)
                total, count = 0.0, 0
            if (step + 1) % SAVED == 0 or step + 1 == plan.steps:
                print(told(self.small), flush=True)
                net.train()
                if kept:
                    new = kept.with_suffix(".new")
                    torch.save((step + 1, net.state_dict(), optimiser.state_dict()), new)
                    new.replace(kept)
        net.eval()

    def _loss(self, net: Tagger, batch: Packed, task: int) -> Tensor:
        words, extras, reverse = self._given(batch, task)
        said = []
        for one in (self.whole.net, net):
            with torch.set_grad_enabled(one is net):
                context = one.context(words, batch.mask, reverse)
                scores = one(words, context, extras, batch.mask, reverse, task, 0.0)[batch.mask]
                said.append(F.log_softmax(scores, -1).clamp_min(LEAST))
        right, guess = said
        apart: Tensor = (right.exp() * (right - guess)).sum(-1) + SQUARES * (right - guess).square().sum(-1)
        return apart.mean()


def _share(step: int, steps: int) -> float:
    """Of the rate: it rises at once and falls to little."""
    return min(1, (step + 1) / 100) * (0.495 * (1 + math.cos(math.pi * step / steps)) + 0.01)
