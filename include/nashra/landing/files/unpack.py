"""Unpacking gzip and zstd as a stream, found by content, with a lid on how much may come out."""

import zlib
from collections.abc import Iterator
from typing import BinaryIO, Protocol

from nashra.landing.limits import Limits
from nashra.landing.records import Fault

GZIP, ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
_STEP = 1 << 18  # bytes unpacked at a time
_ZSTD_INPUT = 1024  # a kilobyte of zstd unpacks to 32 MB at the worst


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


def unpack(file: BinaryIO, limits: Limits) -> Unpacked:
    """The file's bytes, unpacked when they begin like gzip or zstd."""
    head = file.read(4)
    file.seek(0)
    if head.startswith(GZIP):
        return Unpacked(_lidded(file, _gzip(file), limits))
    if head.startswith(ZSTD):
        return Unpacked(_lidded(file, _zstd(file, limits), limits))
    return Unpacked(iter(lambda: file.read(_STEP), b""))


def _lidded(file: BinaryIO, chunks: Iterator[bytes], limits: Limits) -> Iterator[bytes]:
    total = 0
    for chunk in chunks:
        total += len(chunk)
        if total > limits.unpacked_bytes:
            raise Fault(f"bomb: unpacks to more than {limits.unpacked_bytes} bytes")
        if total > limits.unpacked_free_bytes and total > limits.unpacked_ratio * max(file.tell(), 1):
            raise Fault(f"bomb: unpacks to more than {limits.unpacked_ratio:g} times its size")
        yield chunk


def _gzip(file: BinaryIO) -> Iterator[bytes]:
    """Members one after another; zeros after the last are padding."""
    data = file.read(_STEP)
    while data:
        unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
        while not unpacker.eof:
            if not data:
                raise Fault("truncated: gzip ends in mid-stream")
            try:
                chunk = unpacker.decompress(data, _STEP)
            except zlib.error as error:
                raise Fault(f"gzip: {error}") from error
            data = unpacker.unconsumed_tail or (b"" if unpacker.eof else file.read(_STEP))
            if chunk:
                yield chunk
        data = (unpacker.unused_data or file.read(_STEP)).lstrip(b"\0")


def _zstd(file: BinaryIO, limits: Limits) -> Iterator[bytes]:
    import zstandard

    maker = zstandard.ZstdDecompressor(max_window_size=limits.zstd_window_bytes)
    data = file.read(_ZSTD_INPUT)
    while data:
        unpacker = maker.decompressobj()
        while not unpacker.eof:
            if not data:
                raise Fault("truncated: zstd ends in mid-stream")
            try:
                chunk = unpacker.decompress(data)
            except zstandard.ZstdError as error:
                raise Fault(f"zstd: {error}") from error
            data = b"" if unpacker.eof else file.read(_ZSTD_INPUT)
            if chunk:
                yield chunk
        data = unpacker.unused_data or file.read(_ZSTD_INPUT)
