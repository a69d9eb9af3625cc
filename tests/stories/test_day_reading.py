"""A day read some articles at a time tells what each of them tells alone."""

from collections.abc import Sequence

import numpy as np
import pytest

from nashra.article import Mention
from nashra.mixing import runs_of
from nashra.stories import day_reading
from nashra.stories.day_reading import Original, read_day
from nashra.stories.shingles import SHIFT
from nashra.stories.story_rules import read_story_rules
from nashra.stories.told import folded_words, tell, tells
from nashra.stories.told_terms import MATRICES, ToldTerms, gather
from nashra.text.word_hashes import sure_hashes
from tests.support.told_articles import BRIDGE, OTHER, SAME

LONG = (
    None,
    "قالت هيئة الأرصاد إن 45 ملم من الأمطار هطلت على وادي السدر خلال 24 ساعة، وإن السيول قطعت الطريق رقم 70 عند الجسر. "
    "وأضافت الهيئة أن الأمطار ستستمر حتى صباح 2024، وأن 1350 أسرة نقلت إلى مدارس المدينة مع 45 حافلة و1350 خيمة.",
)


def _original(number: int, title: str | None, body: str, *named: tuple[str, str, str]) -> Original:
    mentions = [Mention(kind, surface, 0, 0, 0, 1.0, entity) for kind, surface, entity in named]
    return Original(f"{number:016x}", title, body, mentions)


DAY = [
    _original(1, *BRIDGE, ("LOC", "وادي السدر", "LOC-1"), ("LOC", "السدر", "LOC-1"), ("ORG", "البلدية", "ORG-2")),
    _original(2, *SAME, ("LOC", "السدر", "LOC-1"), ("ORG", "البلدية", "LOC-1")),  # one id under two types
    _original(3, *OTHER),
    _original(4, *LONG, ("ORG", "هيئة الأرصاد", "ORG-5"), ("PERS", "«»", "PERS-9")),
    _original(5, "", "عاجل"),
    _original(6, "17 مصابا", ""),
    _original(7, None, ""),
    _original(8, BRIDGE[0], OTHER[1] + "\n" + LONG[1]),
]


def _same(one: ToldTerms, other: ToldTerms) -> None:
    assert (one.article_ids, one.terms) == (other.article_ids, other.terms)
    assert one.lengths.tolist() == other.lengths.tolist()
    for name in MATRICES:
        mine, their = getattr(one, name), getattr(other, name)
        assert mine.shape == their.shape
        for part in ("indptr", "indices", "data"):
            assert getattr(mine, part).tolist() == getattr(their, part).tolist(), (name, part)


@pytest.mark.parametrize("at_once", [1, 3, len(DAY)])
def test_a_day_tells_what_its_articles_tell(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(day_reading, "KEPT", 10)  # so that words are forgotten on the way
    parts: list[Sequence[Original]] = [DAY[at : at + at_once] for at in range(0, len(DAY), at_once)]
    reading = read_day(parts)
    _same(reading.told(), gather(tell(one.article_id, one.title, one.body, one.mentions) for one in DAY))
    found, rules = reading.shingles(), read_story_rules().copies
    assert found.article_ids == tuple(one.article_id for one in DAY)
    for at, one in enumerate(DAY):
        words = folded_words(one.body)
        runs = runs_of(sure_hashes(words if len(words) >= rules.words else []), rules.run, SHIFT)
        telling = [word for word in {*words} if word[0] <= "9" and tells(word)]
        assert found.runs.of(at).tolist() == runs.tolist()
        assert found.numbers.of(at).tolist() == np.unique(sure_hashes(telling)).tolist()
        assert found.names.of(at).tolist() == sorted(set(sure_hashes([m.entity_id for m in one.mentions]).tolist()))
    assert len(found.runs.of(3)) > 0


def test_a_day_without_articles_tells_nothing() -> None:
    reading = read_day([])
    assert reading.told().article_ids == reading.shingles().article_ids == ()
    _same(reading.told(), gather([]))
