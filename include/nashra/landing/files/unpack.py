"""A file's bytes as a stream, unpacked when it is packed, with a lid on how much may come out."""

from collections.abc import Iterator
from typing import BinaryIO, Protocol

from nashra.landing.files.packings import STEP, UNPACKERS, packing_of
from nashra.landing.limits import Limits
from nashra.landing.records import Fault


class Bytes(Protocol):
    """What readers take: bytes in order."""

    def read(self, size: int = -1, /) -> bytes: ...


class Unpacked:
    """A stream of bytes out of an iterator of chunks, with its first bytes to look at."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._buffer = bytearray()
        self._fault: Fault | None = None

    def _fill(self, size: int) -> None:
        while self._fault is None and len(self._buffer) < size:
            try:
                chunk = next(self._chunks, None)
            except Fault as fault:  # what was unpacked before it is handed out first
                self._fault = fault
                return
            if chunk is None:
                return
            self._buffer += chunk

    def peek(self, size: int) -> bytes:
        self._fill(size)
        return bytes(self._buffer[:size])

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes (all, bounded by the limits, when negative). Raises Fault where the file breaks."""
        self._fill(size if size >= 0 else 1 << 62)
        if not self._buffer and self._fault:
            raise self._fault
        size = len(self._buffer) if size < 0 else size
        data = bytes(self._buffer[:size])
        del self._buffer[:size]
        return data


def unpack(file: BinaryIO, limits: Limits, path: str = "") -> Unpacked:
    """The file's bytes, unpacked when they begin like a compression's, or the path ends like brotli's."""
    head = file.read(6)
    file.seek(0)
    packing = packing_of(head, path)
    if packing is None:
        return Unpacked(iter(lambda: file.read(STEP), b""))
    return Unpacked(lidded(file, UNPACKERS[packing](file, limits), limits))


def lidded(file: BinaryIO, chunks: Iterator[bytes], limits: Limits) -> Iterator[bytes]:
    """The chunks, until they are more than a file of news of this size would unpack to: then Fault."""
    total = 0
    for chunk in chunks:
        total += len(chunk)
        if total > limits.unpacked_bytes:
            raise Fault(f"bomb: unpacks to more than {limits.unpacked_bytes} bytes")
        if total > limits.unpacked_free_bytes and total > limits.unpacked_ratio * max(file.tell(), 1):
            raise Fault(f"bomb: unpacks to more than {limits.unpacked_ratio:g} times its size")
        yield chunk
