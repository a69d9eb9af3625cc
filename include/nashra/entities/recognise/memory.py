"""Document memory: what the network thought of a word elsewhere in the same document corrects its scores here.

«بوش» alone is hard; after «الرئيس جورج بوش» three sentences before, it is not.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nashra.entities.recognise.recurrent import Floats, Ints

WINDOW = 40  # sentences to either side that count, so that a stream without document marks works as well
NAMELIKE = 0.05  # a word that is nowhere more likely a name than this is left alone
MOST = 200  # places of one word in a document that are compared; the rest keeps its scores


def memorable(key: str) -> bool:
    """Whether a word is one to remember: letters only, three or more."""
    return len(key) > 2 and key.isalpha()


def recall(likely: Floats, words: Ints, sentences: Ints, documents: Ints) -> tuple[Ints, Floats]:
    """What is remembered at tokens whose word comes again nearby: (their places, columns).

    likely: (tokens, labels) probabilities by the network alone; words: a number for each word, below 0 for
    what is never remembered; sentences and documents: ascending numbers. Columns (2 * labels + 1): the mean and
    the highest probabilities at the word's other places, and the logarithm of their number plus one.
    """
    order = np.lexsort((np.arange(len(words)), words, documents))
    key_changes = (np.diff(words[order]) != 0) | (np.diff(documents[order]) != 0)
    bounds = np.concatenate([[0], np.flatnonzero(key_changes) + 1, [len(order)]])
    namelike = likely[:, 0] < 1 - NAMELIKE
    counts = np.diff(bounds)
    names = np.add.reduceat(namelike[order].astype(np.int64), bounds[:-1]) if len(order) else counts
    places: list[Ints] = []
    columns: list[Floats] = []
    for group in np.flatnonzero((counts > 1) & (names > 0) & (counts <= MOST)):
        members = order[bounds[group] : bounds[group + 1]]
        if words[members[0]] < 0:
            continue
        apart = np.abs(sentences[members][:, None] - sentences[members][None, :])
        near = (apart <= WINDOW) & ~np.eye(len(members), dtype=bool)
        number = near.sum(1)
        here = np.flatnonzero(number)
        if not len(here):
            continue
        there = near[here][:, :, None] * likely[members][None, :, :]
        mean = there.sum(1) / number[here][:, None]
        places.append(members[here])
        columns.append(np.hstack([mean, there.max(1), np.log1p(number[here])[:, None]]).astype(np.float32))
    if not places:
        return np.empty(0, np.int64), np.empty((0, 2 * likely.shape[1] + 1), np.float32)
    return np.concatenate(places), np.concatenate(columns)


def softmax(scores: Floats) -> Floats:
    """Probabilities over the last axis."""
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(raised / raised.sum(-1, keepdims=True), np.float32)


@dataclass(slots=True)
class Memory:
    """The learned correction: what is remembered times `weights` is added to a token's scores."""

    weights: Floats  # (2 * labels + 1, labels)

    @classmethod
    def load(cls, arrays: dict[str, NDArray[np.generic]]) -> "Memory":
        return cls(arrays["memory.weights"].astype(np.float32))

    def correct(self, scores: Floats, words: Ints, sentences: Ints, documents: Ints) -> None:
        """Add to scores (tokens, labels), in place."""
        places, columns = recall(softmax(scores), words, sentences, documents)
        for column in range(columns.shape[1]):  # summed in one order, whatever the number of rows
            scores[places] += columns[:, column : column + 1] * self.weights[column]
