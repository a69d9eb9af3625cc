"""A number, or whatever has no brackets and quotes, that goes on for megabytes in a list of articles."""

import io
import re

import pytest

from nashra.landing.readers import json_cut
from nashra.landing.readers.json_cut import Cutter

FIRST = '{"title": "افتتاح السوق", "text": "افتتحت البلدية السوق القديم بعد ترميمه."}'.encode()
BLOCK = 1 << 20
LIMIT = 20_000_000


class Counting:
    """A pattern that notes how many bytes it has taken."""

    def __init__(self, pattern: re.Pattern[bytes]) -> None:
        self._pattern, self.taken = pattern, 0

    def match(self, data: bytes, at: int) -> re.Match[bytes] | None:
        found = self._pattern.match(data, at)
        self.taken += found.end() - at if found else 0
        return found


@pytest.mark.parametrize("unit", [b"7", b"\0", b"ab", b"-"])
@pytest.mark.parametrize("size", [1, BLOCK - len(FIRST) - 2, BLOCK, 3 * BLOCK + 5])
@pytest.mark.parametrize("behind", [b"", b"]", b", " + FIRST + b"]"])
def test_it_is_one_value_and_is_looked_at_once(
    unit: bytes, size: int, behind: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    counting = Counting(json_cut._SCALAR)
    monkeypatch.setattr(json_cut, "_SCALAR", counting)
    value = (unit * size)[:size]
    cuts = [cut.data for cut in Cutter(io.BytesIO(b"[" + FIRST + b"," + value + behind), LIMIT).cuts()]
    assert cuts[:2] == [FIRST, value]
    assert cuts[2:] == ([FIRST] if FIRST in behind else [])
    assert counting.taken <= size
