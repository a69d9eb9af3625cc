"""Unpackers, one for each compression: an open file's bytes, a bounded step at a time.

Each raises Fault where the data breaks; what came before it has been yielded by then. Members, frames and streams one
after another are one file, as the tools that write them have it.
"""

import bz2
import lzma
import struct
import zlib
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, Protocol

from nashra.landing.limits import Limits
from nashra.landing.records import Fault

GZIP, ZSTD, BZIP2, XZ = b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"BZh", b"\xfd7zXZ\x00"
PACKED = (".gz", ".gzip", ".zst", ".zstd", ".bz2", ".xz", ".br")  # what is not looked at in a name
_ZSTD_DICTIONARY = b"\x5d\x2a\x4d\x18"  # the first frame of a .warc.zst: what its other frames were packed with
STEP = 1 << 18  # bytes unpacked at a time
_ZSTD_INPUT = 1024  # a kilobyte of zstd unpacks to 32 MB at the worst

Unpacker = Callable[[BinaryIO, Limits], Iterator[bytes]]


class _Stepwise(Protocol):
    """The decompressors of bz2 and lzma."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


def packing_of(head: bytes, path: str = "") -> str | None:
    """gzip, zstd, bzip2, xz or brotli; None when a file that begins so is packed in none of them.

    Brotli has no sign of its own, so that the name decides.
    """
    if head.startswith((ZSTD, _ZSTD_DICTIONARY)):
        return "zstd"
    for magic, name in ((GZIP, "gzip"), (BZIP2, "bzip2"), (XZ, "xz")):
        if head.startswith(magic):
            return name
    return "brotli" if path.lower().endswith(".br") else None


def unpack_gzip(file: BinaryIO, limits: Limits) -> Iterator[bytes]:
    """Members one after another; zeros after the last are padding."""
    data = file.read(STEP)
    while data:
        unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
        yield from _inflated(file, data, unpacker, "gzip")
        data = (unpacker.unused_data or file.read(STEP)).lstrip(b"\0")


def unpack_deflate(file: BinaryIO, limits: Limits) -> Iterator[bytes]:
    """HTTP's deflate: with zlib's header, as the standard has it, or without, as many servers send it."""
    data = file.read(STEP)
    wrapped = len(data) > 1 and data[0] & 0x0F == 8 and (data[0] << 8 | data[1]) % 31 == 0
    yield from _inflated(file, data, zlib.decompressobj(zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS), "deflate")


def _inflated(file: BinaryIO, data: bytes, unpacker: Any, packing: str) -> Iterator[bytes]:
    """What zlib's `unpacker` makes of `data` and of what follows it in the file, to the end of its stream."""
    while not unpacker.eof:
        if not data:
            raise Fault(f"truncated: {packing} ends in mid-stream")
        try:
            chunk = unpacker.decompress(data, STEP)
        except zlib.error as error:
            raise Fault(f"{packing}: {error}") from error
        data = unpacker.unconsumed_tail or (b"" if unpacker.eof else file.read(STEP))
        if chunk:
            yield chunk


def unpack_zstd(file: BinaryIO, limits: Limits) -> Iterator[bytes]:
    import zstandard

    maker = zstandard.ZstdDecompressor(max_window_size=limits.zstd_window_bytes, dict_data=_dictionary(file, limits))
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


def _dictionary(file: BinaryIO, limits: Limits) -> Any:
    """The dictionary that a .warc.zst carries in a frame of its own, itself packed or not; None for other files."""
    import zstandard

    at = file.tell()
    head = file.read(8)
    if not head.startswith(_ZSTD_DICTIONARY) or len(head) < 8:
        file.seek(at)
        return None
    (size,) = struct.unpack("<I", head[4:])
    if size > limits.zstd_window_bytes:
        raise Fault(f"zstd: a dictionary of {size} bytes")
    data = file.read(size)
    try:
        if data.startswith(ZSTD):
            data = zstandard.ZstdDecompressor().decompress(data, max_output_size=limits.zstd_window_bytes)
        return zstandard.ZstdCompressionDict(data)
    except (zstandard.ZstdError, ValueError) as error:
        raise Fault(f"zstd: {error}") from error


def unpack_bzip2(file: BinaryIO, limits: Limits) -> Iterator[bytes]:
    return _stepwise(file, bz2.BZ2Decompressor, "bzip2")


def unpack_xz(file: BinaryIO, limits: Limits) -> Iterator[bytes]:
    return _stepwise(file, lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, limits.zstd_window_bytes), "xz")


def _stepwise(file: BinaryIO, make: Callable[[], _Stepwise], name: str) -> Iterator[bytes]:
    data = file.read(STEP)
    while data:
        unpacker = make()
        while not unpacker.eof:
            if unpacker.needs_input and not data and not (data := file.read(STEP)):
                raise Fault(f"truncated: {name} ends in mid-stream")
            try:
                chunk = unpacker.decompress(data, STEP)
            except (OSError, ValueError, lzma.LZMAError) as error:
                raise Fault(f"{name}: {error}") from error
            data = b""
            if chunk:
                yield chunk
        data = (unpacker.unused_data or file.read(STEP)).lstrip(b"\0")


def unpack_brotli(file: BinaryIO, limits: Limits) -> Iterator[bytes]:
    try:
        import brotli
    except ImportError as error:
        raise Fault("brotli: unpacking it needs the package brotli (pip install brotli)") from error
    unpacker = brotli.Decompressor()
    data = file.read(_ZSTD_INPUT)
    while not unpacker.is_finished():
        try:
            chunk = unpacker.process(data, output_buffer_limit=STEP)
        except brotli.error as error:
            raise Fault(f"brotli: {error}") from error
        if not data and not chunk and not unpacker.is_finished():
            raise Fault("truncated: brotli ends in mid-stream")
        data = file.read(_ZSTD_INPUT) if unpacker.can_accept_more_data() else b""
        if chunk:
            yield chunk


UNPACKERS: dict[str, Unpacker] = {
    "gzip": unpack_gzip, "deflate": unpack_deflate, "zstd": unpack_zstd, "bzip2": unpack_bzip2, "xz": unpack_xz,
    "brotli": unpack_brotli,
}  # fmt: skip
