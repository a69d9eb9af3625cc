"""A page that a browser saved as MHTML (.mht, .mhtml): the page is one part of a mail, its pictures are others."""

import email
import re
from collections.abc import Iterator
from email.message import Message
from typing import Any

from nashra.landing.files.unpack import Bytes
from nashra.landing.limits import Limits
from nashra.landing.readers.html_fields import page_fields
from nashra.landing.readers.text_file import one_record
from nashra.landing.records import NO_TEXT, Damage, Part, Passed, Record, RecordFault

_MAIL = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{1,40}:[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n)*){1,30}\r?\n")
_RELATED = re.compile(rb"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_PAGES = frozenset(["text/html", "application/xhtml+xml"])


def is_web_archive(head: bytes) -> bool:
    """Whether a file begins with the header of a mail whose parts belong together."""
    header = _MAIL.match(head)
    return header is not None and _RELATED.search(header[0]) is not None


def read_web_archive(stream: Bytes, part: Part, limits: Limits) -> Iterator[Record | Damage | Passed]:
    return one_record(stream, part, limits, lambda data: _fields(data, limits))


def _fields(data: bytes, limits: Limits) -> dict[str, Any]:
    saved = email.message_from_bytes(data)
    page = next((one for one in saved.walk() if one.get_content_type() in _PAGES), None)
    if page is None:
        raise RecordFault(f"{NO_TEXT}a web archive without a page")
    found = page_fields(_body(page), limits, page.get_content_charset())
    address = _address(page, "Content-Location") or _address(saved, "Snapshot-Content-Location")
    if address and "url" not in found:
        found["url"] = address
    return found


def _body(page: Message) -> bytes:
    body = page.get_payload(decode=True)
    return body if isinstance(body, bytes) else b""


def _address(part: Message, name: str) -> str | None:
    value = "".join(str(part.get(name) or "").split())
    return value if value.startswith(("http://", "https://")) else None
