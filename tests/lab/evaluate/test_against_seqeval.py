"""Our strict scores are seqeval's, on made-up sentences: right, nearly right, and with labels that no scheme has."""

import random

import pytest
from seqeval.metrics import classification_report

from nashra_lab.evaluate.score_tags import TYPES, strict_scores

KINDS = [*TYPES]
Sentences = list[list[str]]


def written(pick: random.Random) -> list[str]:
    """Labels of a sentence as an annotator writes them: names of one to four words, also side by side."""
    labels: list[str] = []
    while len(labels) < pick.randint(1, 40):
        if pick.random() < 0.3:
            kind = pick.choice(KINDS)
            labels += [f"B-{kind}", *[f"I-{kind}"] * pick.randint(0, 3)]
        else:
            labels.append("O")
    return labels


def guessed(labels: list[str], pick: random.Random, wild: bool) -> list[str]:
    """What a recogniser might say: some labels changed; `wild` ones without regard to what stands before."""
    kinds = [f"{prefix}-{kind}" for prefix in "BI" for kind in KINDS] if wild else [f"B-{kind}" for kind in KINDS]
    found = [pick.choice(["O", *kinds]) if pick.random() < 0.2 else label for label in labels]
    if wild:
        return found
    pairs = zip(["O", *found], found, strict=False)
    return ["O" if now[0] == "I" and before[2:] != now[2:] else now for before, now in pairs]


def corpus(seed: int, wild: bool) -> tuple[Sentences, Sentences]:
    pick = random.Random(seed)
    gold = [written(pick) for _ in range(60)]
    return gold, [guessed(labels, pick, wild) for labels in gold]


@pytest.mark.parametrize("wild", [False, True])
@pytest.mark.parametrize("seed", range(5))
def test_scores_are_those_of_seqeval(seed: int, wild: bool) -> None:
    gold, found = corpus(seed, wild)
    ours = strict_scores(gold, found)
    theirs = classification_report(gold, found, output_dict=True, zero_division=0)
    assert 0.2 < ours["micro"]["f1"] < 0.95, "too easy or too hard to tell two ways of counting apart"
    for name, row in theirs.items():
        if name in (*KINDS, "micro avg"):
            mine = ours[name.removesuffix(" avg")]
            assert mine["names"] == row["support"]
            # ours have four digits
            shares = [row[share] for share in ("precision", "recall", "f1-score")]
            assert [mine["precision"], mine["recall"], mine["f1"]] == pytest.approx(shares, abs=6e-5), (
                name
            )  # four digits
    assert set(KINDS) <= theirs.keys()
