"""How a line is worded: log odds, from its words alone, that it is no part of an article.

A table of weights by hashes of words, of their stems, beginnings and ends and of two words in a row, fitted to lines
written for this project (nashra_lab.train.wording). The weigher reads no words; this is asked where it has little else
to go by (`lone`).
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from nashra.cleaning.decide.weigh.weigher import F64
from nashra.cleaning.lines.hashes import I64, U64, mix
from nashra.cleaning.lines.line_arrays import Lines
from nashra.settings import REFERENCE
from nashra.yaml_files import stamp

MODEL = REFERENCE / "cleaning" / "wording.npz"
SLOTS = 1 << 15
_SLOT = np.uint64(SLOTS - 1)
_SALTS = mix(np.arange(101, 110, dtype=np.uint64))  # one for each kind of piece
_NUMBER = np.uint64(7)  # in place of every number's hash
_ZERO, _NINE = np.uint32(ord("0")), np.uint32(ord("9"))
_SHORTER, _LONGER = 4, 5  # letters from which a word has a beginning of three and an end of two, of four and three


@dataclass(frozen=True, slots=True)
class Wording:
    """Weights of pieces of lines, in steps of `step`."""

    weights: npt.NDArray[np.int8]  # (SLOTS,)
    step: float
    bias: float

    @staticmethod
    def load(path: Path = MODEL) -> "Wording":
        """The one that ships, or another."""
        return _load(path, stamp([path]))

    def odds(self, lines: Lines, some: I64) -> F64:
        """Log odds of some lines, each of which has a word."""
        owner, slot = pieces(lines, some)
        found = np.bincount(owner, weights=self.weights.take(slot), minlength=some.size)
        count = np.maximum(np.bincount(owner, minlength=some.size), 1)
        return np.asarray(self.bias + self.step * found / np.sqrt(count), dtype=np.float64)


def pieces(lines: Lines, some: I64) -> tuple[I64, I64]:
    """The pieces of some lines: the place in `some` of the line of each, and its slot."""
    first, end = lines.word_first.take(some), lines.word_first.take(some + 1)
    size = end - first
    owner = np.repeat(np.arange(some.size), size)
    at = np.arange(owner.size) + np.repeat(first - (np.cumsum(size) - size), size)
    head = lines.plain.take(lines.word_start.take(at))
    number = (head >= _ZERO) & (head <= _NINE)
    word = np.where(number, _NUMBER, lines.word.take(at))
    stem = np.where(number, _NUMBER, lines.stem.take(at))
    length, place = lines.word_length.take(at), lines.word_place.take(at)
    after = np.flatnonzero(owner[1:] == owner[:-1])
    opens = np.flatnonzero(np.append(True, owner[1:] != owner[:-1])[: owner.size])
    closes = np.flatnonzero(np.append(owner[1:] != owner[:-1], True)[-owner.size :]) if owner.size else opens
    short, long = np.flatnonzero((length >= _SHORTER) & ~number), np.flatnonzero((length >= _LONGER) & ~number)
    from_short, from_long = place.take(short), place.take(long)
    to_short, to_long = from_short + length.take(short), from_long + length.take(long)
    kinds: list[tuple[I64, U64]] = [
        (owner, word),
        (owner, stem),
        (owner.take(short), lines.hasher(from_short, from_short + 3)),
        (owner.take(short), lines.hasher(to_short - 2, to_short)),
        (owner.take(long), lines.hasher(from_long, from_long + 4)),
        (owner.take(long), lines.hasher(to_long - 3, to_long)),
        (owner.take(after), mix(word.take(after)) ^ word.take(after + 1)),
        (owner.take(opens), word.take(opens)),
        (owner.take(closes), word.take(closes)),
    ]
    slots = [(mix(hashes ^ salt) & _SLOT).view(np.int64) for (_, hashes), salt in zip(kinds, _SALTS, strict=True)]
    return np.concatenate([owner for owner, _ in kinds]), np.concatenate(slots)


@lru_cache(maxsize=4)
def _load(path: Path, _: str) -> Wording:
    with np.load(path) as file:
        card = json.loads(bytes(file["card"]).decode())
        return Wording(file["weights"], float(card["step"]), float(card["bias"]))
