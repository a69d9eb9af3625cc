"""What a country is chosen with, learned from composed cases."""

from nashra.topics.choice import COUNTRY, NOWHERE, OF_NONE, OF_SEVERAL, SEVERAL, Case, choose
from nashra_lab.gold.topic_labels import Topic
from nashra_lab.train.topics import country


def case(untitled: bool = False, **opens: bool) -> Case:
    """Two countries or more with as much evidence, of which some stand in the first words."""
    known = dict.fromkeys(COUNTRY, 0.0) | {"evidence": 2.0, "share": 1 / len(opens)}
    told: dict[str, dict[str, float]] = {code: known | {"opens": early} for code, early in opens.items()}
    said = {"always": 1.0, "untitled": float(untitled)}
    return told | {SEVERAL: dict.fromkeys(OF_SEVERAL, 0.0) | said, NOWHERE: dict.fromkeys(OF_NONE, 0.0) | said}


def topic(*codes: str) -> Topic:
    return Topic("0" * 16, codes, ("politics",))


TOLD = [
    (case(EG=True, JO=False), topic("EG")),
    (case(EG=False, JO=True), topic("JO", "EG")),
    (case(QA=False, SD=True), topic("SD")),
    (case(untitled=True, EG=False, JO=False, QA=False), topic("XX")),
    (case(untitled=True, OM=False), topic("-", "OM")),
] * 8


def test_weights_learn_what_tells() -> None:
    weights = country.fit(TOLD, penalty=0.5)
    assert weights.country["opens"] > 0 and weights.several["untitled"] > 0 and weights.none["untitled"] > 0
    assert choose(case(KW=False, LB=True), weights) == "LB"
    assert choose(case(untitled=True, KW=False, LB=False), weights) is None


def test_a_label_that_nothing_speaks_for_teaches_nothing() -> None:
    nowhere = (case(EG=True), topic("FJ"))
    assert country.fit([*TOLD, nowhere], 0.5) == country.fit(TOLD, 0.5)


def test_cross_validation_counts_what_a_reader_passes_too() -> None:
    told = [*TOLD, (case(EG=True, JO=False), topic("JO", "EG"))]
    papers = [f"paper{at % 9}.example" for at in range(len(told))]
    figures = country.cross_validated(told, papers, 0.5)
    assert 0.9 < figures["right"] < figures["passes"] == 1.0
