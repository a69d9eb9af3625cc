"""Strict evaluation: a name counts when its type and both its ends are right."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TypedDict

from nashra.entities.recognise.base import Recognizer
from nashra.entities.recognise.conll import read_conll
from nashra.entities.text.spans import bio_spans

TYPES = ("PERS", "LOC", "ORG", "MISC")


class Score(TypedDict):
    """Shares 0..1, and the number of names in the gold."""

    precision: float
    recall: float
    f1: float
    names: int


def strict_scores(gold: Iterable[list[str]], predicted: Iterable[list[str]]) -> dict[str, Score]:
    """Scores by type and, as "micro", over all, from BIO labels of the same sentences.

    Raises ValueError when sentences differ in number or length.
    """
    right: Counter[str] = Counter()
    there: Counter[str] = Counter()
    given: Counter[str] = Counter()
    for truth, guess in zip(gold, predicted, strict=True):
        if len(truth) != len(guess):
            raise ValueError(f"a sentence has {len(truth)} labels in the gold and {len(guess)} predicted")
        wanted, found = set(bio_spans(truth)), set(bio_spans(guess))
        there.update(kind for kind, _, _ in wanted)
        given.update(kind for kind, _, _ in found)
        right.update(kind for kind, _, _ in wanted & found)
    scores = {kind: _score(right[kind], given[kind], there[kind]) for kind in sorted({*TYPES, *there, *given})}
    scores["micro"] = _score(right.total(), given.total(), there.total())
    return scores


def _score(right: int, given: int, there: int) -> Score:
    precision = right / given if given else 0.0
    recall = right / there if there else 0.0
    f1 = 2 * right / (given + there) if given + there else 0.0
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4), "names": there}


def evaluate(recognizer: Recognizer, path: Path) -> dict[str, Score]:
    """Strict scores of a recogniser on a CoNLL file with gold labels in the last column."""
    tokens, gold = read_conll(path)
    predicted = [[tag.label for tag in tags] for tags in recognizer.tag(tokens)]
    return strict_scores(gold, predicted)
