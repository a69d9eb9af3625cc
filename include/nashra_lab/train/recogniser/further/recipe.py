"""The steps of fitting further, in order."""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from nashra.entities.recognise.base import CONVENTIONS, LABELS
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

State = tuple[dict[str, Tensor], dict[str, Tensor]]  # of the network, of the chains
NEWS, ANERCORP = 0, 1  # tasks, in the order of CONVENTIONS
SURE = 0.6  # a label of judged text that is less likely stays open
WEIGHT = 0.5  # of what judges know beyond the model
MOST = 3.0  # that they move a label's log probability


@dataclass(frozen=True, slots=True)
class Step:
    """A fit, and how often an epoch reads each corpus (see Reading)."""

    fit: Fit
    news: float
    anercorp: float
    judged: float
    taught: float


STEPS = (
    Step(Fit(frozen_epochs=0, epochs=5, rate_of_all=1.2e-3), news=3, anercorp=1, judged=0.25, taught=0),
    Step(Fit(frozen_epochs=0, epochs=4, rate_of_all=8e-4), news=2, anercorp=0.5, judged=0.1, taught=0.3),
)
# Of a model that was fitted further before, when there are more labels: it has learned from the others.
AGAIN = Step(Fit(frozen_epochs=0, epochs=3, rate_of_all=8e-4), news=2, anercorp=0.5, judged=0.1, taught=0)


@dataclass(frozen=True, slots=True)
class Data:
    """What is learned from, and the news that is set aside."""

    news: News
    aside: News
    anercorp: Sentences
    judged: Judged


class Further:
    """From the model that ships, a first model learns from labels; it and the judges label the plain text in the
    news' convention; a second model goes on from the first and learns from that, too."""

    def __init__(self, start: Start, data: Data, parts: Parts, steps: tuple[Step, Step] = STEPS) -> None:
        self.start, self.data, self.parts, self.steps = start, data, parts, steps

    def first(self) -> Trainer:
        """The model of labels alone."""
        return self._fitted("first", self.steps[0], None, None)

    def second(self) -> Trainer:
        """The model that ships."""
        taught = self.parts.get("taught", self._teach)
        return self._fitted("second", self.steps[1], self.first(), taught)

    def again(self, step: Step, keep: float) -> Trainer:
        """The model that ships, when the start was fitted further before: `keep` is the start's share of its weights.
        What one fit learns of a few texts goes out of such a mean, what both know stays."""
        fitted, start = self._fitted("again", step, None, None), self.start.trainer(step.fit, 2)
        fitted.restore(mean_state(start.state(), fitted.state(), keep))
        return fitted

    def _teach(self) -> Sentences:
        """The judged text in the news' convention: what the first model says, moved by what the judges know beyond
        it. They keep ANERcorp's convention; so the first model's own labels in that one are what they are held to."""
        judged, first = self.data.judged, self.first()
        news, other = (first.judge(judged.tokens, task) for task in (NEWS, ANERCORP))
        said = [
            one + WEIGHT * np.clip(judges - own, -MOST, MOST)
            for one, own, judges in zip(news, other, judged.said, strict=True)
        ]
        return labelled(judged.tokens, recalled(said, judged.tokens, judged.documents), SURE)

    def scores(self, trainer: Trainer) -> dict[str, Score]:
        """Strict scores over tokens on the news set aside."""
        return aside_scores(trainer, self.data.aside)

    def packed(self, trainer: Trainer) -> Arrays:
        """The arrays that ship: those of news, and what is otherwise for ANERcorp's labels under its name."""
        news, other = (
            pack(alone(trainer, task), chain_of(trainer.chains[task]), self.start.vocabulary, self.start.hints)
            for task in (NEWS, ANERCORP)
        )
        differ = {name: part for name, part in other.items() if not np.array_equal(part, news[name])}
        return news | {f"{CONVENTIONS[ANERCORP]}.{name}": part for name, part in differ.items()}

    def _fitted(self, name: str, step: Step, before: Trainer | None, taught: Sentences | None) -> Trainer:
        trainer = self.start.trainer(step.fit, 2)

        def fit() -> tuple[dict[str, Tensor], dict[str, Tensor]]:
            data = self.data
            judged = labelled(data.judged.tokens, data.judged.said, SURE)
            if before:
                trainer.restore(before.state())
            read = [
                (data.news.sentences, NEWS, step.news),
                (data.anercorp, ANERCORP, step.anercorp),
                (judged, ANERCORP, step.judged),
                (taught or Sentences([], []), NEWS, step.taught),
            ]
            encoder = trainer.encoders[0]
            trainer.run(*(Reading(encoder.encode(part, LABELS), task, times) for part, task, times in read))
            return trainer.state()

        trainer.restore(self.parts.get(name, fit))
        return trainer


def mean_state(one: State, other: State, share: float) -> State:
    """The weights of two trainers of one shape, `share` of the first."""
    net, chains = ({name: torch.lerp(new[name], old[name], share) if old[name].is_floating_point() else new[name]
                    for name in new} for old, new in zip(one, other, strict=True))  # fmt: skip
    return net, chains


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
