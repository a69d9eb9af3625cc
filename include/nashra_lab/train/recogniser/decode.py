"""From label scores to labels, as the shipped recogniser does it: document memory, then a chain."""

import numpy as np

from nashra.entities.recognise.embedded.chain import Chain
from nashra.entities.recognise.embedded.integers import Floats
from nashra.entities.recognise.embedded.memory import memorable, remember
from nashra.entities.recognise.embedded.word_shapes import word_key


def recalled(scores: list[Floats], tokens: list[list[str]], documents: list[int]) -> list[Floats]:
    """Scores (tokens, labels) of each sentence with the memory's corrections; documents: ascending numbers."""
    numbers: dict[str, int] = {}
    keys = [word_key(token) for sentence in tokens for token in sentence]
    words = np.array([numbers.setdefault(key, len(numbers)) if memorable(key) else -1 for key in keys])
    sizes = [len(sentence) for sentence in tokens]
    flat = np.concatenate(scores).astype(np.float32)
    remember(flat, words, np.repeat(np.arange(len(sizes)), sizes), np.repeat(np.array(documents), sizes))
    return np.split(flat, np.cumsum(sizes)[:-1])


def decode(chain: Chain, scores: list[Floats], names: tuple[str, ...]) -> list[list[str]]:
    """The best labels of each sentence."""
    return [[names[label] for label in chain.best(part[:, None, :], np.array([len(part)]))[:, 0]] for part in scores]
