"""Where a line of an article stood in its page: kept beside the text, as evidence for whoever judges the line."""

from collections.abc import Sequence
from enum import IntFlag
from typing import NamedTuple


class Place(IntFlag):
    """Elements around a line, by tag or role. A line may stand in several."""

    NAV = 1
    ASIDE = 2
    HEADER = 4
    FOOTER = 8
    FIGURE = 16
    TABLE = 32
    FORM = 64
    LIST = 128


class LinePlace(NamedTuple):
    """What the page says of one line."""

    place: Place
    link_share: float  # of the line's characters, 0..1, in steps of 1/255


def pack(places: Sequence[int], link_shares: Sequence[float]) -> bytes:
    """Two bytes a line: the flags of `Place`, and the share of characters in links."""
    packed = bytearray(2 * len(places))
    packed[::2] = bytes(places)
    packed[1::2] = bytes(round(255 * share) for share in link_shares)
    return bytes(packed)


def unpack(packed: bytes) -> list[LinePlace]:
    """The places of a text's lines, in order. Raises ValueError for what `pack` did not make."""
    if len(packed) % 2:
        raise ValueError(f"places of lines: {len(packed)} bytes, two a line were expected")
    return [LinePlace(Place(flags), share / 255) for flags, share in zip(packed[::2], packed[1::2], strict=True)]
