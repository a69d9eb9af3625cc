"""Windows of neighbouring sentences: what stands around a sentence tells what its names are."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from nashra_lab.train.recogniser.teacher.encoder import Network

PIECES = 160  # of a window
_SHAPE = 16  # windows are filled up to a multiple of this
Spelled = list[list[tuple[int, ...]]]  # sentences of words of pieces
Window = list[tuple[int, int, int]]  # (sentence, first word, after last)


def windows(spelled: Spelled, first: int = PIECES) -> list[Window]:
    """Sentences in order, cut into windows; the first window is shorter if `first` (pieces) is.

    A sentence that fits in no window is cut.
    """
    room = PIECES - 2
    found: list[Window] = []
    window: Window = []
    filled, limit = 0, min(first, room)
    for number, words in enumerate(spelled):
        for begin, end, size in _parts(words, room):
            if window and filled + size > limit:
                found.append(window)
                window, filled, limit = [], 0, room
            window.append((number, begin, end))
            filled += size
    return [*found, window] if window else found


def _parts(words: list[tuple[int, ...]], room: int) -> list[tuple[int, int, int]]:
    """(first word, after last, pieces) of parts of a sentence that fit in a window."""
    cuts, size = [0], 0
    sizes = [len(word) for word in words]
    for place, more in enumerate(sizes):
        if size + more > room:
            cuts.append(place)
            size = 0
        size += more
    return [(begin, end, sum(sizes[begin:end])) for begin, end in pairwise([*cuts, len(words)]) if end > begin]


def pieces(window: Window, spelled: Spelled) -> int:
    """How many pieces the words of a window have."""
    return sum(len(word) for number, begin, end in window for word in spelled[number][begin:end])


@dataclass(slots=True)
class Packed:
    """Windows side by side: rows of the network's table, which are pieces, and where words begin (flat)."""

    rows: NDArray[np.int64]
    mask: NDArray[np.bool_]
    places: NDArray[np.int64]


def pack(network: Network, spelled: Spelled, batch: list[Window]) -> Packed:
    """A batch of windows; the places are in the order of the windows' words."""
    width = (max(pieces(window, spelled) for window in batch) + 2 + _SHAPE - 1) // _SHAPE * _SHAPE
    known, special = network.rows, network.source.sizes
    rows = np.full((len(batch), width), known[special.fill], np.int64)
    mask = np.zeros(rows.shape, bool)
    places = []
    for line, window in enumerate(batch):
        flat, place = [known[special.begin]], 1
        for number, begin, end in window:
            for word in spelled[number][begin:end]:
                places.append(line * width + place)
                flat += [known[piece] for piece in word]
                place += len(word)
        flat.append(known[special.end])
        rows[line, : len(flat)] = flat
        mask[line, : len(flat)] = True
    return Packed(rows, mask, np.array(places, np.int64))
