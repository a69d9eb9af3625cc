"""Packed files are unpacked whatever packed them, one member after another, and never without end."""

import bz2
import gzip
import io
import lzma
import struct
import zlib
from collections.abc import Callable
from typing import Any

import brotli
import pytest
import zstandard

from nashra.landing.files.unpack import unpack
from nashra.landing.limits import load_limits
from nashra.landing.records import Fault

LIMITS = load_limits()
DATA = "".join(f"بدأ العمل في المحطة رقم {number} من الخط الجديد.\n" for number in range(20_000)).encode()
PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress, "zstd": zstandard.compress, "bzip2": bz2.compress, "xz": lzma.compress,
    "brotli": lambda data: brotli.compress(data, quality=4),
}  # fmt: skip
NAMES = {"brotli": "a.txt.BR"}


def unpacked(data: bytes, name: str = "a.txt") -> bytes:
    stream, found = unpack(io.BytesIO(data), LIMITS, name), b""
    while block := stream.read(1 << 20):
        found += block
    return found


@pytest.mark.parametrize("packing", PACKERS)
def test_a_packed_file(packing: Any) -> None:
    assert unpacked(PACKERS[packing](DATA), NAMES.get(packing, "a.txt")) == DATA


@pytest.mark.parametrize("packing", ["gzip", "zstd", "bzip2", "xz"])
def test_members_one_after_another_are_one_file(packing: Any) -> None:
    pack = PACKERS[packing]
    padding = b"" if packing == "zstd" else b"\0" * 8
    assert unpacked(pack(DATA) + pack(b"x") + padding + pack(DATA)) == DATA + b"x" + DATA


@pytest.mark.parametrize("packing", PACKERS)
def test_a_cut_file_gives_what_came_before_the_cut(packing: Any) -> None:
    packed = PACKERS[packing](DATA * 3)
    stream = unpack(io.BytesIO(packed[: len(packed) * 2 // 3]), LIMITS, NAMES.get(packing, ""))
    found = b""
    with pytest.raises(Fault, match=f"^truncated: {packing} ends in mid-stream$"):
        while block := stream.read(10_000):
            found += block
    assert len(found) > len(DATA) // 3 and (DATA * 3).startswith(found)


@pytest.mark.parametrize("packing", PACKERS)
def test_a_damaged_file_names_its_packing(packing: Any) -> None:
    packed = bytearray(PACKERS[packing](DATA))
    packed[len(packed) // 2 : len(packed) // 2 + 40] = bytes(range(40))
    with pytest.raises(Fault, match=packing):
        unpacked(bytes(packed), NAMES.get(packing, ""))


@pytest.mark.parametrize("packing", PACKERS)
def test_a_bomb_is_not_unpacked(packing: Any) -> None:
    limits = LIMITS.model_copy(update={"unpacked_free_bytes": 1_000_000, "unpacked_ratio": 50.0})
    stream = unpack(io.BytesIO(PACKERS[packing](b" " * 30_000_000)), limits, NAMES.get(packing, ""))
    with pytest.raises(Fault, match=r"^bomb: unpacks to more than 50 times its size$"):
        while stream.read(1 << 20):
            pass


@pytest.mark.parametrize("packed_itself", [False, True])
def test_zstd_with_a_dictionary_of_its_own(packed_itself: Any) -> None:
    """As crawlers write .warc.zst: the dictionary in a frame that readers skip, each record a frame."""
    records: list[bytes | bytearray | memoryview] = [
        f"WARC/1.0\r\nالخبر رقم {number} في هذا اليوم".encode() * 5 for number in range(500)
    ]
    dictionary = zstandard.train_dictionary(4000, records)
    data = dictionary.as_bytes()
    data = zstandard.compress(data) if packed_itself else data
    pack = zstandard.ZstdCompressor(dict_data=dictionary).compress
    file = b"\x5d\x2a\x4d\x18" + struct.pack("<I", len(data)) + data + b"".join(map(pack, records))
    assert unpacked(file) == b"".join(records)


def test_brotli_without_its_package_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "brotli", None)
    with pytest.raises(Fault, match="brotli: unpacking it needs the package brotli"):
        unpacked(zlib.compress(DATA), "a.br")
