"""Labelled sentences as numbers."""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from nashra.entities.recognise.embedded.columns import SENTENCE_COLUMNS, sentence_columns, word_columns
from nashra.entities.recognise.embedded.hints import Hints, WordHints
from nashra.entities.recognise.embedded.word_shapes import word_key
from nashra_lab.train.recogniser.batches import Words
from nashra_lab.train.recogniser.corpora import Sentences
from nashra_lab.train.recogniser.crf import ANY

LONGEST = 400
OPEN = "?"  # in place of a label: the token may be anything, and stays out of the loss


@dataclass(slots=True)
class Encoded:
    """One corpus. Rows of `words` and `labels` are sentences."""

    words: list[NDArray[np.int64]]
    columns: list[NDArray[np.float32]]  # (tokens, SENTENCE_COLUMNS)
    labels: list[NDArray[np.int64]]


class Encoder:
    """Numbers for words (which several encoders may share), and their hints and columns."""

    def __init__(self, words: Words, hints: Hints) -> None:
        self.words, self.hints = words, hints
        self._found: list[WordHints] = []

    def encode(self, corpus: Sentences, labels: tuple[str, ...]) -> Encoded:
        """Sentences of at most LONGEST tokens each; what is longer is cut off."""
        numbers = {label: number for number, label in enumerate(labels)} | {OPEN: ANY}
        encoded = Encoded([], [], [])
        for tokens, marks in zip(corpus.tokens, corpus.labels, strict=True):
            keys = [word_key(token) for token in tokens[:LONGEST]]
            words = np.array([self.words.number(key) for key in keys])
            self._grow()
            encoded.words.append(words)
            encoded.columns.append(sentence_columns(keys, [self._found[word] for word in words], self.hints))
            encoded.labels.append(np.array([numbers[mark] for mark in marks[:LONGEST]]))
        return encoded

    def _grow(self) -> None:
        self._found += [self.hints.word(key) for key in self.words.keys[len(self._found) :]]

    def word_columns(self) -> Tensor:
        """(words, WORD_COLUMNS) of all words numbered so far."""
        self._grow()
        ranks = np.array([self.words.ranks.get(key, 0) for key in self.words.keys])
        return torch.from_numpy(word_columns(self.words.keys, ranks, self._found)).float()


@dataclass(slots=True)
class Packed:
    """A batch, time first."""

    words: NDArray[np.int64]
    columns: Tensor
    labels: Tensor
    mask: Tensor


def pack_batch(corpus: Encoded, time: int, numbers: list[int]) -> Packed:
    """Sentences filled up to `time` tokens."""
    words = np.zeros((time, len(numbers)), np.int64)
    columns = np.zeros((time, len(numbers), SENTENCE_COLUMNS), np.float32)
    labels, mask = words.copy(), np.zeros((time, len(numbers)), bool)
    for column, number in enumerate(numbers):
        size = len(corpus.words[number])
        words[:size, column] = corpus.words[number]
        columns[:size, column] = corpus.columns[number]
        labels[:size, column] = corpus.labels[number]
        mask[:size, column] = True
    return Packed(words, torch.from_numpy(columns), torch.from_numpy(labels), torch.from_numpy(mask))
