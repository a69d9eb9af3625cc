"""The camel recogniser: sentences to windows, windows sorted by length and packed, labels and confidence back."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import torch

from nashra.entities.recognise.base import Recognizer, Tagged
from nashra.entities.recognise.camel.packed_bert import ROWS, Network
from nashra.entities.recognise.camel.pieces import WINDOW, Pieces, Window
from nashra.entities.recognise.camel.weights import content_hash
from nashra.errors import BadFile
from nashra.settings import RULES, CamelMode
from nashra.yaml_files import read_yaml

OUTSIDE = Tagged("O", 1.0)  # of a word without a piece


class CamelRecognizer(Recognizer):
    """Labels by the network of `folder`.

    In mode "fp32" they equal those of camel_tools.ner.NERecognizer.predict on the same weights, word for word;
    "int8" is several times as fast and differs where the network is nearly undecided. A word without a
    piece is O here; `predict` leaves it out, so that all labels after it stand one place too early.
    """

    name = "camel"

    def __init__(self, folder: Path, mode: CamelMode = "int8", threads: int = 1) -> None:
        self.version = f"camel-{content_hash(folder)}-{mode}"
        self._threads = threads  # a night runs a shard on each core
        with _threads(threads), torch.inference_mode():
            self._network = Network(folder, mode)
        self._pieces = Pieces(folder, min(WINDOW, self._network.max_length))
        self._plain = [plain_label(label) for label in self._network.labels]
        if not any(label != "O" for label in self._plain):
            raise BadFile(f"{folder} has no label of ours: {', '.join(self._network.labels)}")

    def tag(self, sentences: list[list[str]], documents: list[int] | None = None) -> list[list[Tagged]]:
        """As Recognizer.tag says. `documents` is not used: sentences are labelled one by one."""
        return [
            [Tagged(self._plain[label], score) if label >= 0 else OUTSIDE for label, score in sentence]
            for sentence in self._predict(sentences)
        ]

    def labels(self, sentences: list[list[str]]) -> list[list[str]]:
        """The labels in the network's own names."""
        names = [*self._network.labels, "O"]  # -1: a word without a piece
        return [[names[label] for label, _ in sentence] for sentence in self._predict(sentences)]

    def pieces(self, sentences: list[list[str]]) -> list[int]:
        """Word pieces of each sentence, [CLS] and [SEP] of its windows among them."""
        return [sum(len(window.ids) for window in self._pieces.windows(words)) for words in sentences]

    def _predict(self, sentences: list[list[str]]) -> list[list[tuple[int, float]]]:
        """(output, probability) of each word; (-1, 1.0) for a word without a piece."""
        cut = [self._pieces.windows(words) for words in sentences]
        found = self._run({window.ids for windows in cut for window in windows})
        return [_joined(len(words), windows, found) for words, windows in zip(sentences, cut, strict=True)]

    def _run(self, distinct: set[tuple[int, ...]]) -> dict[tuple[int, ...], list[tuple[int, float]]]:
        """(output, probability) of each piece of each window; equal windows are computed once."""
        found: dict[tuple[int, ...], list[tuple[int, float]]] = {}
        with _threads(self._threads), torch.inference_mode():
            for batch in packed(sorted(distinct, key=lambda ids: (len(ids), ids)), ROWS):
                best = self._network.logits(batch).softmax(1).max(1)
                # Four digits: what is left of rounding errors in the floats must not reach a table.
                scores = best.values.double().mul_(1e4).round_().div_(1e4).tolist()
                outcome = list(zip(best.indices.tolist(), scores, strict=True))
                start = 0
                for ids in batch:
                    found[ids] = outcome[start : start + len(ids)]
                    start += len(ids)
        return found


def packed(windows: Sequence[tuple[int, ...]], rows: int) -> Iterator[list[tuple[int, ...]]]:
    """Batches of neighbours of at most `rows` pieces together; a longer window is a batch of its own."""
    batch: list[tuple[int, ...]] = []
    filled = 0
    for ids in windows:
        if batch and filled + len(ids) > rows:
            yield batch
            batch, filled = [], 0
        batch.append(ids)
        filled += len(ids)
    if batch:
        yield batch


def plain_label(label: str) -> str:
    """A network's label in our names: B-PER is B-PERS; a type that we don't know is O."""
    prefix, _, kind = label.partition("-")
    ours = _types().get(kind.upper())
    return f"{prefix}-{ours}" if ours and prefix in ("B", "I") else "O"


@cache
def _types() -> dict[str, str]:
    types: dict[str, str] = read_yaml(RULES / "camel_types.yaml")
    return types


def _joined(
    words: int, windows: list[Window], found: dict[tuple[int, ...], list[tuple[int, float]]]
) -> list[tuple[int, float]]:
    outcome = [(-1, 1.0)] * words
    for window in windows:
        pieces = found[window.ids]
        for word, first in zip(window.words, window.firsts, strict=True):
            outcome[word] = pieces[first]
    return outcome


@contextmanager
def _threads(count: int) -> Iterator[None]:
    """torch's threads are the process's: they are given back as they were."""
    before = torch.get_num_threads()
    torch.set_num_threads(count)
    try:
        yield
    finally:
        torch.set_num_threads(before)
