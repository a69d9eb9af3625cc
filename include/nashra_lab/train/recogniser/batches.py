"""Batches of a few fixed shapes (the LSTM kernels are compiled for each shape), and words as numbers."""

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from nashra.entities.recognise.embedded.word_shapes import pieces
from nashra_lab.train.recogniser.taught_network import WordVectors

SHAPES = (5, 8, 10, 12, 15, 18, 21, 24, 28, 32, 37, 43, 52, 64, 80, 101, 130, 170, 230, 300, 400)


def grouped(
    data: list[NDArray[np.int64]], tokens: int, chance: np.random.Generator | None
) -> list[tuple[int, list[int]]]:
    """(time, numbers) of sentences of about one length, about `tokens` in all; shuffled if `chance` is given."""
    order: list[int] = list(range(len(data))) if chance is None else chance.permutation(len(data)).tolist()
    waiting: dict[int, list[int]] = {}
    batches: list[tuple[int, list[int]]] = []
    for number in order:
        time = next(shape for shape in SHAPES if len(data[number]) <= shape)
        waiting.setdefault(time, []).append(number)
        if len(waiting[time]) >= max(4, tokens // time):
            batches.append((time, waiting.pop(time)))
    batches += sorted(waiting.items())
    if chance is not None:
        batches = [batches[place] for place in chance.permutation(len(batches))]
    return batches


class Words:
    """Numbers for word keys as they come, each with its row of the vectors and its pieces."""

    def __init__(self, vocabulary: list[str], buckets: int) -> None:
        self.ranks = {word: rank for rank, word in enumerate(vocabulary, 1)}
        self.buckets = buckets
        self.keys: list[str] = []
        self._numbers: dict[str, int] = {}
        self._rows: list[int] = []
        self._pieces: list[NDArray[np.int64]] = []

    def number(self, key: str) -> int:
        """The key's number, given to it when it is first asked for."""
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.keys)
            self.keys.append(key)
            self._rows.append(self.ranks.get(key, 0))
            self._pieces.append(np.array(pieces(key, self.buckets)))
        return number

    def look_up(
        self, vectors: WordVectors, places: NDArray[np.int64], chance: np.random.Generator, forget: float
    ) -> Tensor:
        """Vectors (…, size) of numbers (…); a share `forget` of the words is known by its pieces alone."""
        used, placed = np.unique(places, return_inverse=True)
        rows = np.array([self._rows[number] for number in used])
        if forget:
            rows[chance.random(len(rows)) < forget] = 0
        parts = [self._pieces[number] for number in used]
        starts = np.cumsum([0, *(len(part) for part in parts[:-1])])
        distinct: Tensor = vectors(
            torch.from_numpy(rows), torch.from_numpy(np.concatenate(parts)), torch.from_numpy(starts)
        )
        return distinct[torch.from_numpy(placed.reshape(places.shape))]
