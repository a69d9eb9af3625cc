"""How like two composed articles are, and what tells it."""

import math
from itertools import combinations

import numpy as np
import pytest

from nashra.stories.evidence import KINDS, Evidence, compare, weights_of
from nashra.stories.likeness import Likenesses, added, alike, read_likeness, same_story, similarity
from nashra.stories.rarity import Rarity
from nashra.stories.told import Told, stem, tell
from nashra.stories.told_terms import gather
from tests.support.told_articles import BRIDGE, OTHER, SAME, told


@pytest.fixture
def three() -> list[Told]:
    return [told(n, article, "وادي السدر") for n, article in enumerate((BRIDGE, SAME, OTHER))]


def test_two_reports_of_one_event_are_one_story_and_another_is_not(three: list[Told]) -> None:
    rarity = Rarity.of(three)
    assert same_story(alike(three[0], three[1], rarity))
    assert not same_story(alike(three[0], three[2], rarity))
    assert alike(three[0], three[1], rarity) > 0.7 > 0.2 > alike(three[1], three[2], rarity)


def test_it_is_the_same_whichever_stands_first(three: list[Told]) -> None:
    rarity = Rarity.of(three)
    for one in three:
        for other in three:
            assert compare(one, other, rarity) == compare(other, one, rarity)
    assert Rarity.of(reversed(three)).terms == rarity.terms


def test_an_article_is_most_like_itself(three: list[Told]) -> None:
    evidence = compare(three[0], three[0], Rarity.of(three))
    assert {kind: round(evidence[kind], 6) for kind in ("words", "pieces", "title", "places", "lengths")} == {
        "words": 1, "pieces": 1, "title": 1, "places": 1, "lengths": 0,
    }  # fmt: skip
    assert evidence["numbers"] == 0.5  # one number alone is half a proof


def test_what_each_kind_adds_makes_the_likeness(three: list[Told]) -> None:
    evidence = compare(three[0], three[1], Rarity.of(three))
    parts = added(evidence)
    assert tuple(parts) == KINDS
    odds = read_likeness().base + sum(parts.values())
    assert similarity(evidence) == pytest.approx(1 / (1 + math.exp(-odds)))


def test_an_empty_article_is_like_nothing(three: list[Told]) -> None:
    empty = tell("f" * 16, None, "", ())
    assert 0 <= alike(empty, three[0], Rarity.of([*three, empty])) < read_likeness().threshold
    assert 0 <= alike(empty, empty, Rarity.of([])) <= 1


@pytest.mark.parametrize(
    ("word", "bare"), [("والجسور", "جسور"), ("للمدينه", "مدين"), ("مهندسين", "مهندس"), ("بت", "بت")]
)
def test_clitics_and_endings_are_no_part_of_a_word(word: str, bare: str) -> None:
    assert stem(word) == bare


def test_days_and_years_are_no_numbers() -> None:
    assert tell("0", "عام 2024", "في 12 مارس قتل ١٧ وأصيب 230 في 5 قرى", ()).numbers == {"17", "230"}


def test_the_beginning_of_a_body_stands_for_a_missing_title() -> None:
    assert tell("0", None, "انهار جسر خشبي", ()).title == ("انهار", "جسر", "خشب")


def test_what_cannot_be_alike_is_left_out_and_all_else_is_as_it_was(three: list[Told]) -> None:
    more = [told(number, article, "وادي السدر") for number, article in enumerate((SAME, OTHER), 3)]
    articles = gather([*three, *more])
    evidence = Evidence(articles, weights_of([articles]))
    ones, others = np.array(list(combinations(range(5), 2))).T
    every = Likenesses(evidence).of(list(zip(ones.tolist(), others.tolist(), strict=True)))
    enough = Likenesses(evidence).enough(ones, others)
    assert 0 < len(enough) < len(every)
    assert [likeness for likeness, _, _ in enough] == [one for one in every if same_story(one)]
