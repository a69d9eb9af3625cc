"""The steps of training, in order, with what each leaves for the next."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nashra.entities.recognise.base import LABELS
from nashra.entities.recognise.embedded.hints import Hints
from nashra_lab.evaluate.score_tags import Score, strict_scores
from nashra_lab.train.recogniser.batches import Words
from nashra_lab.train.recogniser.corpora import Sentences
from nashra_lab.train.recogniser.crf import chain_of
from nashra_lab.train.recogniser.decode import decode, recalled
from nashra_lab.train.recogniser.encode import Encoder
from nashra_lab.train.recogniser.export import Arrays, pack
from nashra_lab.train.recogniser.finished_parts import Parts
from nashra_lab.train.recogniser.fit_tagger import TASKS, WIKIFANE_LABELS, Fit, Reading, Trainer
from nashra_lab.train.recogniser.plain_text import read_texts
from nashra_lab.train.recogniser.pretrain import Plan, pretrain
from nashra_lab.train.recogniser.silver import TOKENS, Judge, Plain, lawful, read_plain, silver, together
from nashra_lab.train.recogniser.taught_network import ContextLayer, WordVectors
from nashra_lab.train.recogniser.teacher.fit_teacher import Lessons, Teacher
from nashra_lab.train.recogniser.teacher.package import EncoderFile

HOLDS = {"last": (0.85, 1.0), "first": (0.0, 0.15)}  # shares of ANERcorp that may be held out, contiguous
State = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Corpora:
    """What is trained on; hints for each of the two labelled corpora."""

    hints: tuple[Hints, Hints]
    anercorp: Sentences
    wikifane: Sentences
    wiki: list[Path]
    news: list[Path]


@dataclass(frozen=True, slots=True)
class Settings:
    """Sizes and lengths of the steps, and the encoder that teaches, if one does."""

    plan: Plan = field(default_factory=Plan)
    fit: Fit = field(default_factory=Fit)
    lessons: Lessons = field(default_factory=Lessons)
    encoder: Path | None = None
    silver_tokens: int = TOKENS
    rounds: int = 2  # of labelling text and learning from it; each is judged with the twin of the one before


class Recipe:
    """The shipped model, and its twin that a part of ANERcorp was held out from.

    The judges that label plain text never see the held-out part, so one labelling serves both.
    """

    def __init__(self, corpora: Corpora, settings: Settings, held: str, parts: Parts) -> None:
        self.corpora, self.settings, self.held, self.parts = corpora, settings, held, parts
        count, (begin, end) = len(corpora.anercorp), HOLDS[held]
        out = range(int(count * begin), int(count * end))
        self.out = corpora.anercorp.part(list(out))
        self.rest = corpora.anercorp.part([place for place in range(count) if place not in out])
        self.vocabulary: list[str] = []
        self._layers: tuple[State, State] = ({}, {})

    def pretrain(self) -> None:
        """The lower layers, on plain text."""
        self.vocabulary, *layers = self.parts.get("pretrained", self._pretrained)
        self._layers = layers[0], layers[1]

    def _pretrained(self) -> tuple[list[str], State, State]:
        texts = read_texts(self.corpora.wiki, self.corpora.news, self.corpora.wikifane.tokens)
        vocabulary, vectors, context = pretrain(texts, self.corpora.hints[1], self.settings.plan)
        return vocabulary, vectors.state_dict(), context.state_dict()

    def teacher(self, encoder: Path) -> Teacher:
        """The encoder, fitted without the held-out part."""
        teacher = Teacher(EncoderFile(encoder), TASKS, self.settings.lessons)

        def fit() -> State:
            teacher.fit((self.rest, self.corpora.wikifane))
            return teacher.network.state_dict()

        teacher.network.load_state_dict(self.parts.get(f"{self.held}-teacher", fit))
        return teacher

    def silver(self, number: int) -> Sentences:
        """Plain text labelled by the teacher and the twin of the round before, together."""

        def label() -> Sentences:
            plain, said = self.parts.get(f"{self.held}-said", self._said)
            found = silver(plain, [self.twin(number - 1).judge, lambda _: [row.astype(np.float32) for row in said]])
            print(f"{len(found)} of {len(plain.tokens)} sentences are labelled surely enough", flush=True)
            return found

        return self.parts.get(f"{self.held}-silver-{number}", label)

    def _said(self) -> tuple[Plain, list[NDArray[np.float16]]]:
        """The plain text, and what the teacher says of it."""
        assert self.settings.encoder
        plain = read_plain(self.corpora.wiki, self.corpora.news, self.settings.silver_tokens)
        return plain, [row.astype(np.float16) for row in self.teacher(self.settings.encoder).predict(plain.tokens)]

    @property
    def rounds(self) -> int:
        """How often text is labelled: never without a teacher."""
        return self.settings.rounds if self.settings.encoder else 0

    def twin(self, number: int) -> Trainer:
        """The model of a round as it would be if the held-out part weren't there; of round 0, without silver."""
        if not number:
            return self._fitted(f"{self.held}-alone", self.rest, None)
        return self._fitted(f"{self.held}-taught-{number}", self.rest, self.silver(number))

    def final(self) -> Arrays:
        """The model fitted on all of ANERcorp, as it ships."""
        taught = self.silver(self.rounds) if self.rounds else None
        trainer = self._fitted("model", self.corpora.anercorp, taught)
        return pack(trainer.net, chain_of(trainer.chains[0]), self.vocabulary, self.corpora.hints[0])

    def report(self) -> dict[str, dict[str, Score]]:
        """Scores on the held-out part: of the twin ("model"), and of what it learned from."""
        scores = {"model": self._score(self.twin(self.rounds))}
        if encoder := self.settings.encoder:
            teacher = self.teacher(encoder).predict
            scores |= {f"round {number}": self._score(self.twin(number)) for number in range(self.rounds)}
            scores["teacher"] = self._judged([teacher])
            scores["judges"] = self._judged([self.twin(self.rounds - 1).judge, teacher])
        return scores

    def _score(self, twin: Trainer) -> dict[str, Score]:
        corpus = twin.encoders[0].encode(self.out, LABELS)
        said = recalled(twin.predict(corpus), self.out.tokens, [0] * len(self.out))  # the whole is one document
        return strict_scores(self.out.labels, decode(chain_of(twin.chains[0]), said, LABELS))

    def _judged(self, judges: list[Judge]) -> dict[str, Score]:
        """Scores of judges' log probabilities, averaged."""
        said = together(self.out.tokens, [0] * len(self.out), judges)
        return strict_scores(self.out.labels, decode(lawful(LABELS), said, LABELS))

    def _fitted(self, name: str, corpus: Sentences, taught: Sentences | None) -> Trainer:
        trainer = self._trainer()

        def fit() -> tuple[State, State]:
            first, second = trainer.encoders
            fit, wikifane = self.settings.fit, second.encode(self.corpora.wikifane, WIKIFANE_LABELS)
            readings = [
                Reading(first.encode(corpus, LABELS), 0, fit.repeats),
                Reading(wikifane, 1, fit.second),
            ]
            if taught:
                readings.append(Reading(first.encode(taught, LABELS), 0, fit.silver))
            trainer.run(*readings)
            return trainer.state()

        trainer.restore(self.parts.get(name, fit))
        return trainer

    def _trainer(self) -> Trainer:
        """As it stands before fitting, on the pretrained layers."""
        plan = self.settings.plan
        vectors = WordVectors(plan.vocabulary, plan.buckets, plan.size)
        context = ContextLayer(plan.size, plan.hidden, plan.out)
        vectors.load_state_dict(self._layers[0])
        context.load_state_dict(self._layers[1])
        words = Words(self.vocabulary, plan.buckets)
        first, second = (Encoder(words, hints) for hints in self.corpora.hints)
        return Trainer((first, second), vectors, context, self.settings.fit)
