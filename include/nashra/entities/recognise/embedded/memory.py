"""Document memory: what the network thought of a word elsewhere in the same document corrects its scores here.

«بوش» alone is hard; after «الرئيس جورج بوش» three sentences before, it is not.
"""

import numpy as np
from numpy.typing import NDArray

from nashra.entities.recognise.embedded.integers import Floats
from nashra.entities.recognise.embedded.recurrent import Ints

WINDOW = 20  # sentences to either side that count, so that a stream without document marks works as well
NAMELIKE = 0.05  # a word that is nowhere more likely a name than this is left alone
MOST = 200  # places of one word in a document that are compared; the rest keeps its scores
SHARE = 0.5  # how far a score moves to the mean of the word's other places, when these are many
HALF = 1.0  # with so many other places it moves half that far
TOGETHER = 1 << 14  # pairs of places that are compared at once


def memorable(key: str) -> bool:
    """Whether a word is one to remember: letters only, three or more."""
    return len(key) > 2 and key.isalpha()


def remember(scores: Floats, words: Ints, sentences: Ints, documents: Ints) -> Ints:
    """Moves scores (tokens, labels), in place, towards those of the same word nearby; returns the tokens moved.

    words: a number for each word, below 0 for what is never remembered; sentences and documents: ascending
    numbers. Scores are taken as logarithms of probabilities, so that a sure place says more than an unsure one. Two
    fixed numbers rule it: a correction learned for each label was better on its own kind of news and worse on others.
    """
    if not len(words):
        return np.empty(0, np.int64)
    whole = log_softmax(scores)
    order = np.lexsort((np.arange(len(words)), words, documents))
    key_changes = (np.diff(words[order]) != 0) | (np.diff(documents[order]) != 0)
    bounds = np.concatenate([[0], np.flatnonzero(key_changes) + 1, [len(order)]])
    namelike = whole[:, 0] < np.log(1 - NAMELIKE)
    counts = np.diff(bounds)
    names = np.add.reduceat(namelike[order].astype(np.int64), bounds[:-1])
    chosen = np.flatnonzero((counts > 1) & (names > 0) & (counts <= MOST) & (words[order[bounds[:-1]]] >= 0))
    moved: list[Ints] = []
    for count in np.unique(counts[chosen]).tolist():  # words that stand in so many places, all at once
        first = bounds[chosen[counts[chosen] == count]]
        size = max(1, TOGETHER // (count * count))
        for at in range(0, len(first), size):
            members = order[first[at : at + size, None] + np.arange(count)]
            moved.append(_move(scores, whole, sentences, members))
    return np.concatenate(moved) if moved else np.empty(0, np.int64)


def _move(scores: Floats, whole: Floats, sentences: Ints, members: Ints) -> Ints:
    """Moves the scores of words (words, places), each towards that of its other places; returns the tokens moved."""
    there = sentences[members]
    near = np.abs(there[:, :, None] - there[:, None]) <= WINDOW
    near[:, np.arange(members.shape[1]), np.arange(members.shape[1])] = False
    number = near.sum(2)
    own = whole[members]
    mean = (near[:, :, :, None] * own[:, None]).sum(2) / np.maximum(number, 1)[:, :, None]
    far = (SHARE * number / (number + HALF))[:, :, None]
    here = number > 0
    scores[members[here]] = (own + far * (mean - own))[here]
    return np.asarray(members[here], np.int64)


def log_softmax(scores: NDArray[np.float32]) -> Floats:
    """Logarithms of probabilities over the last axis."""
    even = scores - scores.max(-1, keepdims=True)
    return np.asarray(even - np.log(np.exp(even).sum(-1, keepdims=True)), np.float32)
