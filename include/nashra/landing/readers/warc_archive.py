"""A .warc.gz file: the pages among its records. What a crawler fetched beside pages is passed over."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from nashra.landing.facts.encoding import decode
from nashra.landing.files.unpack import Bytes
from nashra.landing.limits import Limits
from nashra.landing.readers.html_file import page_fields
from nashra.landing.readers.text_file import too_large
from nashra.landing.records import Damage, Fault, Part, Record, RecordFault

_PAGES = ("text/html", "application/xhtml+xml")


def read_warc(stream: Bytes, part: Part, limits: Limits) -> Iterator[Record | Damage]:
    """Takes the stream unpacked. Records are numbered as they stand in the file, pages or not."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    number = -1
    try:
        for number, item in enumerate(ArchiveIterator(stream, arc2warc=False)):
            if number >= limits.warc_records:
                raise Fault(f"warc: more than {limits.warc_records} records")
            if part.takes(number) and (found := _page(number, item, limits)):
                yield found
        if number < 0:
            raise Fault("warc: no record can be read")
    except Fault:
        raise
    except (ArchiveLoadFailed, ValueError, KeyError, AttributeError, IndexError, TypeError, OSError) as error:
        raise Fault(f"warc: after record {number}: {str(error)[:120] or type(error).__name__}") from error


def _page(number: int, item: Any, limits: Limits) -> Record | Damage | None:
    kind = item.rec_type
    if kind not in ("response", "resource", "conversion"):
        return None
    http = item.http_headers
    if kind == "response" and http is None:
        return None  # a look-up of a name, or another protocol
    if http is not None and kind == "response" and http.get_statuscode() != "200":
        return None
    declared = (http.get_header("Content-Type") if http is not None else item.content_type) or ""
    media, _, options = declared.lower().partition(";")
    if media.strip() not in (*_PAGES, "text/plain"):
        return None
    data = _content(item, limits.record_bytes + 1)
    if len(data) > limits.record_bytes:
        return Damage(number, too_large(limits), data)
    if _cut_short(item):
        return Damage(number, "truncated: the WARC record is shorter than its header says", data)
    try:
        if media.strip() == "text/plain":
            fields: dict[str, Any] = {"text": decode(data, limits)}
        else:
            charset = options.partition("charset=")[2].strip(" \"'") or None
            fields = page_fields(data, limits, charset)
    except RecordFault as fault:
        return Damage(number, fault.reason, data)
    if address := item.rec_headers.get_header("WARC-Target-URI"):
        fields["url"] = address.strip("<>")
    return Record(number, fields, partial(bytes, data))


def _content(item: Any, size: int) -> bytes:
    """The record's payload, unpacked when its server packed it, `size` bytes at the most."""
    stream, data = item.content_stream(), bytearray()
    while len(data) < size and (block := stream.read(size - len(data))):
        data += block
    return bytes(data)


def _cut_short(item: Any) -> bool:
    """Whether the file ended before the bytes that the record's header promised."""
    return bool(getattr(item.raw_stream, "limit", 0))
