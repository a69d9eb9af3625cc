"""Evidence between many articles at once is what it is by the letter, and the same whoever else is there."""

import math
from collections.abc import Callable, Mapping

import numpy as np
import pytest

from nashra.article import Mention
from nashra.stories.evidence import KINDS, Evidence, Weights, compare
from nashra.stories.rarity import Rarity
from nashra.stories.told import Told, tell
from nashra.stories.told_terms import gather, spelled

WORDS = [f"خبر{letter}{other}" for letter in "ابتثجحخد" for other in "رزسشصضطظ"]


@pytest.fixture(scope="module")
def articles() -> list[Told]:
    rng = np.random.default_rng(11)

    def text(words: int) -> str:
        return " ".join(rng.choice(WORDS, words)) + f" {rng.integers(10, 20)} قتيلا"

    return [tell(f"{n:02}", text(4) if n % 3 else None, text(30 + n), ()) for n in range(12)] + [tell("no", "", "", ())]


def evidence_of(articles: list[Told], rarity: Rarity) -> Evidence:
    terms = gather(articles)
    return Evidence(terms, Weights(terms.terms, rarity, spelled(terms.terms)))


def angle(one: Mapping[str, int], other: Mapping[str, int], weigh: Callable[[str, int], float]) -> float:
    shared = one.keys() & other.keys()
    sizes = [sum((n * weigh(term, 1 + (term in shared))) ** 2 for term, n in some.items()) for some in (one, other)]
    product = sum(one[term] * other[term] * weigh(term, 2) ** 2 for term in shared)
    return product / math.sqrt(sizes[0] * sizes[1]) if product else 0.0


def held(one: Told, other: Told, rarity: Rarity) -> float:
    weights = {word: rarity.word(word, 1 + (word in other.words)) for word in one.title}
    return sum(w for word, w in weights.items() if word in other.words) / sum(weights.values()) if weights else 0.0


def test_evidence_between_many_is_that_between_two(articles: list[Told]) -> None:
    rarity = Rarity.of(articles)
    evidence, everybody = evidence_of(articles, rarity), np.arange(len(articles))
    for number, one in enumerate(articles):
        found = evidence.between(np.full(len(articles), number), evidence, everybody)
        assert set(found) == set(KINDS)
        for at, other in enumerate(articles):
            assert found["words"][at] == pytest.approx(angle(one.words, other.words, rarity.word))
            assert found["pieces"][at] == pytest.approx(angle(one.pieces, other.pieces, rarity.piece))
            title = (held(one, other, rarity) + held(other, one, rarity)) / 2
            assert found["title"][at] == pytest.approx(title)


def test_terms_weigh_together_what_they_weigh_alone(articles: list[Told]) -> None:
    named = [tell("named", None, "زار الوزير دمشق", [Mention("LOC", "دمشق", 11, 15, 0, 1.0, "LOC-damascus")])]
    rarity = Rarity.of([*articles, *named])
    terms = gather([*articles, *named]).terms
    assert "@LOC-damascus" in terms
    pieces = spelled(terms).pieces
    for own in (1, 2):
        assert rarity.of_terms(terms, own).tolist() == [rarity.term(term, own) for term in terms]
        assert rarity.of_pieces(pieces, own).tolist() == [rarity.piece(piece, own) for piece in pieces]


def test_no_other_article_changes_a_digit(articles: list[Told]) -> None:
    rarity = Rarity.of(articles)
    evidence, everybody = evidence_of(articles, rarity), np.arange(len(articles))
    found = evidence.between(np.full(len(articles), 2), evidence, everybody)
    for at, other in enumerate(articles):
        alone, turned = compare(articles[2], other, rarity), compare(other, articles[2], rarity)
        assert alone == turned == {kind: found[kind][at] for kind in KINDS}
