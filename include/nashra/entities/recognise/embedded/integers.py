"""Products of 8-bit integers (ONNX Runtime), summed exactly: a row's result doesn't depend on what is beside it.

Rows are codes 0..255 with one scale and zero point, weights codes -64..64 with a scale a column: two products of such
codes fit 16 bits, so that processors that add pairs in 16 bits (x86 before VNNI) come to the same sums.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from nashra.entities.recognise.embedded.runtime import bound, session

Floats = NDArray[np.float32]
Codes = NDArray[np.uint8]

STATES = (1 / 127, 128)  # scale and zero point of what lies in -1..1: an LSTM's states
SIGNED = (1.0, 128)  # of rows with a scale of their own, see `row_codes`
POSITIVE = (1.0, 0)
_TINY = np.float32(1e-9)


def half_state_codes(doubled: Floats, out: Codes) -> None:
    """Codes of half of numbers in -2..2, which are overwritten."""
    np.multiply(doubled, 63.5, out=doubled)
    np.add(doubled, 128.5, out=doubled)
    np.copyto(out, doubled, casting="unsafe")


def row_codes(rows: Floats, kind: tuple[float, int]) -> tuple[Codes, Floats]:
    """Codes (n, k) of rows of SIGNED or POSITIVE numbers, and what their products are to be multiplied with (n, 1)."""
    most = 255 - kind[1]
    peaks = np.maximum(np.maximum(rows.max(1, keepdims=True), -rows.min(1, keepdims=True)), _TINY)
    return (rows * (most / peaks) + (kind[1] + 0.5)).astype(np.uint8), (peaks / most).astype(np.float32)


class Product:
    """Rows of codes times weights that a model holds: one input for several weights, or one for each."""

    def __init__(self, model: NDArray[np.generic]) -> None:
        self._session = session(model.tobytes())

    def __call__(self, codes: Codes) -> list[Floats]:
        """Codes (n, k) to (n, m), one for each weights."""
        products: list[Floats] = self._session.run(None, {self._session.get_inputs()[0].name: codes})
        return products

    def bound(self, codes: Codes, out: Floats) -> Callable[[], None]:
        """What computes out (pairs, n, m) from codes (pairs, n, k) whenever it is called. Both stay the caller's."""
        return bound(self._session, list(codes), list(out))

    def into(self, codes: Codes, parts: Sequence[Floats]) -> None:
        """Codes (n, k) to parts (n, m), one for each weights, none of which has gaps."""
        bound(self._session, [codes], parts)()
