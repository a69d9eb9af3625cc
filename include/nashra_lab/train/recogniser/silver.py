"""Plain text labelled by models that agree or not: what they say together teaches the model that ships."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from nashra.entities.recognise.base import LABELS
from nashra.entities.recognise.embedded.chain import Chain
from nashra.entities.recognise.embedded.integers import Floats
from nashra.entities.recognise.embedded.memory import log_softmax
from nashra.entities.text.sentences import split_sentences
from nashra_lab.train.recogniser.corpora import Sentences
from nashra_lab.train.recogniser.decode import decode, recalled
from nashra_lab.train.recogniser.plain_text import LONGEST, SHORTEST, read_rows

TOKENS = 750_000  # of all the text that is labelled
SURE = 0.5  # a sentence with a token whose best label is less likely than this is left out
Judge = Callable[[list[list[str]]], list[Floats]]  # sentences -> log probabilities (tokens, labels)


@dataclass(slots=True)
class Plain:
    """Sentences in order, and the number of the document that each stands in."""

    tokens: list[list[str]]
    documents: list[int]


def read_plain(wiki: list[Path], news: list[Path], tokens: int) -> Plain:
    """All free news, and as many encyclopedia documents, evenly spread, as make `tokens` together."""
    plain, seen = Plain([], []), set[tuple[str, ...]]()
    size = sum(_add(plain, text, seen) for path in news for text in read_rows(path, True))
    rows = [text for path in wiki for text in read_rows(path, False)]
    left = tokens - size
    share = left / max(1, sum(len(text.split()) for text in rows))
    for number, text in enumerate(rows):
        if int((number + 1) * share) > int(number * share):
            _add(plain, text, seen)
    return plain


def _add(plain: Plain, text: str, seen: set[tuple[str, ...]]) -> int:
    """Add a document; returns its tokens. A sentence that was there already is left out: agencies repeat."""
    size, document = 0, plain.documents[-1] + 1 if plain.documents else 0
    for sentence in split_sentences(text):
        words = tuple(sentence.tokens[:LONGEST])
        if len(words) >= SHORTEST and words not in seen:
            seen.add(words)
            plain.tokens.append(list(words))
            plain.documents.append(document)
            size += len(words)
    return size


def silver(plain: Plain, judges: list[Judge]) -> Sentences:
    """The sentences with the labels that the judges give together, where they are sure enough."""
    said = together(plain.tokens, plain.documents, judges)
    labels = decode(lawful(LABELS), said, LABELS)
    sure = [place for place, scores in enumerate(said) if np.exp(log_softmax(scores).max(1).min()) >= SURE]
    return Sentences(plain.tokens, labels).part(sure)


def together(tokens: list[list[str]], documents: list[int], judges: list[Judge]) -> list[Floats]:
    """The judges' log probabilities, averaged, with the document memory's corrections."""
    said = [np.mean(parts, axis=0) for parts in zip(*(judge(tokens) for judge in judges), strict=True)]
    return recalled(said, tokens, documents)


def lawful(labels: tuple[str, ...]) -> Chain:
    """A chain that only forbids: a name goes on where one of its type stands."""
    goes_on = np.array([[to[:1] != "I" or came[2:] == to[2:] for to in labels] for came in labels])
    begins = np.array([label[:1] != "I" for label in labels])
    never = np.float32(-1e4)
    return Chain(
        np.where(goes_on, np.float32(0), never),
        np.where(begins, np.float32(0), never),
        np.zeros(len(labels), np.float32),
    )
