"""An HTTP response as a crawler kept it: its status, and its body unpacked, whatever its header says of chunks."""

import io
import re
from typing import NamedTuple

from nashra.landing.files.packings import GZIP, UNPACKERS, ZSTD, packing_of
from nashra.landing.limits import Limits
from nashra.landing.readers.headers import read_header
from nashra.landing.records import Fault, RecordFault

_STATUS = re.compile(r"(?:HTTP/\d(?:\.\d)?|ICY)\s+(\d{3})")
_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r?\n")
_RANGE = re.compile(r"bytes\s+(\d{1,18})-(\d{1,18})/(\d{1,18})")
_ENCODINGS = {
    "gzip": "gzip", "x-gzip": "gzip", "deflate": "deflate", "br": "brotli", "brotli": "brotli", "zstd": "zstd",
    "bzip2": "bzip2", "xz": "xz",
}  # fmt: skip
_UNREAD = ("compress", "x-compress", "dcb", "dcz", "sdch", "aes128gcm", "pack200-gzip", "exi")


class Response(NamedTuple):
    status: int
    fields: dict[str, str]  # by name, lower case
    sent: bytes  # the body as it came

    @property
    def partial(self) -> bool:
        """Whether it is a part of what was asked for."""
        given = _RANGE.search(self.fields.get("content-range", ""))
        return self.status == 206 and not (given and given[1] == "0" and int(given[2]) + 1 == int(given[3]))


def read_response(block: bytes, limits: Limits) -> Response:
    """The response; data without an HTTP header is taken for a body with status 200.

    Raises RecordFault when the header does not end.
    """
    if not block.startswith((b"HTTP/", b"ICY ")):
        return Response(200, {}, block)
    header = read_header(block, limits.header_bytes)
    if header is None and len(block) <= limits.header_bytes:
        header = read_header(block + b"\r\n\r\n", len(block) + 4)  # a header and no body
    if header is None:
        raise RecordFault(f"http: a header without an end in {limits.header_bytes} bytes")
    status = _STATUS.match(header.first)
    return Response(int(status[1]) if status else 0, header.fields, block[header.size :])


def read_body(response: Response, limits: Limits) -> bytes:
    """The body of a response, one byte more than the limit when it is longer. Raises RecordFault."""
    fields, data = response.fields, response.sent
    if "chunked" in fields.get("transfer-encoding", "").lower():
        data = _without_chunks(data)
    named = f"{fields.get('content-encoding', '')},{fields.get('transfer-encoding', '')}".lower()
    packings = [name.strip() for name in named.split(",")]
    for name in reversed(packings):
        if name in _UNREAD:
            raise RecordFault(f"packed: {name} is not read")
        if name in _ENCODINGS:
            data = _unpacked(data, _ENCODINGS[name], limits)
    if data.startswith((GZIP, ZSTD)):  # packed, and not said
        data = _unpacked(data, str(packing_of(data[:8])), limits)
    return data


def _without_chunks(data: bytes) -> bytes:
    """The body, joined; as it is when it has no chunks, as many crawlers join them and leave the header."""
    found, at = bytearray(), 0
    while match := _CHUNK.match(data, at):
        size = int(match[1], 16)
        at = match.end()
        if not size:
            return bytes(found)
        found += data[at : at + size]
        at += size
        at += 2 if data.startswith(b"\r\n", at) else data.startswith(b"\n", at)
    return bytes(found + data[at:]) if found else data


def _unpacked(data: bytes, packing: str, limits: Limits) -> bytes:
    found = bytearray()
    try:
        for chunk in UNPACKERS[packing](io.BytesIO(data), limits):
            found += chunk
            if len(found) > limits.record_bytes:
                break
    except Fault as fault:
        if not found and _plain(data):
            return data  # not packed after all
        raise RecordFault(fault.reason if packing in fault.reason else f"{packing}: {fault.reason}") from fault
    return bytes(found[: limits.record_bytes + 1])


def _plain(data: bytes) -> bool:
    """Whether data looks like a page or a text as it is."""
    head = data[:4096]
    return b"\0" not in head and (b"<" in head[:1024] or not _broken(head))


def _broken(head: bytes) -> bool:
    return len(head.decode("utf-8", "ignore").encode()) < 0.98 * len(head)
