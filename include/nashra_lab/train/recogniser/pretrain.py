"""Pretraining of word vectors and the context layer on plain text: guess each word from those around it."""

import math
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from nashra.entities.recognise.embedded.hints import Hints
from nashra_lab.train.recogniser.batches import Words, grouped
from nashra_lab.train.recogniser.plain_text import Texts
from nashra_lab.train.recogniser.targets import Targets
from nashra_lab.train.recogniser.taught_network import ContextLayer, WordVectors, reversal


@dataclass(frozen=True, slots=True)
class Plan:
    """Sizes and lengths of pretraining."""

    vocabulary: int = 26_000
    own_targets: int = 40_000
    buckets: int = 20_000
    size: int = 128
    hidden: int = 256
    out: int = 192
    batch_tokens: int = 6_144
    wrong_answers: int = 1_024
    steps: int = 5_100
    rate: float = 2e-3
    seed: int = 7


def pretrain(texts: Texts, known: Hints, plan: Plan) -> tuple[list[str], WordVectors, ContextLayer]:
    """The vocabulary (most frequent first; row 0 of the vectors is for other words) and the trained layers."""
    torch.manual_seed(plan.seed)
    chance = np.random.default_rng(plan.seed)
    words = sorted(texts.counts, key=lambda word: (-texts.counts[word], word))
    counts = np.array([texts.counts[word] for word in words])
    table = Words(words[: plan.vocabulary - 1], plan.buckets)
    data = [np.array([table.number(word) for word in sentence]) for sentence in texts.sentences]
    order = {word: place for place, word in enumerate(words)}
    by_number = np.array([order[word] for word in table.keys])
    targets = Targets(words, counts, known, plan.own_targets)
    guess = Guess(targets, plan)
    vectors = WordVectors(plan.vocabulary, plan.buckets, plan.size)
    context = ContextLayer(plan.size, plan.hidden, plan.out)
    weights = [*vectors.parameters(), *context.parameters(), *guess.parameters()]
    optimiser = torch.optim.Adam(weights, lr=plan.rate, betas=(0.9, 0.98), fused=True)
    step = 0
    while step < plan.steps:
        for time, numbers in grouped(data, plan.batch_tokens, chance):
            rate = plan.rate * min(1, (step + 1) / 300) * (0.485 * (1 + math.cos(math.pi * step / plan.steps)) + 0.03)
            for group in optimiser.param_groups:
                group["lr"] = rate
            places = np.full((time, len(numbers)), -1)
            for column, number in enumerate(numbers):
                places[: len(data[number]), column] = data[number]
            mask = torch.from_numpy(places >= 0)
            x = table.look_up(vectors, np.maximum(places, 0), chance, 0.1) * mask.unsqueeze(-1)
            around = context(x, mask, reversal(mask.sum(0), time), 0.1)[mask]
            loss = guess(around, by_number[places[places >= 0]])
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(context.parameters(), 1.0)
            optimiser.step()
            step += 1
            if step % 100 == 0:
                print(f"pretraining {step}/{plan.steps} loss {loss.item():.3f}", flush=True)
            if step == plan.steps:
                break
    return words[: plan.vocabulary - 1], vectors, context


class Guess(nn.Module):
    """Loss of guessing words against a sample of wrong answers shared by the batch."""

    def __init__(self, targets: Targets, plan: Plan) -> None:
        super().__init__()
        self.targets, self.wrong = targets, plan.wrong_answers
        self.chance = torch.from_numpy(targets.chance).float()
        self.log_chance = self.chance.clamp_min(1e-12).log()
        self.vectors = nn.Embedding(len(self.chance), plan.out)
        nn.init.normal_(self.vectors.weight, std=0.05)
        self.bias = nn.Parameter(self.log_chance.clone())

    def forward(self, around: Tensor, words: np.ndarray) -> Tensor:
        """Mean loss; around (tokens, out), words: places in the list of words by frequency."""
        right = torch.from_numpy(self.targets.of_word[words])
        wrong = torch.multinomial(self.chance, self.wrong, replacement=True)
        scores = (around.bfloat16() @ self.vectors(wrong).bfloat16().T).float()
        scores = scores + (self.bias[wrong] - self.log_chance[wrong] - math.log(self.wrong))
        scores = scores.masked_fill(right.unsqueeze(1) == wrong, -30)
        score = (around * self.vectors(right)).sum(-1) + self.bias[right]
        total = torch.logaddexp(torch.logsumexp(scores, 1), score)
        weight = torch.from_numpy(self.targets.weight[words])
        return F.relu((total - score) * weight).sum() / weight.sum()
