"""Plain text that judges labelled: for each token their two most likely labels, and how likely these are."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from nashra.entities.recognise.base import LABELS
from nashra.entities.recognise.embedded.integers import Floats
from nashra.errors import BadFile
from nashra_lab.train.recogniser.corpora import Sentences
from nashra_lab.train.recogniser.decode import decode
from nashra_lab.train.recogniser.encode import OPEN
from nashra_lab.train.recogniser.silver import lawful

COLUMNS = ("origin", "document", "tokens", "first", "second", "p1", "p2")
LEAST = 1e-4  # the probability that any label keeps


@dataclass(slots=True)
class Judged:
    """Sentences, each one's document (ascending), and log probabilities (tokens, LABELS)."""

    tokens: list[list[str]]
    documents: list[int]
    said: list[Floats]


def read_judged(path: Path, tokens: int, left_out: frozenset[str]) -> Judged:
    """About so many tokens of a Parquet file with COLUMNS (bytes; p1 and p2 as shares of 255; metadata `labels`):
    news whole, then every so many documents of the rest. Sentences of `left_out`, joined by spaces, are not read."""
    table = pq.read_table(path)
    if missing := [name for name in COLUMNS if name not in table.column_names]:
        raise BadFile(f"{path} has no column {missing[0]}: give text that judges labelled, with {', '.join(COLUMNS)}")
    names = json.loads(table.schema.metadata[b"labels"])
    order = np.array([names.index(label) for label in LABELS])
    documents = table["document"].to_numpy()
    news = np.array(table["origin"].to_pylist()) != "arwiki"
    sizes = np.array([text.count(" ") + 1 for text in table["tokens"].to_pylist()])
    every = max(1, round(sizes[~news].sum() / max(1, tokens - sizes[news].sum())))
    found = Judged([], [], [])
    for row in table.filter(news | (documents % every == 0)).to_pylist():
        if row["tokens"] not in left_out:
            found.tokens.append(row["tokens"].split(" "))
            found.documents.append(row["document"])
            found.said.append(_probable(row, len(names))[:, order])
    return found


def labelled(tokens: list[list[str]], said: list[Floats], sure: float) -> Sentences:
    """The best lawful labels; a token whose label is less likely than `sure` is OPEN."""
    labels = decode(lawful(LABELS), said, LABELS)
    for marks, scores in zip(labels, said, strict=True):
        likely = np.exp(scores)
        likely /= likely.sum(1, keepdims=True)
        numbers = [LABELS.index(mark) for mark in marks]
        for place in np.flatnonzero(likely[np.arange(len(marks)), numbers] < sure):
            marks[place] = OPEN
    return Sentences(tokens, labels)


def _probable(row: dict[str, bytes], labels: int) -> Floats:
    first, second, p1, p2 = (np.frombuffer(row[name], np.uint8) for name in COLUMNS[3:])
    places = np.arange(len(first))
    rest = np.maximum(255.0 - p1 - p2, 0) / 255 / (labels - 2)
    likely = np.repeat(rest[:, None], labels, 1)
    likely[places, second], likely[places, first] = p2 / 255, p1 / 255
    return np.asarray(np.log(np.maximum(likely, LEAST)), np.float32)
