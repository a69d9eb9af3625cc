"""The steps of training, in order, with what each leaves for the next."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch

from nashra.entities.recognise.base import LABELS
from nashra.entities.recognise.evaluate import Score, strict_scores
from nashra.entities.recognise.hints import Hints
from nashra.entities.recognise.integers import Floats
from nashra.entities.recognise.train.batches import Words
from nashra.entities.recognise.train.corpora import Sentences
from nashra.entities.recognise.train.crf import ChainLoss, chain_of
from nashra.entities.recognise.train.encode import Encoder
from nashra.entities.recognise.train.export import Arrays, pack
from nashra.entities.recognise.train.fit import TASKS, WIKIFANE_LABELS, Fit, Trainer
from nashra.entities.recognise.train.held import decode, hold
from nashra.entities.recognise.train.network import ContextLayer, WordVectors
from nashra.entities.recognise.train.parts import Parts
from nashra.entities.recognise.train.pretrain import Plan, pretrain
from nashra.entities.recognise.train.silver import Judge, Plain, lawful, read_plain, recalled, silver
from nashra.entities.recognise.train.teacher.fit import Lessons, Teacher
from nashra.entities.recognise.train.teacher.package import EncoderFile
from nashra.entities.recognise.train.text_data import read_texts

HOLDS = {"last": (0.85, 1.0), "first": (0.0, 0.15), "none": (0.0, 0.0)}  # shares of ANERcorp, contiguous, held out
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
    silver_tokens: int = 0


class Recipe:
    """The shipped model, and its twins that a part of ANERcorp was held out from."""

    def __init__(self, corpora: Corpora, settings: Settings, parts: Parts) -> None:
        self.corpora, self.settings, self.parts = corpora, settings, parts
        self.vocabulary: list[str] = []
        self._layers: tuple[State, State] = ({}, {})
        self._plain: Plain | None = None

    def pretrain(self) -> None:
        """The lower layers, on plain text."""
        self.vocabulary, *layers = self.parts.get("pretrained", self._pretrained)
        self._layers = layers[0], layers[1]

    def _pretrained(self) -> tuple[list[str], State, State]:
        texts = read_texts(self.corpora.wiki, self.corpora.news, self.corpora.wikifane.tokens)
        vocabulary, vectors, context = pretrain(texts, self.corpora.hints[1], self.settings.plan)
        return vocabulary, vectors.state_dict(), context.state_dict()

    def model(self, held: str) -> Trainer:
        """A model fitted without the held-out part; if an encoder teaches, it labels text first, together with a
        model that was fitted on labelled corpora alone."""
        corpus = self._rest(held)
        first = self._fitted(f"{held}-alone", corpus, None)
        if not self.settings.encoder:
            return first
        teacher = self._teacher(held, corpus)
        taught = self.parts.get(f"{held}-silver", lambda: silver(self._text(), [first.judge, teacher.predict]))
        print(f"{held}: {len(taught)} silver sentences, {sum(map(len, taught.tokens))} tokens", flush=True)
        return self._fitted(f"{held}-taught", corpus, taught)

    def report(self, held: str) -> dict[str, dict[str, Score]]:
        """Scores on the held-out part: of the model as it ships ("model") and of what it learned from."""
        out = self._out(held)
        model = self.model(held)
        corpus = model.encoders[0].encode(out, LABELS)
        kept = hold(model.predict(corpus), corpus, model.words)
        scores = {"model": strict_scores(out.labels, decode(chain_of(model.chains[0]), kept.corrected(), LABELS))}
        if self.settings.encoder:
            teacher = self._teacher(held, self._rest(held)).predict
            alone = self._fitted(f"{held}-alone", self._rest(held), None).judge
            judges: dict[str, list[Judge]] = {"alone": [alone], "teacher": [teacher], "both": [alone, teacher]}
            scores |= {name: self._judged(out, some) for name, some in judges.items()}
        return scores

    def final(self) -> Arrays:
        """The model fitted on all of ANERcorp, as it ships."""
        trainer = self.model("none")
        chain = trainer.chains[0]
        assert isinstance(chain, ChainLoss)
        return pack(trainer.net, chain, self.vocabulary, self.corpora.hints[0])

    def _out(self, held: str) -> Sentences:
        return self.corpora.anercorp.part(list(self._range(held)))

    def _rest(self, held: str) -> Sentences:
        out = self._range(held)
        return self.corpora.anercorp.part([i for i in range(len(self.corpora.anercorp)) if i not in out])

    def _range(self, held: str) -> range:
        count, (begin, end) = len(self.corpora.anercorp), HOLDS[held]
        return range(int(count * begin), int(count * end))

    def _fitted(self, name: str, corpus: Sentences, taught: Sentences | None) -> Trainer:
        trainer = self._trainer()

        def fit() -> tuple[State, State]:
            first, second = trainer.encoders
            encoded = [first.encode(corpus, LABELS), second.encode(self.corpora.wikifane, WIKIFANE_LABELS)]
            trainer.run(*encoded, *([first.encode(taught, LABELS)] if taught else []))
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

    def _teacher(self, held: str, corpus: Sentences) -> Teacher:
        assert self.settings.encoder
        teacher = Teacher(EncoderFile(self.settings.encoder), TASKS, self.settings.lessons)

        def fit() -> State:
            teacher.fit((corpus, self.corpora.wikifane))
            return teacher.network.state_dict()

        teacher.network.load_state_dict(self.parts.get(f"{held}-teacher", fit))
        return teacher

    def _text(self) -> Plain:
        if self._plain is None:
            self._plain = read_plain(self.corpora.wiki, self.corpora.news, self.settings.silver_tokens)
        return self._plain

    @staticmethod
    def _judged(out: Sentences, judges: list[Callable[[list[list[str]]], list[Floats]]]) -> dict[str, Score]:
        """Scores of judges' log probabilities, averaged; the held-out part is one document."""
        parts = zip(*(judge(out.tokens) for judge in judges), strict=True)
        said = [torch.from_numpy(sum(part)).div(len(judges)).numpy() for part in parts]
        said = recalled(said, out.tokens, [0] * len(out))
        return strict_scores(out.labels, decode(lawful(LABELS), said, LABELS))
