"""What a recogniser is, and which one a run gets."""

from abc import ABC, abstractmethod
from typing import NamedTuple

from nashra.article import Mention
from nashra.entities.recognise.settle import settled
from nashra.entities.text.sentences import split_sentences
from nashra.entities.text.spans import sentence_mentions

LABELS = ("O", "B-PERS", "I-PERS", "B-LOC", "I-LOC", "B-ORG", "I-ORG", "B-MISC", "I-MISC")

NEWS, ANERCORP = CONVENTIONS = ("news", "anercorp")  # what counts as a name, and where one ends: see MODEL_CARD.md


class Tagged(NamedTuple):
    """A token's label (one of LABELS) and the recogniser's confidence in it, 0..1."""

    label: str
    score: float


class Recognizer(ABC):
    """Finds names. A subclass says how tokens are labelled; labels must not depend on what else is in a call."""

    name: str
    version: str  # a hash of the model's content, so that a run can say what it used

    @abstractmethod
    def tag(self, sentences: list[list[str]], documents: list[int] | None = None) -> list[list[Tagged]]:
        """Label the tokens of sentences; the result has the shape of `sentences`.

        `documents` gives each sentence's document, equal numbers standing together, so that a name seen
        clearly in one sentence helps in another of the same document. None: one stream, in order.
        """

    def mentions(self, bodies: list[str]) -> list[list[Mention]]:
        """The mentions of each body in order of their place, with offsets into the body, settled (see `settle`)."""
        split = [split_sentences(body) for body in bodies]
        sentences = [sentence.tokens for parts in split for sentence in parts]
        documents = [number for number, parts in enumerate(split) for _ in parts]
        tagged = iter(self.tag(sentences, documents))
        found = [
            [
                mention
                for number, sentence in enumerate(parts)
                for mention in sentence_mentions(body, sentence, next(tagged), number)
            ]
            for body, parts in zip(bodies, split, strict=True)
        ]
        return [settled(mentions, body, parts) for mentions, body, parts in zip(found, bodies, split, strict=True)]
