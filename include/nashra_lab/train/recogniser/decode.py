"""From label scores to labels, as the shipped recogniser does it: document memory, then a chain."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nashra.entities.recognise.embedded.chain import Chain
from nashra.entities.recognise.embedded.integers import Floats
from nashra.entities.recognise.embedded.memory import memorable, remember
from nashra.entities.recognise.embedded.word_shapes import word_key

ROWS = 256  # sentences side by side


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
    found = side_by_side(chain.best, scores)
    return [[names[label] for label in labels.tolist()] for labels in found]


def side_by_side(
    function: Callable[[Floats, NDArray[np.int64]], NDArray[Any]], scores: list[Floats]
) -> list[NDArray[Any]]:
    """What a chain's function of (time, rows, labels) and lengths gives for each sentence's scores (tokens, labels),
    sentences of about one length taken together: one at a time costs many times as much."""
    found: list[NDArray[Any]] = [np.empty(0)] * len(scores)
    order = sorted(range(len(scores)), key=lambda number: len(scores[number]))
    for first in range(0, len(order), ROWS):
        numbers = order[first : first + ROWS]
        lengths = np.array([len(scores[number]) for number in numbers])
        batch = np.zeros((max(1, lengths.max()), len(numbers), scores[numbers[0]].shape[1]), np.float32)
        for column, number in enumerate(numbers):
            batch[: lengths[column], column] = scores[number]
        for column, rows in enumerate(function(batch, lengths).swapaxes(0, 1)):
            found[numbers[column]] = rows[: lengths[column]]
    return found
