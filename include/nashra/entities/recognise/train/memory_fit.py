"""Fitting the document memory on sentences that the network was not trained on."""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from nashra.entities.recognise.chain import Chain
from nashra.entities.recognise.memory import Memory, memorable, recall, softmax
from nashra.entities.recognise.recurrent import Floats
from nashra.entities.recognise.train.batches import Words
from nashra.entities.recognise.train.crf import ChainLoss
from nashra.entities.recognise.train.encode import Encoded


@dataclass(slots=True)
class Held:
    """Sentences held out, in order: the network's scores, word numbers (-1: not remembered), gold labels."""

    scores: list[Floats]
    words: list[NDArray[np.int64]]
    labels: list[NDArray[np.int64]]

    def flat(self) -> tuple[Floats, NDArray[np.int64], NDArray[np.int64]]:
        """Scores, words and sentence numbers of all tokens in a row."""
        numbers = np.repeat(np.arange(len(self.words)), [len(words) for words in self.words])
        return np.concatenate(self.scores), np.concatenate(self.words), numbers

    def corrected(self, memory: Memory) -> list[Floats]:
        """The scores with the memory's corrections, by sentence; the whole is one document."""
        scores, words, sentences = self.flat()
        memory.correct(scores, words, sentences, np.zeros_like(words))
        return np.split(scores, np.cumsum([len(words) for words in self.words])[:-1])


def hold(scores: list[Floats], corpus: Encoded, words: Words) -> Held:
    """Held-out sentences from the network's scores on them."""
    kept = np.array([memorable(key) for key in words.keys])
    return Held(scores, [np.where(kept[row], row, -1) for row in corpus.words], corpus.labels)


def decode(chain: Chain, scores: list[Floats], names: tuple[str, ...]) -> list[list[str]]:
    """The best labels of each sentence."""
    return [[names[label] for label in chain.best(part[:, None, :], np.array([len(part)]))[:, 0]] for part in scores]


def chain_of(loss: ChainLoss) -> Chain:
    """A trained chain of labels, for decoding."""
    return Chain(*(weight.detach().numpy().copy() for weight in (loss.pairs, loss.start, loss.end)))


def fit_memory(parts: list[tuple[Held, ChainLoss]], rounds: int = 60, decay: float = 0.5) -> Memory:
    """The correction that best explains the gold labels of the held-out parts, each under its own chain.

    There are too few held-out names to fit each weight by itself: all types share theirs (see `Tied`).
    """
    tied = Tied(parts[0][0].scores[0].shape[1])
    ready = [_ready(held, loss) for held, loss in parts]
    optimiser = torch.optim.Adam(tied.parameters(), lr=0.1)
    for _ in range(rounds):
        optimiser.zero_grad()
        weights = tied()
        total: Tensor = decay * (tied.shared**2).sum()
        for scores, places, columns, index, gold, lengths, loss in ready:
            better = scores.index_add(0, places, columns @ weights)
            total = total + loss(better[index], gold, lengths)
        total.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
    return Memory(tied().detach().numpy())


class Tied(nn.Module):
    """The memory's weights (2 * labels + 1, labels), made of a few numbers that all types share.

    What is remembered of B-X and I-X (mean and highest) speaks for B-X and for I-X, what is remembered of
    other types against them, of O for O; the number of places speaks for or against any name.
    """

    def __init__(self, labels: int) -> None:
        super().__init__()
        self.shared = nn.Parameter(torch.zeros(16))
        kind = (torch.arange(labels) + 1) // 2  # 0 for O, then one for each type
        inside = (torch.arange(labels) % 2 == 0) & (kind > 0)
        numbers = torch.zeros(2 * labels + 1, labels, dtype=torch.long)  # which number each weight is; 0: none
        for row in range(2 * labels):
            label, highest = row % labels, row // labels
            same = (kind[label] == kind) & (kind > 0)
            other = (kind[label] != kind) & (kind > 0) & (kind[label] > 0)
            numbers[row] = torch.where(same, 1 + 4 * highest + 2 * int(inside[label]) + inside.long(), numbers[row])
            numbers[row] = torch.where(other, 9 + highest, numbers[row])
            if label == 0:
                numbers[row] = torch.where(kind == 0, 11 + highest, numbers[row])
        numbers[-1] = torch.where(kind > 0, 13 + inside.long(), numbers[-1])
        self._numbers = numbers

    def forward(self) -> Tensor:
        """The weights; number 0 is always nought."""
        return (self.shared * (torch.arange(len(self.shared)) > 0))[self._numbers]


def _ready(held: Held, loss: ChainLoss) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, ChainLoss]:
    scores, words, sentences = held.flat()
    places, columns = recall(softmax(scores), words, sentences, np.zeros_like(words))
    lengths = np.array([len(row) for row in held.words])
    starts = np.cumsum([0, *lengths[:-1]])
    time = int(lengths.max())
    steps = np.arange(time)[:, None]
    index = np.where(steps < lengths, starts + steps, 0)
    gold = np.concatenate(held.labels)[index]
    for weight in loss.parameters():
        weight.requires_grad_(False)
    arrays = (scores, places, columns, index, gold, lengths)
    return (*(torch.from_numpy(array) for array in arrays), loss)  # type: ignore[return-value]
