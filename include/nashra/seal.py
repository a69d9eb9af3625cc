"""The seal of a published Parquet file: a digest in its footer, of the footer itself and of the place that it is for.

Each page has a checksum, the footer has none: a flipped bit there gives other names, numbers of rows, least and
greatest values, and no reader notices. And a file that was copied to another day's place, or another table's, is whole
and wrong. The seal costs a look at a few kilobytes, so that every door can ask for it before it answers.
"""

import re
from hashlib import sha256
from typing import BinaryIO

KEY = b"nashra_seal"
_BEGIN = b"sealed:"
BLANK = (_BEGIN + b"0" * 64).decode()
"""What stands in the place of the seal until it is known."""
_TAIL = 8  # bytes after the footer: its length, and the four letters
_LOOK = 64 << 10  # bytes read at once: nearly every footer
_SEAL = re.compile(re.escape(_BEGIN) + rb"([0-9a-f]{64})")


def put_seal(file: BinaryIO, place: str) -> None:
    """Puts the seal into a file that was written whole with `BLANK` as the value of `KEY`; `place` says what it is
    for."""
    footer, start = _footer(file)
    at = footer.rindex(BLANK.encode()) + len(_BEGIN)
    file.seek(start + at)
    file.write(_digest(footer, place).encode())
    file.seek(0, 2)


def is_sealed(file: BinaryIO, place: str) -> bool | None:
    """Whether the footer is as it was sealed, for this place; None for a file without a seal, from before there were
    any: nothing can be said of it."""
    try:
        footer, start = _footer(file)
    except ValueError:
        return False
    found = _SEAL.search(footer)
    if found is None:  # a bit can harm one of the two, or the length of the footer, but not all
        file.seek(max(0, start + len(footer) - _LOOK))
        end = file.read()
        return False if KEY in end or _BEGIN in end else None
    blank = footer[: found.start(1)] + b"0" * 64 + footer[found.end(1) :]
    return found[1].decode() == _digest(blank, place)


def _digest(footer: bytes, place: str) -> str:
    return sha256(footer + b"\0" + place.encode()).hexdigest()


def _footer(file: BinaryIO) -> tuple[bytes, int]:
    """The footer, its length and the letters among it, and where in the file it begins. Raises ValueError."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _LOOK))
    end = file.read()
    length = int.from_bytes(end[-_TAIL:-4], "little") + _TAIL
    if len(end) < _TAIL or end[-4:] != b"PAR1" or length > size:
        raise ValueError("no Parquet file")
    if length > len(end):
        file.seek(size - length)
        end = file.read()
    return end[-length:], size - length
