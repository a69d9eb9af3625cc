"""The one place where all evidence about a line is weighed: a small network over the features.

A line's own features go through a layer, then two layers that look at its neighbours; the result is a log
odds that the line is no part of the article. It reads no words, only the numbers of `features`. It counts in
double precision: in single, the last bits would hang on how many lines are weighed together.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from nashra.cleaning.decide.weigh.features import F32, GROUPS, NAMES, WIDTH
from nashra.cleaning.lines.hashes import I64, Bool
from nashra.errors import BadFile
from nashra.settings import REFERENCE
from nashra.yaml_files import stamp

MODEL = REFERENCE / "cleaning" / "weigher.npz"
F64 = npt.NDArray[np.float64]
STEPS = (1, 3)  # distance between the neighbours that each of the two layers looks at
REACH = 2  # neighbours to each side
PLACES = tuple(place for place in range(-REACH, REACH + 1) if place)  # of the neighbours, in steps

BLOCK = 512  # lines that are weighed at a time: what is made of them on the way stays close to the processor


@dataclass(frozen=True, slots=True)
class Weigher:
    """Weights; `first` and the like are (inputs, outputs) matrices."""

    first: F64
    first_bias: F64
    layers: tuple[F64, ...]  # (2 * REACH + 1, hidden, hidden) for each of STEPS
    biases: tuple[F64, ...]
    last: F64
    last_bias: float
    neutral: F64  # (WIDTH,) mean features of lines that stay: what an explanation compares with
    version: str

    @staticmethod
    def load(path: Path = MODEL) -> "Weigher":
        """Raises BadFile when the file was trained on other features."""
        return _load(path, stamp([path]))

    @staticmethod
    def blank() -> "Weigher":
        """A weigher that says 0 of every line, for measuring before one is trained."""
        one = np.zeros((1, 1), dtype=np.float64)
        layer = np.zeros((2 * REACH + 1, 1, 1), dtype=np.float64)
        row = np.zeros(1, dtype=np.float64)
        zeros = np.zeros(WIDTH, dtype=np.float64)
        return Weigher(zeros[:, None], row, (layer, layer), (row, row), one, 0.0, zeros, "blank")

    def hidden(self, features: F32, article: I64) -> tuple[F64, F64, F64, F64]:
        """Log odds (n,), and the first layer's and both other layers' sums over neighbours, for `explain`."""
        n, hidden = len(features), self.first.shape[1]
        blocks = [slice(at, min(at + BLOCK, n)) for at in range(0, n, BLOCK)]
        state = np.zeros((n + 1, hidden))  # the last row stands for neighbours of another article
        for block in blocks:
            inner = features[block].astype(np.float64) @ self.first
            inner += self.first_bias
            np.maximum(inner, 0, out=state[block])
        start, outside = state[:n], []
        for step, weights, bias in zip(STEPS, self.layers, self.biases, strict=True):
            places = _beside(article, step)
            beside = np.concatenate([weights[place + REACH] for place in PLACES])
            around, after = np.empty((n, hidden)), np.zeros((n + 1, hidden))
            for block in blocks:
                rows = state.take(places[block].ravel(), axis=0).reshape(-1, len(PLACES) * hidden)
                outer = np.matmul(rows, beside, out=around[block])
                outer += bias
                inner = state[block] @ weights[REACH]
                inner += outer  # in place: nothing else has use for it
                np.maximum(inner, 0, out=inner)
                np.add(inner, state[block], out=after[block])
            outside.append(around)
            state = after
        return (state[:n] @ self.last + self.last_bias)[:, 0], start, outside[0], outside[1]

    def odds(self, features: F32, article: I64) -> F64:
        """Log odds that each line goes; `article` is non-decreasing and keeps articles apart."""
        return self.hidden(features, article)[0] if len(features) else np.zeros(0, dtype=np.float64)

    def explain(self, features: F32, around: tuple[F64, F64]) -> F64:
        """(n, groups + 1): what each kind of evidence adds to the log odds of some lines, then the neighbours.

        Each kind is set to what it is on lines that stay, in turn, and the change is its weight.
        """
        own, neutral = features.astype(np.float64), self.neutral.astype(np.float32)
        whole = self._alone(own, around)
        result = np.zeros((len(features), len(GROUPS) + 1), dtype=np.float64)
        changed, at = own.copy(), 0
        for number, names in enumerate(GROUPS.values()):
            group = slice(at, at + len(names))
            changed[:, group] = neutral[group]
            result[:, number] = whole - self._alone(changed, around)
            changed[:, group] = own[:, group]
            at += len(names)
        plain = (np.zeros_like(around[0]) + self.biases[0], np.zeros_like(around[1]) + self.biases[1])
        result[:, -1] = whole - self._alone(own, plain)
        return result

    def _alone(self, features: F64, around: tuple[F64, F64]) -> F64:
        state = np.maximum(features @ self.first + self.first_bias, 0)
        for weights, outside in zip(self.layers, around, strict=True):
            state = state + np.maximum(state @ weights[REACH] + outside, 0)
        return (state @ self.last + self.last_bias)[:, 0]


def _beside(article: I64, step: int) -> I64:
    """(n, len(PLACES)): the row of each line's neighbours, n where one is of another article."""
    n = article.size
    here = np.arange(n)
    places = np.empty((n, len(PLACES)), dtype=np.int64)
    for column, place in enumerate(PLACES):
        there = here + place * step
        inside = np.clip(there, 0, n - 1)
        same: Bool = (there == inside) & (article[inside] == article)
        places[:, column] = np.where(same, there, n)
    return places


@lru_cache(maxsize=64)
def _load(path: Path, _: str) -> Weigher:
    with np.load(path) as file:
        card = json.loads(bytes(file["card"]).decode())
        if card["features"] != NAMES:
            raise BadFile(f"{path.name} was trained on other features: train it again")
        arrays = {name: file[name].astype(np.float64) for name in file.files if name != "card"}
    assert arrays["first"].shape[0] == WIDTH
    return Weigher(
        arrays["first"], arrays["first_bias"], (arrays["layer0"], arrays["layer1"]),
        (arrays["bias0"], arrays["bias1"]), arrays["last"], float(arrays["last_bias"][0]), arrays["neutral"],
        card["version"],
    )  # fmt: skip
