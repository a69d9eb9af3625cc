"""Sizes of a Parquet file's columns, read from its footer by ourselves.

Arrow tells them too, but ends the whole process where a footer contradicts itself: its errors there are not Python's.
"""

import struct
from collections.abc import Callable
from typing import Any, BinaryIO, NamedTuple

from nashra.landing.records import Fault

_END = 8  # bytes behind the footer: its length, and PAR1
_DEEPEST = 32
_STOP, _TRUE, _FALSE, _BYTE, _DOUBLE, _BINARY, _LIST, _SET, _MAP, _STRUCT = 0, 1, 2, 3, 7, 8, 9, 10, 11, 12
_NUMBERS = (4, 5, 6)  # i16, i32, i64
_BYTES = 6  # the physical type of texts
# Fields of parquet.thrift by their numbers.
_ROW_GROUPS = 4
_COLUMNS, _ROWS = 1, 3
_META, _TYPE, _PATH, _VALUES, _UNPACKED, _PACKED = 3, 1, 3, 5, 6, 7

Fields = dict[int, Any]


class Chunk(NamedTuple):
    """A column's part of a row group. `values`: those of lists counted each."""

    path: str
    texts: bool
    values: int
    unpacked: int  # bytes
    packed: int


class Group(NamedTuple):
    rows: int
    chunks: list[Chunk]


def read_groups(file: BinaryIO, most: int) -> list[Group]:
    """The row groups as the footer has them; the file is left at its begin.

    Raises Fault for a footer that is damaged or has more than `most` bytes.
    """
    size = file.seek(0, 2)
    file.seek(max(size - _END, 0))
    end = file.read(_END)
    length = int.from_bytes(end[:4], "little")
    if len(end) < _END or end[4:] != b"PAR1" or length + _END > size:
        file.seek(0)
        raise Fault("parquet: no footer at its end")
    if length > most:
        file.seek(0)
        raise Fault(f"parquet: a footer of {length} bytes, more than {most}")
    file.seek(size - _END - length)
    data = file.read(length)
    file.seek(0)
    try:
        return [_group(group) for group in _Compact(data).struct(0).get(_ROW_GROUPS, ())]
    except (IndexError, KeyError, TypeError, AttributeError, ValueError, struct.error) as error:
        raise Fault(f"parquet: its footer is damaged ({type(error).__name__})") from error


def _group(fields: Fields) -> Group:
    chunks = []
    for column in fields[_COLUMNS]:
        about = column[_META]
        path = ".".join(name.decode("utf-8", "replace") for name in about[_PATH])
        chunks.append(Chunk(path, about[_TYPE] == _BYTES, about[_VALUES], about[_UNPACKED], about[_PACKED]))
    return Group(fields[_ROWS], chunks)


class _Compact:
    """Thrift's compact protocol: structures as dictionaries of their fields by number."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0
        self._readers: dict[int, Callable[[int], Any]] = {
            _BYTE: self._byte, _DOUBLE: self._double, _BINARY: self._binary, _LIST: self._list, _SET: self._list,
            _MAP: self._map, _STRUCT: self.struct, **dict.fromkeys(_NUMBERS, self._number),
        }  # fmt: skip

    def struct(self, depth: int) -> Fields:
        if depth > _DEEPEST:
            raise ValueError("nested too deep")
        fields: Fields = {}
        number = 0
        while (head := self._byte(depth)) != _STOP:
            kind, step = head & 0x0F, head >> 4
            number = number + step if step else self._number(depth)
            fields[number] = kind == _TRUE if kind in (_TRUE, _FALSE) else self._readers[kind](depth + 1)
        return fields

    def _byte(self, _: int) -> int:
        self._at += 1
        return self._data[self._at - 1]

    def _varint(self) -> int:
        value = shift = 0
        while True:
            byte = self._byte(0)
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                return value
            shift += 7
            if shift > 63:
                raise ValueError("a number too large")

    def _number(self, _: int) -> int:
        value = self._varint()
        return (value >> 1) ^ -(value & 1)

    def _double(self, _: int) -> float:
        self._at += 8
        return float(struct.unpack("<d", self._data[self._at - 8 : self._at])[0])

    def _binary(self, _: int) -> bytes:
        size = self._varint()
        if size > len(self._data) - self._at:
            raise ValueError("a text beyond the end")
        self._at += size
        return self._data[self._at - size : self._at]

    def _list(self, depth: int) -> list[Any]:
        head = self._byte(depth)
        kind, size = head & 0x0F, head >> 4
        if size == 0x0F:
            size = self._varint()
        if size > len(self._data) - self._at:
            raise ValueError("a list beyond the end")
        if not size:
            return []
        if depth > _DEEPEST:
            raise ValueError("nested too deep")
        read = self._byte if kind in (_TRUE, _FALSE) else self._readers[kind]
        return [read(depth + 1) for _ in range(size)]

    def _map(self, depth: int) -> None:
        size = self._varint()
        if not size:
            return
        kinds = self._byte(depth)
        for _ in range(min(size, len(self._data))):
            self._readers[kinds >> 4](depth + 1)
            self._readers[kinds & 0x0F](depth + 1)
