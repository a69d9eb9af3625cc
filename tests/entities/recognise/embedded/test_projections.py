"""What words give is the same whenever it is asked for, though places are given away."""

import numpy as np
import pytest

from nashra.entities.recognise.embedded import lexicon as words
from nashra.entities.recognise.embedded import projections
from nashra.entities.recognise.embedded.lexicon import Lexicon
from nashra.entities.recognise.embedded.projections import Projections
from nashra.entities.recognise.embedded.shipped_network import Network
from nashra.settings import REFERENCE

TEXTS = [
    "زار وزير الزراعة سوق الخضار في قرية المسيلة",
    "أعلن الوزير عن سوق جديدة في المدينة",
    "وصل الوفد إلى قرية أخرى",
]


def test_words_give_the_same_when_others_took_their_places(monkeypatch: pytest.MonkeyPatch) -> None:
    with np.load(REFERENCE / "recogniser" / "model.npz") as stored:
        arrays = dict(stored)
    monkeypatch.setattr(projections, "KEPT", 9)
    monkeypatch.setattr(words, "KEPT", 12)  # so that rows come to mean other words, too
    lexicon, network = Lexicon(arrays), Network(arrays)
    kept = Projections(network, lexicon)
    times = set()
    for text in [*TEXTS, *reversed(TEXTS), TEXTS[1]]:
        rows = lexicon.rows([text.split()])
        given, places = kept.of(rows)
        alone, there = Projections(network, lexicon).of(rows)
        for one, other in zip((*given.context, *given.tagger), (*alone.context, *alone.tagger), strict=True):
            assert np.array_equal(one[places], other[there])
        times.add(lexicon.times)
    assert len(times) > 1
