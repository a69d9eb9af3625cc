"""How much of a page's article came out, and how much else: shares of word 4-grams, as article-extraction-benchmark
(Scrapinghub, 2020) counts them, so that figures stand beside others'."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

_WORD = re.compile(r"\w+")
_MARKS = re.compile("[\u064b-\u065f\u0640]")  # harakat and the stretch
_GRAM = 4


@dataclass(frozen=True, slots=True)
class Body:
    """Shares of all 4-grams that the text and the gold have together."""

    right: float
    too_many: float
    missing: float

    @property
    def exact(self) -> bool:
        return not self.too_many and not self.missing


def words(text: str) -> list[str]:
    """The words of a text, less marks, in Unicode's compatibility form."""
    return _WORD.findall(_MARKS.sub("", unicodedata.normalize("NFKC", text)))


def _grams(text: str) -> Counter[tuple[str, ...]]:
    found = words(text)
    return (
        Counter(tuple(found[at : at + _GRAM]) for at in range(max(1, len(found) - _GRAM + 1))) if found else Counter()
    )


def score_body(text: str, gold: str) -> Body:
    wanted, came = _grams(gold), _grams(text)
    right = (wanted & came).total()
    too_many, missing = came.total() - right, wanted.total() - right
    total = right + too_many + missing or 1
    return Body(right / total, too_many / total, missing / total)


def summary(scored: Mapping[str, Body]) -> dict[str, float]:
    """Precision, recall and F1 from the means of the pages' shares, and the pages whose body is exact."""
    right = sum(body.right for body in scored.values())
    precision = right / ((right + sum(body.too_many for body in scored.values())) or 1)
    recall = right / ((right + sum(body.missing for body in scored.values())) or 1)
    return {
        "pages": len(scored),
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(2 * precision * recall / ((precision + recall) or 1), 4),
        "exact": sum(body.exact for body in scored.values()),
    }
