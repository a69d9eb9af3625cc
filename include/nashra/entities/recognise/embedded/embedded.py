"""The recogniser shipped with the project: ONNX Runtime and numpy, no network, no torch."""

import hashlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nashra.entities.recognise.base import LABELS, NEWS, Recognizer, Tagged
from nashra.entities.recognise.embedded.chain import Chain
from nashra.entities.recognise.embedded.integers import Floats
from nashra.entities.recognise.embedded.lexicon import Lexicon
from nashra.entities.recognise.embedded.memory import remember
from nashra.entities.recognise.embedded.projections import Projections
from nashra.entities.recognise.embedded.recurrent import ROWS, Ints
from nashra.entities.recognise.embedded.shipped_network import Batch, Network
from nashra.frugal import no_collection, one_thread
from nashra.telling.progress import have_done

CHUNK_TOKENS = 40_000  # computed together; the labels don't depend on it
DECODED = 512  # sentences that are decoded together
LONGEST = 400  # tokens of a sentence that are read at once; a longer one is read in parts


class EmbeddedRecognizer(Recognizer):
    """The model of include/reference/recogniser; MODEL_CARD.md there says what it is and what it was made of."""

    name = "embedded"

    def __init__(self, folder: Path, convention: str = NEWS) -> None:
        """`convention`: whose labels are given, one of CONVENTIONS."""
        path = folder / "model.npz"
        self.version = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        with np.load(path) as stored:
            arrays = dict(stored)
        if convention != NEWS:  # what differs stands under its name
            start = f"{convention}."
            arrays |= {name.removeprefix(start): part for name, part in arrays.items() if name.startswith(start)}
        self._lexicon = Lexicon(arrays)
        self._network = Network(arrays)
        self._projections = Projections(self._network, self._lexicon)
        self._chain = Chain(arrays["chain.pairs"], arrays["chain.start"], arrays["chain.end"])
        # what a name's score comes to mean: how often such names are right
        self._learned = [arrays[name] for name in ("score.from", "score.to") if name in arrays]

    def tag(self, sentences: list[list[str]], documents: list[int] | None = None) -> list[list[Tagged]]:
        with one_thread(), no_collection():
            return self._tag_all(sentences, documents)

    def _tag_all(self, sentences: list[list[str]], documents: list[int] | None) -> list[list[Tagged]]:
        parts = [(number, start) for number, tokens in enumerate(sentences) for start in range(0, len(tokens), LONGEST)]
        tagged: list[list[Tagged]] = [[] for _ in sentences]
        for first, last in self._chunks(parts, sentences, documents):
            chunk = parts[first:last]
            tokens = [sentences[number][start : start + LONGEST] for number, start in chunk]
            places = [documents[number] if documents else 0 for number, _ in chunk]
            for (number, _), labels in zip(chunk, self._tag(tokens, places), strict=True):
                tagged[number] += labels
            have_done("percent", 100 * len(chunk) / len(parts))
        return tagged

    def _tag(self, sentences: list[list[str]], documents: list[int]) -> list[list[Tagged]]:
        """Sentences that are none empty, and few enough to be held in memory together."""
        sizes = np.array([len(tokens) for tokens in sentences])
        starts = np.cumsum(sizes) - sizes
        rows = self._lexicon.rows(sentences)
        columns = self._lexicon.columns(rows, starts, sizes)
        projected, placed = self._projections.of(rows)
        longest_first = np.argsort(-sizes, kind="stable")
        scores = np.empty((len(rows), len(LABELS)), np.float32)
        for first in range(0, len(sizes), ROWS):
            some = longest_first[first : first + ROWS]
            batch = Batch(starts[some], sizes[some])
            scores[batch.tokens] = self._network.score(batch, placed, columns, projected)
        words = np.where(self._lexicon.memorable[rows], rows, -1)
        remember(scores, words, np.repeat(np.arange(len(sizes)), sizes), np.repeat(np.array(documents), sizes))
        best, sure = np.empty(len(rows), np.int64), np.empty(len(rows), np.float64)
        for first in range(0, len(sizes), DECODED):
            some = longest_first[first : first + DECODED]
            self._decode(scores, starts[some], sizes[some], best, sure)
        labels, new = map(LABELS.__getitem__, best.tolist()), tuple.__new__  # a night has millions
        tagged = [new(Tagged, pair) for pair in zip(labels, sure.tolist(), strict=True)]
        return [tagged[start : start + size] for start, size in zip(starts.tolist(), sizes.tolist(), strict=True)]

    def _decode(self, scores: Floats, starts: Ints, sizes: Ints, best: Ints, sure: NDArray[np.float64]) -> None:
        """Writes the labels of some sentences' tokens, and how sure they are; none of the sentences is longer than the
        first."""
        steps = np.arange(sizes[0])[:, None]
        there = steps < sizes
        tokens = starts + np.minimum(steps, sizes - 1)
        beside = scores[tokens]
        label = self._chain.best(beside, sizes)
        share = np.take_along_axis(self._chain.marginals(beside, sizes), label[:, :, None], 2)[:, :, 0]
        if self._learned:
            given, means = self._learned
            share = np.where(label, np.interp(share, given, means), share)
        best[tokens[there]] = label[there]
        sure[tokens[there]] = share.round(4)[there]

    @staticmethod
    def _chunks(
        parts: list[tuple[int, int]], sentences: list[list[str]], documents: list[int] | None
    ) -> list[tuple[int, int]]:
        """Runs of parts, none (if documents are given) cutting a document, of about CHUNK_TOKENS tokens."""
        chunks, first, size = [], 0, 0
        for place, (number, start) in enumerate(parts):
            new = documents is None or not place or documents[number] != documents[parts[place - 1][0]]
            if size >= CHUNK_TOKENS and new:
                chunks.append((first, place))
                first, size = place, 0
            size += min(len(sentences[number]) - start, LONGEST)
        if parts:
            chunks.append((first, len(parts)))
        return chunks
