"""The steps of training, in order, with what each leaves for the next."""

import pickle
from dataclasses import replace
from pathlib import Path

import torch

from nashra.entities.recognise.base import LABELS
from nashra.entities.recognise.hints import Hints
from nashra.entities.recognise.train.batches import Words
from nashra.entities.recognise.train.corpora import Sentences
from nashra.entities.recognise.train.crf import ChainLoss
from nashra.entities.recognise.train.encode import Encoder
from nashra.entities.recognise.train.export import Arrays, pack
from nashra.entities.recognise.train.fit import WIKIFANE_LABELS, Fit, Trainer
from nashra.entities.recognise.train.held import Held, chain_of, decode, hold
from nashra.entities.recognise.train.network import ContextLayer, WordVectors
from nashra.entities.recognise.train.pretrain import Plan, pretrain
from nashra.entities.recognise.train.text_data import read_texts


class Recipe:
    """Corpora and hints, the pretrained layers, and the held-out parts judged so far."""

    def __init__(self, hints: tuple[Hints, Hints], anercorp: Sentences, wikifane: Sentences) -> None:
        self.hints, self.anercorp, self.wikifane = hints, anercorp, wikifane  # hints for each of the two
        self.plan = Plan()
        self.vocabulary: list[str] = []
        self._layers: tuple[dict[str, torch.Tensor], dict[str, torch.Tensor]] = ({}, {})
        self.held: dict[str, tuple[Held, ChainLoss]] = {}

    def pretrain(self, wiki: list[Path], news: list[Path], kept: Path | None, steps: int | None) -> None:
        """Pretrain the lower layers, or take them from the file `kept` (written there if it is missing)."""
        self.plan = replace(self.plan, steps=steps or self.plan.steps)
        if kept and kept.exists():
            self.vocabulary, *layers = pickle.loads(kept.read_bytes())
            self._layers = (layers[0], layers[1])
            return
        texts = read_texts(wiki, news, self.wikifane.tokens)
        self.vocabulary, vectors, context = pretrain(texts, self.hints[1], self.plan)
        self._layers = (vectors.state_dict(), context.state_dict())
        if kept:
            kept.write_bytes(pickle.dumps((self.vocabulary, *self._layers)))

    def fitted(self, corpus: Sentences, fit: Fit) -> Trainer:
        """A tagger trained on part of ANERcorp and all of WikiFANE, from the pretrained layers."""
        plan = self.plan
        vectors = WordVectors(plan.vocabulary, plan.buckets, plan.size)
        context = ContextLayer(plan.size, plan.hidden, plan.out)
        vectors.load_state_dict(self._layers[0])
        context.load_state_dict(self._layers[1])
        words = Words(self.vocabulary, plan.buckets)
        first, second = (Encoder(words, hints) for hints in self.hints)
        trainer = Trainer((first, second), vectors, context, fit)
        trainer.run(first.encode(corpus, LABELS), second.encode(self.wikifane, WIKIFANE_LABELS))
        return trainer

    def judge(self, name: str, begin: float, end: float, fit: Fit) -> None:
        """Hold out a contiguous share of ANERcorp, train on the rest, keep the scores on what was held out."""
        count = len(self.anercorp)
        out = range(int(count * begin), int(count * end))
        trainer = self.fitted(self.anercorp.part([i for i in range(count) if i not in out]), fit)
        corpus = trainer.encoders[0].encode(self.anercorp.part(list(out)), LABELS)
        held = hold(trainer.predict(corpus), corpus, trainer.words)
        loss = trainer.chains[0]
        assert isinstance(loss, ChainLoss)
        self.held[name] = (held, loss)

    def predicted(self, name: str) -> tuple[list[list[str]], list[list[str]]]:
        """Gold and predicted labels of a held-out part."""
        held, loss = self.held[name]
        labels = decode(chain_of(loss), held.corrected(), LABELS)
        return [[LABELS[label] for label in row] for row in held.labels], labels

    def final(self, fit: Fit) -> Arrays:
        """The model fitted on all of ANERcorp."""
        trainer = self.fitted(self.anercorp, fit)
        loss = trainer.chains[0]
        assert isinstance(loss, ChainLoss)
        return pack(trainer.net, loss, self.vocabulary, self.hints[0])
