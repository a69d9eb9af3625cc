"""Sentences held out of training, and what a trained network says of them with the document memory."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nashra.entities.recognise.chain import Chain
from nashra.entities.recognise.integers import Floats
from nashra.entities.recognise.memory import memorable, remember
from nashra.entities.recognise.train.batches import Words
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

    def corrected(self) -> list[Floats]:
        """The scores with the memory's corrections, by sentence; the whole is one document."""
        scores, words, sentences = self.flat()
        remember(scores, words, sentences, np.zeros_like(words))
        return np.split(scores, np.cumsum([len(words) for words in self.words])[:-1])


def hold(scores: list[Floats], corpus: Encoded, words: Words) -> Held:
    """Held-out sentences from the network's scores on them."""
    kept = np.array([memorable(key) for key in words.keys])
    return Held(scores, [np.where(kept[row], row, -1) for row in corpus.words], corpus.labels)


def decode(chain: Chain, scores: list[Floats], names: tuple[str, ...]) -> list[list[str]]:
    """The best labels of each sentence."""
    return [[names[label] for label in chain.best(part[:, None, :], np.array([len(part)]))[:, 0]] for part in scores]
