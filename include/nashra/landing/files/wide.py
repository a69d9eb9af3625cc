"""Streams of text that are no bytes of lines yet: UTF-16 and UTF-32, and lines that a lone carriage return ends.

Readers of lines cut at the byte of "\\n". So what they are handed is made UTF-8 with that byte at line ends.
"""

import codecs
from collections.abc import Iterator

from nashra.landing.files.unpack import Unpacked

_HEAD = 4096
_FAR = 1 << 20  # bytes without "\n" after which lone carriage returns are taken for the line ends
_STEP = 1 << 18
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),  # before UTF-16's: the one begins like the other
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_HIGH = b"\x00\x06"  # high bytes of ASCII and of Arabic
_SHARE = 0.8  # of the places where high bytes stand that hold one of these in such text


def wide_encoding(head: bytes) -> str | None:
    """The codec of text that is not one byte for an ASCII letter, from its first bytes; None for all other data.

    Without a mark it is UTF-16 when every second byte is the high byte of an ASCII or Arabic letter, and the bytes
    between them are not.
    """
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    head = head[:_HEAD]
    if b"\0" not in head and b"\x06" not in head:
        return None
    even, odd = (sum(map(half.count, _HIGH)) / max(len(half), 1) for half in (head[::2], head[1::2]))
    if odd >= _SHARE and even < 0.5:
        return "utf-16-le"
    return "utf-16-be" if even >= _SHARE and odd < 0.5 else None


def as_lines(stream: Unpacked) -> Unpacked:
    """The stream, or the same text as UTF-8 with "\\n" at line ends, when it has neither."""
    head = stream.peek(_HEAD)
    if name := wide_encoding(head):
        return as_lines(Unpacked(_decoded(stream, name)))
    if b"\r" in head and b"\n" not in head:
        far = stream.peek(_FAR)
        if b"\n" not in far:
            return Unpacked(chunk.replace(b"\r", b"\n") for chunk in _chunks(stream))
    return stream


def _chunks(stream: Unpacked) -> Iterator[bytes]:
    while chunk := stream.read(_STEP):
        yield chunk


def _decoded(stream: Unpacked, name: str) -> Iterator[bytes]:
    """UTF-8 of a stream in another codec; what is broken there is U+FFFD, which whoever takes the record counts."""
    decoder = codecs.getincrementaldecoder(name)("replace")
    for chunk in _chunks(stream):
        yield decoder.decode(chunk).encode("utf-8", "replace")
    yield decoder.decode(b"", True).encode("utf-8", "replace")
