"""The recogniser shipped with the project."""

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from nashra.entities.recognise.base import Recognizer, Tagged
from nashra.entities.recognise.hints import Hints, WordHints
from nashra.entities.recognise.words import word_key


def crf_features(keys: list[str], hints: Hints, word: Any) -> list[list[str]]:
    """Features of each token of a sentence, as strings."""
    found: list[WordHints] = [word(key) for key in keys]
    spans = [""] * len(keys)
    for start, end, flags in hints.spans(keys, found):
        for place in range(start, end):
            spans[place] = f"s{flags}{'BI'[place > start]}"
    flags_of = [f"h{hint.exact}" for hint in found]
    stems_of = [f"t{hint.stem}" for hint in found]
    rows = []
    for place, key in enumerate(keys):
        row = ["b", f"w{key}", flags_of[place], stems_of[place], spans[place]]
        row += [f"p{size}{key[:size]}" for size in (1, 2, 3)] + [f"e{size}{key[-size:]}" for size in (1, 2, 3)]
        for step in (-2, -1, 1, 2):
            if 0 <= place + step < len(keys):
                row += [
                    f"{step}{keys[place + step]}",
                    f"{step}{flags_of[place + step]}",
                    f"{step}{spans[place + step]}",
                ]
            else:
                row.append(f"{step}|")
        rows.append(row)
    return rows


class EmbeddedRecognizer(Recognizer):
    """A CRF over words, their neighbours and name lists."""

    name = "embedded"

    def __init__(self, folder: Path) -> None:
        import pycrfsuite

        self._tagger = pycrfsuite.Tagger()
        self._tagger.open(str(folder / "crf.model"))
        with np.load(folder / "hints.npz") as arrays:
            self._hints = Hints.from_arrays(dict(arrays))
        self._word = lru_cache(200_000)(self._hints.word)
        self.version = hashlib.sha256((folder / "crf.model").read_bytes()).hexdigest()[:12]

    def tag(self, sentences: list[list[str]], documents: list[int] | None = None) -> list[list[Tagged]]:
        return [self._sentence(sentence) for sentence in sentences]

    def _sentence(self, tokens: list[str]) -> list[Tagged]:
        if not tokens:
            return []
        rows = crf_features([word_key(token) for token in tokens], self._hints, self._word)
        labels = self._tagger.tag(rows)
        return [Tagged(label, self._tagger.marginal(label, place)) for place, label in enumerate(labels)]
