"""Scores that mean what they say: how often a name with a score is right, learned on the news set aside."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from nashra.entities.recognise.base import Tagged
from nashra.entities.text.spans import bio_spans
from nashra_lab.train.recogniser.encode import OPEN
from nashra_lab.train.recogniser.further.news import News

BINS = 15  # of about as many names, by their scores, before bins that fall are joined
EDGES = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0)  # of the table

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Found:
    """Names that a recogniser found: their scores (n), whether type and both ends are right (n), and their documents
    (n)."""

    scores: Floats
    right: NDArray[np.bool_]
    documents: NDArray[np.int64]

    def part(self, kept: NDArray[np.bool_]) -> "Found":
        return Found(self.scores[kept], self.right[kept], self.documents[kept])


def found_names(news: News, tagged: list[list[Tagged]]) -> Found:
    """The names of a recogniser on news; those that touch a token that may be anything are left out."""
    rows = [
        (min(tag.score for tag in tags[start:end]), (kind, start, end) in gold, document)
        for truth, tags, document in zip(news.sentences.labels, tagged, news.documents, strict=True)
        for gold in [set(bio_spans(["O" if mark == OPEN else mark for mark in truth]))]
        for kind, start, end in bio_spans([tag.label for tag in tags])
        if OPEN not in truth[start:end]
    ]
    scores, right, documents = zip(*rows, strict=True) if rows else ((), (), ())
    return Found(np.array(scores, np.float64), np.array(right, np.bool_), np.array(documents, np.int64))


def learned(found: Found) -> tuple[Floats, Floats]:
    """Scores and the shares of names right at them, both ascending; between them a line, beyond them the ends. One
    point that changes nothing when there are no names."""
    order = np.argsort(found.scores, kind="stable")
    merged: list[tuple[float, float, int]] = []  # mean score, share right, names
    for part in np.array_split(order, min(BINS, len(order)) or 1):
        if not len(part):
            continue
        one = float(found.scores[part].mean()), float(found.right[part].mean()), len(part)
        while merged and merged[-1][1] >= one[1]:
            before = merged.pop()
            count = before[2] + one[2]
            one = (
                (before[0] * before[2] + one[0] * one[2]) / count,
                (before[1] * before[2] + one[1] * one[2]) / count,
                count,
            )
        merged.append(one)
    if len(merged) < 2:
        return np.array([0.0, 1.0]), np.array([0.0, 1.0])
    return np.array([one[0] for one in merged]), np.array([one[1] for one in merged])


def reliability(found: Found) -> list[dict[str, float | int]]:
    """For each range of scores: names, their mean score, the share right. Each half of the articles is scored by
    what the other half taught."""
    scores = found.scores.copy()
    for half in (0, 1):
        mine = found.documents % 2 == half
        scores[mine] = np.interp(found.scores[mine], *learned(found.part(~mine)))
    rows: list[dict[str, float | int]] = []
    for low, high in pairwise(EDGES):
        inside = (scores >= low) & ((scores < high) | (high == EDGES[-1]))
        if inside.any():
            rows.append(
                {
                    "from": low,
                    "to": high,
                    "names": int(inside.sum()),
                    "score": round(float(scores[inside].mean()), 3),
                    "right": round(float(found.right[inside].mean()), 3),
                }
            )
    return rows
