"""A .txt file: one article, with the fields of the labelled lines at its head."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from nashra.landing.facts.encoding import decode
from nashra.landing.files.unpack import Bytes
from nashra.landing.limits import Limits
from nashra.landing.readers.labelled_head import labelled_head
from nashra.landing.records import Damage, Part, Record, RecordFault


def whole_file(stream: Bytes, limits: Limits) -> bytes:
    """All bytes of a file that is one record; at most one byte more than a record may have."""
    data = bytearray()
    while len(data) <= limits.record_bytes and (block := stream.read(limits.record_bytes + 1 - len(data))):
        data += block
    return bytes(data)


def too_large(limits: Limits) -> str:
    return f"record too large: more than {limits.record_bytes} bytes"


def read_text(stream: Bytes, part: Part, limits: Limits) -> Iterator[Record | Damage]:
    def fields_of(data: bytes) -> dict[str, Any]:
        fields, body = labelled_head(decode(data, limits))
        return {"text": body, **fields}

    return one_record(stream, part, limits, fields_of)


def one_record(
    stream: Bytes, part: Part, limits: Limits, fields_of: Callable[[bytes], dict[str, Any]]
) -> Iterator[Record | Damage]:
    """A file that is one article: its fields as `fields_of` finds them in its bytes, which raises RecordFault."""
    if not part.takes(0):
        return
    data = whole_file(stream, limits)
    if len(data) > limits.record_bytes:
        yield Damage(0, too_large(limits), data)
        return
    try:
        yield Record(0, fields_of(data), partial(bytes, data))
    except RecordFault as fault:
        yield Damage(0, fault.reason, data)
