"""The shipped network in numpy: word vectors, a context layer, a BiLSTM, label scores."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nashra.entities.recognise.recurrent import ROWS, BiLSTM, Floats, Ints, product, reversal, row_product


@dataclass(slots=True)
class Batch:
    """Up to ROWS sentences of about one length, filled up with empty ones."""

    sentences: list[int]  # which sentences, by number
    lengths: Ints  # (ROWS)
    rows: Ints  # (time, ROWS): each token's row of the lexicon's table; 0 on padding
    extras: Floats  # (time, ROWS, SENTENCE_COLUMNS)
    scores: Floats  # (time, ROWS, labels), once computed


class Network:
    """Weights, and the way from a batch to label scores."""

    def __init__(self, arrays: dict[str, NDArray[np.generic]]) -> None:
        self.context = BiLSTM.load(arrays, "context")
        self.tagger = BiLSTM.load(arrays, "tagger")
        self.join = arrays["join.weights"].astype(np.float32)
        self.join_bias = arrays["join.bias"].astype(np.float32)
        self.head = arrays["head.weights"].astype(np.float32)
        self.head_bias = arrays["head.bias"].astype(np.float32)
        vector, joined = len(self.context.into), self.join.shape[1]
        # The tagger reads [vector, context, word columns, sentence columns]; what depends on the word alone
        # (vector, word columns) is projected once for each distinct word.
        into = self.tagger.into
        self._from_context = np.ascontiguousarray(into[vector : vector + joined])
        self._rest = into[vector + joined :]
        self._from_vector = into[:vector]

    def project(self, table: Floats) -> tuple[Floats, Floats, Floats]:
        """Input of both LSTMs from distinct words (n, vector + word columns): for the context layer, for the
        tagger, and the tagger's weights for sentence columns."""
        vector = len(self.context.into)
        columns = table.shape[1] - vector
        of_word = np.concatenate([self._from_vector, self._rest[:columns]])
        return (
            row_product(table[:, :vector], self.context.into) + self.context.bias,
            row_product(table, of_word) + self.tagger.bias,
            np.ascontiguousarray(self._rest[columns:]),
        )

    def score(self, batch: Batch, projected: tuple[Floats, Floats, Floats]) -> Floats:
        """Label scores (time, ROWS, labels)."""
        for_context, for_tagger, of_extras = projected
        time = len(batch.rows)
        order = reversal(batch.lengths, time)
        columns = np.arange(ROWS)
        reversed_rows = batch.rows[order, columns]
        half = for_context.shape[1] // 2
        states = self.context.run(for_context[:, :half][batch.rows], for_context[:, half:][reversed_rows])
        around = np.zeros((time, ROWS, 2 * self.context.hidden), np.float32)
        around[1:, :, : self.context.hidden] = states[:-1, 0]
        back = states[:, 1][order, columns] * (np.arange(time)[:, None] < batch.lengths)[:, :, None]
        around[:-1, :, self.context.hidden :] = back[1:]
        context = product(around, self.join) + self.join_bias
        np.maximum(context, 0, out=context)
        inputs = product(context, self._from_context)
        inputs += for_tagger[batch.rows]
        inputs += product(batch.extras, of_extras)
        half = inputs.shape[2] // 2
        states = self.tagger.run(inputs[:, :, :half], inputs[:, :, half:][order, columns])
        both = np.concatenate([states[:, 0], states[:, 1][order, columns]], axis=2)
        return product(both, self.head) + self.head_bias
