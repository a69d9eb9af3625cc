"""Training of the tagger on labelled corpora: ANERcorp as the task that counts, WikiFANE as a second one."""

import math
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from nashra.entities.recognise.base import LABELS
from nashra.entities.recognise.columns import SENTENCE_COLUMNS, WORD_COLUMNS
from nashra.entities.recognise.recurrent import Floats
from nashra.entities.recognise.train.batches import grouped
from nashra.entities.recognise.train.crf import ChainLoss
from nashra.entities.recognise.train.encode import Encoded, Encoder, Packed, pack_batch
from nashra.entities.recognise.train.network import ContextLayer, Tagger, WordVectors, reversal

WIKIFANE_LABELS = (
    "O",
    *(f"{prefix}-{kind}" for kind in ("PER", "LOC", "ORG", "FAC", "NORP", "MISC") for prefix in "BI"),
)
TASKS = (LABELS, WIKIFANE_LABELS)


@dataclass(frozen=True, slots=True)
class Fit:
    """How long and how hard."""

    epochs: int = 8
    repeats: int = 3  # times ANERcorp is read in an epoch
    second: float = 0.5  # share of WikiFANE read in an epoch
    batch_tokens: int = 1_500
    rate: float = 2e-3
    pretrained_rate: float = 0.3  # the pretrained layers' rate, as a share
    dropout: float = 0.4
    hidden: int = 128
    seed: int = 1


class Trainer:
    """A tagger, its chains of labels, and the loop that fits them."""

    def __init__(self, encoder: Encoder, vectors: WordVectors, context: ContextLayer, fit: Fit) -> None:
        torch.manual_seed(fit.seed)
        self.fit, self.encoder = fit, encoder
        self.chance = np.random.default_rng(fit.seed)
        self.net = Tagger(
            vectors, context, WORD_COLUMNS + SENTENCE_COLUMNS, fit.hidden, [len(labels) for labels in TASKS]
        )
        self.chains = nn.ModuleList(ChainLoss(len(labels)) for labels in TASKS)

    def run(self, first: Encoded, second: Encoded) -> None:
        """Train; the weights kept are a moving average over the second half."""
        fit, corpora = self.fit, (first, second)
        columns = self.encoder.word_columns()
        low = [*self.net.vectors.parameters(), *self.net.context.parameters()]
        high = [*self.net.lstm.parameters(), *self.net.heads.parameters(), *self.chains.parameters()]
        optimiser = torch.optim.Adam(
            [{"params": low, "share": fit.pretrained_rate}, {"params": high, "share": 1.0}],
            lr=fit.rate,
            betas=(0.9, 0.99),
            fused=True,
        )
        average: list[Tensor] = []
        plans = [self._plan(corpora) for _ in range(fit.epochs)]
        steps, step = sum(map(len, plans)), 0
        for epoch, plan in enumerate(plans):
            total = 0.0
            for task, time, numbers in plan:
                rate = fit.rate * min(1, (step + 1) / 100) * (0.49 * (1 + math.cos(math.pi * step / steps)) + 0.02)
                for group in optimiser.param_groups:
                    group["lr"] = rate * group["share"]
                batch = pack_batch(corpora[task], time, numbers)
                scores = self.scores(batch, task, columns)
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
                        torch._foreach_lerp_(average, [*low, *high], 0.01)
            print(f"epoch {epoch + 1}/{fit.epochs} loss {total / len(plan):.4f}", flush=True)
        with torch.no_grad():
            for weight, mean in zip((*low, *high), average, strict=True):
                weight.copy_(mean)

    def _plan(self, corpora: tuple[Encoded, Encoded]) -> list[tuple[int, int, list[int]]]:
        """The batches of an epoch: (task, time, sentences)."""
        fit = self.fit
        plan = [
            (0, *batch)
            for _ in range(fit.repeats)
            for batch in grouped(corpora[0].words, fit.batch_tokens, self.chance)
        ]
        second = grouped(corpora[1].words, fit.batch_tokens, self.chance)
        plan += [(1, *batch) for batch in second[: int(len(second) * fit.second)]]
        return [plan[place] for place in self.chance.permutation(len(plan))]

    def scores(self, batch: Packed, task: int, columns: Tensor) -> Tensor:
        """Label scores of a batch; while training, words and columns are forgotten now and then."""
        training = self.net.training
        words = self.encoder.words.look_up(self.net.vectors, batch.words, self.chance, 0.08 if training else 0.0)
        words = F.dropout(words * batch.mask.unsqueeze(-1), 0.1, training)
        extras = torch.cat([columns[torch.from_numpy(batch.words)], batch.columns], -1)
        if training:
            extras = extras * (torch.rand(*batch.words.shape, 1) > 0.1)
        reverse = reversal(batch.mask.sum(0), len(batch.words))
        result: Tensor = self.net(words, extras, batch.mask, reverse, task, self.fit.dropout)
        return result

    def predict(self, corpus: Encoded) -> list[Floats]:
        """Label scores (tokens, labels) of the first task for each sentence."""
        self.net.eval()
        columns = self.encoder.word_columns()
        found: list[Floats] = [np.empty((0, len(LABELS)), np.float32)] * len(corpus.words)
        with torch.no_grad():
            for time, numbers in grouped(corpus.words, 6_000, None):
                scores = self.scores(pack_batch(corpus, time, numbers), 0, columns).numpy()
                for column, number in enumerate(numbers):
                    found[number] = scores[: len(corpus.words[number]), column].copy()
        self.net.train()
        return found
