"""A WARC file: the pages and texts among its records. All else is counted by its kind."""

import re
from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from nashra.landing.facts.encoding import decode
from nashra.landing.files.foreign import foreign_kind
from nashra.landing.files.unpack import Unpacked
from nashra.landing.files.wide import wide_encoding
from nashra.landing.limits import Limits
from nashra.landing.readers.html_fields import page_fields
from nashra.landing.readers.http_message import read_body, read_response
from nashra.landing.readers.text_file import too_large
from nashra.landing.readers.warc_records import Stray, WarcRecord, warc_records
from nashra.landing.records import Damage, Fault, Part, Passed, Record, RecordFault

_ABOUT = ("warcinfo", "request", "metadata", "revisit")  # kinds of records that describe others
_HOLDING = ("response", "resource", "conversion")
_PAGES = ("text/html", "application/xhtml+xml")
_UNSAID = (
    "", "*/*", "text", "application/octet-stream", "binary/octet-stream", "application/unknown", "unknown/unknown",
    "application/x-unknown", "application/download", "application/force-download",
)  # fmt: skip
_GROUPS = {"image": "pictures", "audio": "sounds", "video": "films", "font": "fonts"}
_DATA = ("json", "xml", "javascript", "ecmascript", "css", "pdf", "zip", "rss", "atom", "font", "manifest")
_FOR_PROGRAMS = frozenset(["robots.txt", "ads.txt", "app-ads.txt", "security.txt", "humans.txt", "llms.txt"])
_MARKUP = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|link|script|div|p|span|table|article|section|h[1-6]|ul|br|a)[\s>/]",
    re.IGNORECASE,
)
_HEAD, _BLANKS = 4096, b"\xef\xbb\xbf \t\r\n"
_STRAY_LETTERS = re.compile(r"[^\W\d_]{2}")


class _Content(NamedTuple):
    """What a record holds, once its wrapping is off."""

    data: bytes
    media: str  # as declared, lower case: "text/html"
    charset: str | None


def read_warc(stream: Unpacked, part: Part, limits: Limits) -> Iterator[Record | Damage | Passed]:
    """Takes the stream unpacked. Records are numbered as they stand in the file, pages or not."""
    number = strays = 0
    for item in warc_records(stream, limits):
        if number >= limits.warc_records:
            raise Fault(f"warc: more than {limits.warc_records} records")
        if isinstance(item, Stray):
            strays += 1
            if part.takes(number):
                yield _stray(number, item)
            continue
        if part.takes(number):
            yield _read(number, item, limits)
        number += 1
    if not number and not strays:
        raise Fault("warc: no record can be read")


def _stray(number: int, item: Stray) -> Damage | Passed:
    if _STRAY_LETTERS.search(item.data[:4096].decode("utf-8", "ignore")):
        return Damage(number, item.reason, item.data)
    return Passed("WARC padding")


def _read(number: int, item: WarcRecord, limits: Limits) -> Record | Damage | Passed:
    kind = item.fields.get("warc-type", "").lower()
    if kind not in (*_ABOUT, *_HOLDING, "continuation") and item.block.startswith(b"HTTP/"):
        kind = "response"
    if kind in _ABOUT:
        return Passed(f"WARC {kind} records")
    if kind == "continuation":
        return Damage(number, "segmented: the rest of a record that began in another", item.block)
    if kind not in _HOLDING:
        return Passed("WARC records of an unknown type")
    if not item.block:
        return Passed("empty WARC records")
    address = item.fields.get("warc-target-uri", "").strip("<> ")
    try:
        content = _content(item, kind, address, limits)
        if isinstance(content, Passed):
            return content
        sort = _sort(content, address)
        if isinstance(sort, Passed):
            return sort
        if max(len(content.data), len(item.block)) > limits.record_bytes:
            return Damage(number, too_large(limits), item.block)
        if not item.whole:
            raise RecordFault("truncated: the WARC record is shorter than its header says")
        if item.fields.get("warc-segment-number"):
            raise RecordFault("segmented: the record goes on in another")
        fields: dict[str, Any]
        if sort == "text":
            fields = {"text": decode(content.data, limits)}
        else:
            fields = page_fields(content.data, limits, content.charset)
    except RecordFault as fault:
        return Damage(number, fault.reason, item.block)
    if address:
        fields["url"] = address
    return Record(number, fields, partial(bytes, content.data))


def _content(item: WarcRecord, kind: str, address: str, limits: Limits) -> _Content | Passed:
    declared = item.fields.get("content-type", "")
    if address.partition(":")[0].lower() in ("dns", "whois", "ntp", "ftp") and "http" not in declared:
        return Passed("answers of other protocols")
    if kind == "response" or declared.lower().startswith(("application/http", "message/http")):
        response = read_response(item.block, limits)
        if 300 <= response.status < 400:
            return Passed("redirections (3xx)")
        if response.status in (204, 205):
            return Passed("responses without content (204, 205)")
        if response.status >= 400:
            return Passed(f"refusals and errors of servers ({response.status // 100}xx)")
        declared = response.fields.get("content-type", "")
        media, charset = _media(declared)
        if (passed := _by_media(media)) is not None and not _is_page(response.sent[:_HEAD]):
            return passed
        if response.partial:
            raise RecordFault("truncated: the server sent a part of the page (206)")
        return _Content(read_body(response, limits), media, charset)
    return _Content(item.block, *_media(declared))


def _media(declared: str) -> tuple[str, str | None]:
    media, _, options = declared.lower().partition(";")
    charset = options.partition("charset=")[2].partition(";")[0].strip(" \"'")
    return media.strip(), charset or None


def _by_media(media: str) -> Passed | None:
    """What is passed over for its declared type alone; pages that lie about theirs call themselves text."""
    group = _GROUPS.get(media.partition("/")[0])
    return Passed(group) if group else None


def _sort(content: _Content, address: str) -> str | Passed:
    """ "page" or "text", by what the content is before what it is called; what it is counted as when it is neither."""
    head = content.data[:_HEAD]
    if wide := wide_encoding(head):
        head = head.decode(wide, "replace").encode()
    if not head.strip():
        return Passed("empty responses")
    if what := foreign_kind(head):
        return Passed(f"other files ({what})")
    if content.media in _PAGES or _is_page(head):
        return "page"
    if (passed := _by_media(content.media)) is not None:
        return passed
    begin = head.lstrip(_BLANKS)
    if any(name in content.media for name in _DATA) or begin[:1] in (b"{", b"<") or begin[:2] in (b"[{", b"[]"):
        return Passed("data and scripts")
    if _file_name(address) in _FOR_PROGRAMS:
        return Passed("robots.txt and the like")
    if content.media.startswith("text/") or (content.media in _UNSAID and b"\0" not in head):
        return "text"
    return Passed("other files")


def _is_page(head: bytes) -> bool:
    begin = head.lstrip(_BLANKS)
    if begin.startswith(b"<?xml"):
        return b"<html" in head.lower()
    return begin[:1] == b"<" and not begin.startswith((b"<rss", b"<feed", b"<svg")) and bool(_MARKUP.search(head))


def _file_name(address: str) -> str:
    """The last part of an address's path, lower case."""
    try:
        return urlsplit(address).path.rpartition("/")[2].lower()
    except ValueError:
        return ""
