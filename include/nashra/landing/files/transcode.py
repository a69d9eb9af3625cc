"""UTF-16 and UTF-32 made UTF-8 on the way, for readers that look for commas and brackets in bytes."""

import codecs
from collections.abc import Iterator

from nashra.landing.files.unpack import Unpacked

_STEP = 1 << 18
_MARKS = (  # UTF-32's little-endian mark begins like that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_LOOKED_AT = 64  # bytes
_ZEROS = 0.4  # share of every other byte that is zero in UTF-16 without a mark: names, quotes and brackets are ASCII


def wide_encoding(head: bytes) -> str | None:
    """The name of an encoding of two or four bytes a character, told by its mark or by its zeros; else None."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    look = head[: min(_LOOKED_AT, len(head) // 2 * 2)]
    if len(look) < 4 or b"\0" not in look:
        return None
    first, second = look[0::2], look[1::2]
    if second.count(0) >= _ZEROS * len(second) and not first.count(0):
        return "utf-16-le"
    if first.count(0) >= _ZEROS * len(first) and not second.count(0):
        return "utf-16-be"
    return None


def as_utf8(stream: Unpacked, encoding: str) -> Unpacked:
    """The stream in UTF-8 without a mark; what cannot be decoded is U+FFFD."""
    return Unpacked(_chunks(stream, encoding))


def _chunks(stream: Unpacked, encoding: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    first = True
    while block := stream.read(_STEP):
        text = decoder.decode(block)
        if text and first:
            text, first = text.removeprefix("\ufeff"), False
        if text:
            yield text.encode("utf-8", "replace")
    if text := decoder.decode(b"", final=True):
        yield text.encode("utf-8", "replace")
