"""Records of a WARC file, of any version and writer, one in memory at a time.

Our own, because what a library for well-formed archives does with others loses records: a length that is wrong, bytes
between records, a header without an end (which also took minutes). Here reading goes on at the next record's first
line, and what is passed on the way is handed on too.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from nashra.landing.files.unpack import Unpacked
from nashra.landing.limits import Limits
from nashra.landing.readers.headers import Header, read_header
from nashra.landing.records import Fault

_BEGIN = re.compile(rb"(?:\A|(?<=[\r\n]))WARC/\d\.\d{1,2}[ \t]*\r?\n")
_FIRST_LINE = 16  # bytes of a first line, at the most
_NEAR, _STEP = 1 << 10, 1 << 16  # bytes looked at first, and where they don't do
_BLANKS = b"\r\n \t\0"


class WarcRecord(NamedTuple):
    """A record; `block` has one byte more than the limit when it is longer than that."""

    fields: dict[str, str]  # by name, lower case
    block: bytes
    whole: bool  # False when the file ended before the record did


class Stray(NamedTuple):
    """Bytes that are no record: no more of them than the limit."""

    data: bytes
    reason: str


def warc_records(stream: Unpacked, limits: Limits) -> Iterator[WarcRecord | Stray]:
    """Raises Fault where the stream breaks; what came before has been yielded by then."""
    while True:
        _skip_blanks(stream)
        head = stream.peek(_NEAR)
        if not head:
            stream.read(1)  # raises what broke the stream
            return
        if not _BEGIN.match(head):
            yield Stray(_until_next(stream, limits.record_bytes), "warc: bytes that belong to no record")
            continue
        header = read_header(head, _NEAR) or read_header(stream.peek(limits.header_bytes), limits.header_bytes)
        if header is None:
            yield _endless(stream, limits)
            continue
        stream.read(header.size)
        yield _record(stream, header, limits)


def _record(stream: Unpacked, header: Header, limits: Limits) -> WarcRecord:
    most = limits.record_bytes + 1
    length = _length(header)
    if length is None:
        return WarcRecord(header.fields, _until_next(stream, most, 0).rstrip(b"\r\n"), True)
    if length > most:
        block = stream.read(most)
        left = length - most
        while left > 0 and (data := stream.read(min(left, _STEP))):
            left -= len(data)
        return WarcRecord(header.fields, block, True)
    data = stream.peek(length + len(b"\r\n\r\n") + _FIRST_LINE)
    behind = data[length:].lstrip(_BLANKS)
    if behind and not _BEGIN.match(behind) and not _ends_a_page(data[:length]):
        # The length is wrong: the record ends where the next begins.
        begin = _BEGIN.search(data)
        block = stream.read(begin.start()) if begin else stream.read(length) + _until_next(stream, most - length, 0)
        return WarcRecord(header.fields, block.rstrip(b"\r\n"), True)
    if len(data) < length and (begin := _BEGIN.search(data)):
        return WarcRecord(header.fields, stream.read(begin.start()).rstrip(b"\r\n"), True)
    block = stream.read(length) if length else b""
    if len(block) < length and not _ends_a_page(block):  # else it is the length that is too large
        try:
            stream.read(1)
        except Fault as fault:  # the packing broke inside this record: told once, with what there is of it
            raise Fault(fault.reason, block) from fault
        return WarcRecord(header.fields, block, False)
    return WarcRecord(header.fields, block, True)


def _ends_a_page(block: bytes) -> bool:
    return block[-64:].rstrip().lower().endswith(b"</html>")


def _endless(stream: Unpacked, limits: Limits) -> Stray:
    """A header that does not end, with all that follows up to the next that may."""
    head = stream.peek(limits.header_bytes)
    if len(head) < limits.header_bytes:
        return Stray(stream.read(len(head)), "truncated: the file ends inside the header of a WARC record")
    *_, last = _BEGIN.finditer(head)
    data = stream.read(last.start() or _FIRST_LINE)
    if not last.start():
        data += _until_next(stream, limits.header_bytes)
    return Stray(data, f"warc: a header without an end in {limits.header_bytes} bytes")


def _length(header: Header) -> int | None:
    given = header.fields.get("content-length", "")
    return int(given) if re.fullmatch(r"\d{1,15}", given) else None


def _skip_blanks(stream: Unpacked) -> None:
    while head := stream.peek(_NEAR):
        rest = head.lstrip(_BLANKS)
        if len(rest) < len(head):
            stream.read(len(head) - len(rest))
        if rest:
            return


def _until_next(stream: Unpacked, most: int, start: int = 1) -> bytes:
    """Bytes up to the next first line of a record that begins `start` bytes on or later, or the end.

    Of them the first `most`.
    """
    found, step = bytearray(), _NEAR
    while head := stream.peek(step):
        begin = _BEGIN.search(head, start)
        take = begin.start() if begin else len(head) - _FIRST_LINE if len(head) == step else len(head)
        step, start = _STEP, 1
        data = stream.read(take)
        found += data[: max(most - len(found), 0)]
        if begin:
            break
    return bytes(found)
