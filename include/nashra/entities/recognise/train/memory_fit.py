"""Fitting the document memory on sentences that the network was not trained on."""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

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
    """The correction that best explains the gold labels of the held-out parts, each under its own chain."""
    labels = parts[0][0].scores[0].shape[1]
    weights = torch.zeros(2 * labels + 1, labels, requires_grad=True)
    ready = [_ready(held, loss) for held, loss in parts]
    optimiser = torch.optim.Adam([weights], lr=0.05)
    for _ in range(rounds):
        optimiser.zero_grad()
        total: Tensor = decay * (weights**2).sum()
        for scores, places, columns, index, gold, lengths, loss in ready:
            better = scores.index_add(0, places, columns @ weights)
            total = total + loss(better[index], gold, lengths)
        total.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
    return Memory(weights.detach().numpy())


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
