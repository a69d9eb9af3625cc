"""The recogniser shipped with the project: ONNX Runtime and numpy, no network, no torch."""

import hashlib
from pathlib import Path

import numpy as np

from nashra.entities.recognise.base import LABELS, NEWS, Recognizer, Tagged
from nashra.entities.recognise.embedded.chain import Chain
from nashra.entities.recognise.embedded.columns import SENTENCE_COLUMNS, sentence_columns
from nashra.entities.recognise.embedded.lexicon import Lexicon
from nashra.entities.recognise.embedded.memory import memorable, remember
from nashra.entities.recognise.embedded.recurrent import ROWS
from nashra.entities.recognise.embedded.shipped_network import Batch, Network
from nashra.frugal import no_collection, one_thread
from nashra.telling.progress import have_done

CHUNK_TOKENS = 40_000  # computed together; the labels don't depend on it
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
        lexicon, count = self._lexicon, sum(map(len, sentences))
        lexicon.make_room(count)
        rows = lexicon.rows(sentences)
        used, placed = np.unique(np.concatenate([np.array(row) for row in rows]), return_inverse=True)
        ends = np.cumsum([len(row) for row in rows])
        local = np.split(placed, ends[:-1])
        projected = self._network.project(lexicon.table[used])
        batches = []
        order = sorted(range(len(rows)), key=lambda number: len(rows[number]))
        for first in range(0, len(order), ROWS):
            batch = self._batch(order[first : first + ROWS], rows, local)
            batch.scores = self._network.score(batch, projected)
            batches.append(batch)
        self._remember(batches, rows, documents)
        result: list[list[Tagged]] = [[] for _ in rows]
        for batch in batches:
            self._decode(batch, result)
        return result

    def _remember(self, batches: list[Batch], rows: list[list[int]], documents: list[int]) -> None:
        """Correct the batches' scores by what the network says of the same words elsewhere in a document."""
        sizes = [len(row) for row in rows]
        starts = np.cumsum([0, *sizes])
        scores = np.empty((starts[-1], len(LABELS)), np.float32)
        for batch in batches:
            for column, number in enumerate(batch.sentences):
                scores[starts[number] : starts[number + 1]] = batch.scores[: sizes[number], column]
        words = np.concatenate([np.array(row) for row in rows])
        used, placed = np.unique(words, return_inverse=True)
        keys = [self._lexicon.keys[row] for row in used]
        words[np.array([not memorable(key) for key in keys])[placed]] = -1
        remember(scores, words, np.repeat(np.arange(len(rows)), sizes), np.repeat(np.array(documents), sizes))
        for batch in batches:
            for column, number in enumerate(batch.sentences):
                batch.scores[: sizes[number], column] = scores[starts[number] : starts[number + 1]]

    def _batch(self, numbers: list[int], rows: list[list[int]], local: list[np.ndarray]) -> Batch:
        lexicon = self._lexicon
        lengths = np.zeros(ROWS, np.int64)
        lengths[: len(numbers)] = [len(rows[number]) for number in numbers]
        time = int(lengths.max())
        places = np.zeros((time, ROWS), np.int64)
        extras = np.zeros((time, ROWS, SENTENCE_COLUMNS), np.float32)
        for column, number in enumerate(numbers):
            size = lengths[column]
            places[:size, column] = local[number]
            keys = [lexicon.keys[row] for row in rows[number]]
            found = [lexicon.found[row] for row in rows[number]]
            extras[:size, column] = sentence_columns(keys, found, lexicon.hints)
        return Batch(numbers, lengths, places, extras, np.empty(0, np.float32))

    def _decode(self, batch: Batch, result: list[list[Tagged]]) -> None:
        best = self._chain.best(batch.scores, batch.lengths)
        sure = np.take_along_axis(self._chain.marginals(batch.scores, batch.lengths), best[:, :, None], 2)[:, :, 0]
        if self._learned:
            given, means = self._learned
            sure = np.where(best, np.interp(sure, given, means), sure)
        for column, number in enumerate(batch.sentences):
            size = batch.lengths[column]
            labels, scores = best[:size, column].tolist(), sure[:size, column].round(4).tolist()
            result[number] = [Tagged(LABELS[label], score) for label, score in zip(labels, scores, strict=True)]

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
