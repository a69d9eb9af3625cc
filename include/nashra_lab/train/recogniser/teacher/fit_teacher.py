"""Fitting the encoder to ANERcorp's labels and, as a second task, to WikiFANE's; then asking it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional as F

from nashra.entities.recognise.embedded.integers import Floats
from nashra_lab.train.recogniser.corpora import Sentences
from nashra_lab.train.recogniser.teacher.encoder import Network
from nashra_lab.train.recogniser.teacher.package import EncoderFile
from nashra_lab.train.recogniser.teacher.windows import PIECES, Spelled, Window, pack, pieces, windows


@dataclass(frozen=True, slots=True)
class Lessons:
    """How long and how hard."""

    epochs: float = 4
    second_epochs: float = 0.8  # of WikiFANE, spread over the first four fifths
    windows: int = 6  # of a batch
    rate: float = 1.2e-4
    head_rate: float = 8  # the heads' rate, as a multiple
    dropout: float = 0.1
    seed: int = 1


class Teacher:
    """The fitted encoder. `labels` are those of the two tasks; the first counts."""

    def __init__(self, source: EncoderFile, labels: Sequence[tuple[str, ...]], lessons: Lessons) -> None:
        torch.manual_seed(lessons.seed)
        self.labels, self.lessons = labels, lessons
        self.network = Network(source, [len(names) for names in labels])
        self._chance = np.random.default_rng(lessons.seed)

    def _spell(self, tokens: list[list[str]]) -> Spelled:
        spelled = [[self.network.spell(token) for token in sentence] for sentence in tokens]
        special = self.network.source.sizes
        used = {piece for sentence in spelled for word in sentence for piece in word}
        self.network.learn_pieces(used | {special.begin, special.end, special.fill})
        return spelled

    def fit(self, corpora: tuple[Sentences, Sentences]) -> None:
        """Fit the layers and heads; the vectors of the pieces stay as they are."""
        lessons, network = self.lessons, self.network
        spelled = [self._spell(corpus.tokens) for corpus in corpora]
        gold = [_numbered(corpus, names) for corpus, names in zip(corpora, self.labels, strict=True)]
        plan = self._plan(spelled)
        low, heads = list(network.layers.parameters()), list(network.heads.parameters())
        groups = [{"params": low, "share": 1.0}, {"params": heads, "share": lessons.head_rate}]
        optimiser = torch.optim.AdamW(groups, lr=lessons.rate, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
        network.train()
        total = 0.0
        for step, (task, batch) in enumerate(plan):
            rate = lessons.rate * min(1, (step + 1) / (0.06 * len(plan))) * (1 - step / len(plan))
            for group in optimiser.param_groups:
                group["lr"] = rate * group["share"]
            packed = pack(network, spelled[task], batch)
            words = network(packed.rows, packed.mask, lessons.dropout)[torch.from_numpy(packed.places)]
            scores = network.heads[task](F.dropout(words, lessons.dropout))
            right = np.concatenate([gold[task][number][begin:end] for window in batch for number, begin, end in window])
            loss: Any = F.cross_entropy(scores, torch.from_numpy(right))
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(low, 1.0)
            optimiser.step()
            total += loss.item()
            if (step + 1) % 100 == 0:
                print(f"teacher {step + 1}/{len(plan)} loss {total / 100:.3f}", flush=True)
                total = 0.0
        network.eval()

    def _plan(self, spelled: list[Spelled]) -> list[tuple[int, list[Window]]]:
        """Batches of both tasks: each task's in a random order, the two dealt evenly."""
        lessons = self.lessons
        dealt: list[tuple[float, int, list[Window]]] = []
        for task, (epochs, until) in enumerate(((lessons.epochs, 1.0), (lessons.second_epochs, 0.8))):
            batches: list[list[Window]] = []
            while epochs > 0:
                found = windows(spelled[task], int(self._chance.integers(PIECES // 8, PIECES)))
                order = [found[place] for place in self._chance.permutation(len(found))]
                order = order[: round(len(order) * min(1.0, epochs))]
                batches += [order[first : first + lessons.windows] for first in range(0, len(order), lessons.windows)]
                epochs -= 1
            dealt += [(until * place / len(batches), task, batch) for place, batch in enumerate(batches)]
        return [(task, batch) for _, task, batch in sorted(dealt, key=lambda row: row[:2])]

    def predict(self, tokens: list[list[str]], reads: int = 1) -> list[Floats]:
        """Logarithms of the first task's label probabilities (tokens, labels) for each sentence, the mean over
        `reads` ways to cut the windows; sentences stand in their order, documents one after another."""
        network, spelled = self.network, self._spell(tokens)
        found = [np.zeros((len(words), len(self.labels[0])), np.float32) for words in spelled]
        network.eval()
        with torch.no_grad():
            for read in range(reads):
                for batch in _by_size(windows(spelled, PIECES * (read + 1) // reads), self.lessons.windows, spelled):
                    packed = pack(network, spelled, batch)
                    words = network(packed.rows, packed.mask, 0.0)[torch.from_numpy(packed.places)]
                    said = F.log_softmax(network.heads[0](words), -1).numpy()
                    _share_out(said, reads, batch, found)
        return found


def _by_size(found: list[Window], count: int, spelled: Spelled) -> list[list[Window]]:
    """Batches of windows of about one size."""
    sizes = [pieces(window, spelled) for window in found]
    order = sorted(range(len(found)), key=lambda place: (sizes[place], place))
    return [[found[place] for place in order[first : first + count]] for first in range(0, len(order), count)]


def _share_out(said: Floats, reads: int, batch: list[Window], found: list[Floats]) -> None:
    place = 0
    for window in batch:
        for number, begin, end in window:
            found[number][begin:end] += said[place : place + end - begin] / reads
            place += end - begin


def _numbered(corpus: Sentences, names: tuple[str, ...]) -> list[NDArray[np.int64]]:
    numbers = {name: number for number, name in enumerate(names)}
    return [np.array([numbers[mark] for mark in marks], np.int64) for marks in corpus.labels]
