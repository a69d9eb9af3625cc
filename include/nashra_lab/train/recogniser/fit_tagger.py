"""Training of the tagger on labelled corpora: ANERcorp as the task that counts, WikiFANE as a second one."""

import math
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from nashra.entities.recognise.base import LABELS
from nashra.entities.recognise.embedded.columns import SENTENCE_COLUMNS, WORD_COLUMNS
from nashra.entities.recognise.embedded.integers import Floats
from nashra_lab.train.recogniser.batches import grouped
from nashra_lab.train.recogniser.corpora import Sentences
from nashra_lab.train.recogniser.crf import ChainLoss, chain_of
from nashra_lab.train.recogniser.decode import side_by_side
from nashra_lab.train.recogniser.encode import Encoded, Encoder, Packed, pack_batch
from nashra_lab.train.recogniser.taught_network import ContextLayer, Tagger, WordVectors, locked_dropout, reversal

WIKIFANE_LABELS = (
    "O",
    *(f"{prefix}-{kind}" for kind in ("PER", "LOC", "ORG", "FAC", "NORP", "MISC") for prefix in "BI"),
)
TASKS = (LABELS, WIKIFANE_LABELS)


@dataclass(frozen=True, slots=True)
class Reading:
    """A corpus, the task that its labels are of, and how often an epoch reads it; 0.4: two fifths of it, drawn anew."""

    corpus: Encoded
    task: int
    times: float


@dataclass(frozen=True, slots=True)
class Fit:
    """How long and how hard. The pretrained layers are first left as they are, then fitted too."""

    frozen_epochs: int = 2
    epochs: int = 6
    repeats: int = 3  # times ANERcorp is read in an epoch
    second: float = 0.4  # share of WikiFANE read in an epoch
    silver: float = 0.6  # share of the silver sentences read in an epoch, if there are any
    batch_tokens: int = 1_500
    rate: float = 3e-3
    pretrained_rate: float = 0.3  # the pretrained layers' rate, as a share
    dropout: float = 0.2
    hidden: int = 128
    rate_of_all: float = 1.5e-3  # while all layers are fitted
    seed: int = 1


class Trainer:
    """A tagger, its chains of labels, and the loops that fit them; each task has its own hints.

    `told`: a column for each task tells the tagger whose labels are asked for.
    """

    def __init__(
        self,
        encoders: tuple[Encoder, ...],
        vectors: WordVectors,
        context: ContextLayer,
        fit: Fit,
        tasks: tuple[tuple[str, ...], ...] = TASKS,
        told: bool = False,
    ) -> None:
        torch.manual_seed(fit.seed)
        self.fit, self.encoders, self.words = fit, encoders, encoders[0].words
        self.chance = np.random.default_rng(fit.seed)
        sizes = [len(labels) for labels in tasks]
        self.tasks = torch.eye(len(tasks)) if told else torch.empty(len(tasks), 0)
        extras = WORD_COLUMNS + SENTENCE_COLUMNS + self.tasks.shape[1]
        self.net = Tagger(vectors, context, extras, fit.hidden, sizes)
        self.chains = nn.ModuleList(ChainLoss(size) for size in sizes)

    def run(self, *readings: Reading) -> None:
        """Train on labelled corpora."""
        self._columns = [encoder.word_columns() for encoder in self.encoders]
        if self.fit.frozen_epochs:
            self._loop(readings, self.fit.frozen_epochs, self.fit.rate, Frozen(self, readings))
        if self.fit.epochs:
            self._loop(readings, self.fit.epochs, self.fit.rate_of_all, None)

    def state(self) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
        """All weights: of the network, and of the chains."""
        return self.net.state_dict(), self.chains.state_dict()

    def restore(self, state: tuple[dict[str, Tensor], dict[str, Tensor]]) -> None:
        """Take the weights of a trainer that was fitted."""
        self.net.load_state_dict(state[0])
        self.chains.load_state_dict(state[1])

    def _loop(self, readings: tuple[Reading, ...], epochs: int, highest: float, frozen: "Frozen | None") -> None:
        """One phase; the weights kept are a moving average over its second half."""
        fit = self.fit
        low = [] if frozen else [*self.net.vectors.parameters(), *self.net.context.parameters()]
        high = [*self.net.lstm.parameters(), *self.net.heads.parameters(), *self.chains.parameters()]
        groups = [{"params": low, "share": fit.pretrained_rate}, {"params": high, "share": 1.0}]
        optimiser = torch.optim.Adam(groups if low else groups[1:], lr=highest, betas=(0.9, 0.99), fused=True)
        plans = [self._plan(readings) for _ in range(epochs)]
        steps, step = sum(map(len, plans)), 0
        average: list[Tensor] = []
        for epoch, plan in enumerate(plans):
            total = 0.0
            for place, time, numbers in plan:
                task = readings[place].task
                rate = highest * min(1, (step + 1) / 100) * (0.49 * (1 + math.cos(math.pi * step / steps)) + 0.02)
                for group in optimiser.param_groups:
                    group["lr"] = rate * group["share"]
                batch = pack_batch(readings[place].corpus, time, numbers)
                scores = frozen.scores(batch, place, numbers) if frozen else self.scores(batch, task)
                lengths = batch.mask.sum(0)
                loss = self.chains[task](scores, batch.labels, lengths) / lengths.sum()
                optimiser.zero_grad(set_to_none=True)
                loss.backward()
                nn.utils.clip_grad_norm_([*low, *high], 1.0)
                optimiser.step()
                step, total = step + 1, total + loss.item()
                if step == steps // 2:
                    average = [weight.detach().clone() for weight in (*low, *high)]
                elif average and step % 4 == 0:
                    with torch.no_grad():
                        torch._foreach_lerp_(average, [*low, *high], 0.02)
            print(f"epoch {epoch + 1}/{epochs} loss {total / len(plan):.4f}", flush=True)
        with torch.no_grad():
            for weight, mean in zip((*low, *high), average, strict=True):
                weight.copy_(mean)

    def _plan(self, readings: tuple[Reading, ...]) -> list[tuple[int, int, list[int]]]:
        """The batches of an epoch: (reading, time, sentences)."""
        plan: list[tuple[int, int, list[int]]] = []
        for place, reading in enumerate(readings):
            left = reading.times
            while left > 0:
                found = grouped(reading.corpus.words, self.fit.batch_tokens, self.chance)
                plan += [(place, *batch) for batch in found[: int(len(found) * min(1, left))]]
                left -= 1
        return [plan[place] for place in self.chance.permutation(len(plan))]

    def extras(self, batch: Packed, task: int) -> Tensor:
        """Hand-made columns; while training, a tenth of the tokens goes without."""
        extras = torch.cat([self._columns[task][torch.from_numpy(batch.words)], batch.columns], -1)
        if self.net.training:
            extras = extras * (torch.rand(*batch.words.shape, 1) > 0.1)
        return torch.cat([extras, self.tasks[task].expand(*batch.words.shape, -1)], -1)

    def scores(self, batch: Packed, task: int) -> Tensor:
        """Label scores of a batch, through all layers."""
        training = self.net.training
        words = self.words.look_up(self.net.vectors, batch.words, self.chance, 0.08 if training else 0.0)
        words = locked_dropout(words * batch.mask.unsqueeze(-1), 0.1, training)
        reverse = reversal(batch.mask.sum(0), len(batch.words))
        context = self.net.context(words, batch.mask, reverse, self.fit.dropout / 2)
        result: Tensor = self.net(words, context, self.extras(batch, task), batch.mask, reverse, task, self.fit.dropout)
        return result

    def predict(self, corpus: Encoded, task: int = 0) -> list[Floats]:
        """Label scores (tokens, labels) of a task, whose labels are LABELS, for each sentence."""
        self.net.eval()
        self._columns = [encoder.word_columns() for encoder in self.encoders]
        found: list[Floats] = [np.empty((0, len(LABELS)), np.float32)] * len(corpus.words)
        with torch.no_grad():
            for time, numbers in grouped(corpus.words, 6_000, None):
                scores = self.scores(pack_batch(corpus, time, numbers), task).numpy()
                for column, number in enumerate(numbers):
                    found[number] = scores[: len(corpus.words[number]), column].copy()
        self.net.train()
        return found

    def judge(self, tokens: list[list[str]], task: int = 0) -> list[Floats]:
        """Logarithms of the task's label probabilities (tokens, labels) for each sentence."""
        corpus = self.encoders[task].encode(Sentences(tokens, [["O"] * len(sentence) for sentence in tokens]), LABELS)
        sure = side_by_side(chain_of(self.chains[task]).marginals, self.predict(corpus, task))
        return [np.log(np.maximum(part, 1e-6)) for part in sure]


class Frozen:
    """Word vectors and context of all sentences, computed once while the layers below don't change."""

    def __init__(self, trainer: Trainer, readings: tuple[Reading, ...]) -> None:
        self.trainer = trainer
        words, vectors = trainer.words, trainer.net.vectors
        everything = np.arange(len(words.keys))
        self._tasks = [reading.task for reading in readings]
        self._context: list[list[Tensor]] = [[] for _ in readings]
        with torch.no_grad():
            self._whole = words.look_up(vectors, everything, trainer.chance, 0.0)
            self._spelled = words.look_up(vectors, everything, trainer.chance, 1.0)
            for corpus, kept in zip((reading.corpus for reading in readings), self._context, strict=True):
                kept.extend([torch.empty(0)] * len(corpus.words))
                for time, numbers in grouped(corpus.words, 6_000, None):
                    batch = pack_batch(corpus, time, numbers)
                    x = self._whole[torch.from_numpy(batch.words)] * batch.mask.unsqueeze(-1)
                    context = trainer.net.context(x, batch.mask, reversal(batch.mask.sum(0), time), 0.0).half()
                    for column, number in enumerate(numbers):
                        kept[number] = context[: len(corpus.words[number]), column].clone()

    def scores(self, batch: Packed, corpus: int, numbers: list[int]) -> Tensor:
        """Label scores of a batch, through the tagger alone."""
        trainer, task = self.trainer, self._tasks[corpus]
        places = torch.from_numpy(batch.words)
        forgotten = torch.rand(*places.shape, 1) < 0.08
        words = torch.where(forgotten, self._spelled[places], self._whole[places]) * batch.mask.unsqueeze(-1)
        context = nn.utils.rnn.pad_sequence([self._context[corpus][number] for number in numbers]).float()
        context = nn.functional.pad(context, (0, 0, 0, 0, 0, len(places) - len(context)))
        reverse = reversal(batch.mask.sum(0), len(places))
        extras = trainer.extras(batch, task)
        result: Tensor = trainer.net(words, context, extras, batch.mask, reverse, task, trainer.fit.dropout)
        return result
