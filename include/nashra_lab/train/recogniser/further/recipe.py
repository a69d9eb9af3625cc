"""The steps of fitting further, in order."""

from dataclasses import dataclass

import numpy as np

from nashra.entities.recognise.base import LABELS
from nashra.entities.recognise.embedded.integers import Floats
from nashra_lab.evaluate.score_tags import Score, strict_scores
from nashra_lab.train.recogniser.corpora import Sentences
from nashra_lab.train.recogniser.crf import chain_of
from nashra_lab.train.recogniser.decode import decode, recalled
from nashra_lab.train.recogniser.encode import OPEN
from nashra_lab.train.recogniser.export import Arrays, pack
from nashra_lab.train.recogniser.finished_parts import Parts
from nashra_lab.train.recogniser.fit_tagger import Fit, Reading, Trainer
from nashra_lab.train.recogniser.further.judged import Judged, labelled
from nashra_lab.train.recogniser.further.news import News
from nashra_lab.train.recogniser.further.start import Start, alone

NEWS, ANERCORP = 0, 1  # tasks: whose convention labels keep
FIT = Fit(frozen_epochs=0, epochs=5, rate_of_all=1.2e-3)


@dataclass(frozen=True, slots=True)
class Share:
    """How often an epoch reads each corpus (see Reading), and how sure a label of judged text is to be."""

    news: float = 3.0
    anercorp: float = 1.0
    judged: float = 0.25
    taught: float = 0.5
    sure: float = 0.6
    weight: float = 0.5  # of what judges know beyond the model
    most: float = 3.0  # that they move a label's log probability


@dataclass(frozen=True, slots=True)
class Data:
    """What is learned from, and the news that is set aside."""

    news: News
    aside: News
    anercorp: Sentences
    judged: Judged


class Further:
    """A first model learns from labels; it and the judges label the plain text in the news' convention; a second
    model learns from that, too. Both begin from the model that ships."""

    def __init__(self, start: Start, data: Data, parts: Parts, fit: Fit = FIT, share: Share | None = None) -> None:
        self.start, self.data, self.parts, self.fit, self.share = start, data, parts, fit, share or Share()

    def first(self) -> Trainer:
        return self._fitted("first", [])

    def second(self) -> Trainer:
        taught = self.parts.get("taught", self._teach)
        return self._fitted("second", [(taught, NEWS, self.share.taught)])

    def _teach(self) -> Sentences:
        """The judged text in the news' convention: what the first model says, moved by what the judges know beyond
        it. They keep ANERcorp's convention; so the first model's own labels in that one are what they are held to."""
        judged, first, share = self.data.judged, self.first(), self.share
        news, other = (first.judge(judged.tokens, task) for task in (NEWS, ANERCORP))
        said = [
            one + share.weight * np.clip(judges - own, -share.most, share.most)
            for one, own, judges in zip(news, other, judged.said, strict=True)
        ]
        return labelled(judged.tokens, recalled(said, judged.tokens, judged.documents), share.sure)

    def scores(self, trainer: Trainer) -> dict[str, Score]:
        """Strict scores over tokens on the news set aside."""
        return aside_scores(trainer, self.data.aside)

    def packed(self, trainer: Trainer) -> Arrays:
        """The arrays that ship: the task of news alone."""
        return pack(alone(trainer, NEWS), chain_of(trainer.chains[NEWS]), self.start.vocabulary, self.start.hints)

    def _fitted(self, name: str, more: list[tuple[Sentences, int, float]]) -> Trainer:
        trainer = self.start.trainer(self.fit, 2)

        def fit() -> object:
            data, share = self.data, self.share
            judged = labelled(data.judged.tokens, data.judged.said, share.sure)
            read = [
                (data.news.sentences, NEWS, share.news),
                (data.anercorp, ANERCORP, share.anercorp),
                (judged, ANERCORP, share.judged),
                *more,
            ]
            encoder = trainer.encoders[0]
            trainer.run(*(Reading(encoder.encode(part, LABELS), task, times) for part, task, times in read))
            return trainer.state()

        trainer.restore(self.parts.get(name, fit))  # type: ignore[arg-type]
        return trainer


def aside_scores(trainer: Trainer, news: News) -> dict[str, Score]:
    corpus = trainer.encoders[NEWS].encode(news.sentences, LABELS)
    said: list[Floats] = recalled(trainer.predict(corpus, NEWS), news.sentences.tokens, news.documents)
    found = decode(chain_of(trainer.chains[NEWS]), said, LABELS)
    return strict_scores(*without_open(news.sentences.labels, found))


def without_open(gold: list[list[str]], found: list[list[str]]) -> tuple[list[list[str]], list[list[str]]]:
    """Gold and found labels, those of names that touch an OPEN token taken out: they count neither way."""
    from nashra.entities.text.spans import bio_spans

    kept = []
    for truth, guess in zip(gold, found, strict=True):
        mine = list(guess)
        for _, start, end in bio_spans(guess):
            if OPEN in truth[start:end] and not any(mark[:1] in "BI" for mark in truth[start:end]):
                mine[start:end] = ["O"] * (end - start)
        kept.append(mine)
    return [["O" if mark == OPEN else mark for mark in truth] for truth in gold], kept
