"""Mails: .eml, Apple's .emlx, and mailboxes (.mbox) with one behind another. A mail is an article: its subject the
title, its sender the source, its own words the text; a mail that it carries is another one.

Pictures and signatures are counted, other attachments are told by their names; none is opened.
"""

import binascii
import email
import email.header
import re
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.message import Message
from functools import partial
from typing import Any

from nashra.landing.facts.encoding import decode
from nashra.landing.files.byte_lines import lines
from nashra.landing.files.unpack import Unpacked
from nashra.landing.limits import Limits
from nashra.landing.readers.json_values import MANY
from nashra.landing.readers.text_file import too_large, whole_file
from nashra.landing.records import NO_TEXT, UNKNOWN_KIND, Damage, Part, Passed, Record, RecordFault

MOST_CARRIERS = 50  # parts of a mail that hold others: the parser asks each of them at every line
MOST_PARTS = 5000
MOST_DEEP = 4  # mails within mails
HEADER_BYTES = 20_000  # of what a header says of a part's kind: the parser copies the rest at each of its words
HEADER_LETTERS = 5000  # of one header that are looked at
STUB = 0.2  # share of the letters of its HTML below which a mail's plain text only says where to look

_BOX = re.compile(rb"From [^\r\n]{1,500}?\b\d{1,2}:\d{2}(?::\d{2})?[^\r\n]{0,40}\b(?:19|20)\d{2}\b[^\r\n]{0,60}\r?\n?$")
_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{0,60}:")
_CARRIER = re.compile(rb"content-type:\s{0,5}(?:multipart|message)/", re.IGNORECASE)
_KIND = re.compile(rb"^content-[a-z-]{1,30}:[^\n]*+(?:\n[ \t][^\n]*+)*+", re.IGNORECASE | re.MULTILINE)
_QUOTED = re.compile(rb"^>(?=>{0,20}From )", re.MULTILINE)
_COUNT = re.compile(rb"\s{0,20}(\d{1,9})\s{0,20}\n")  # Apple's: how many bytes the mail has
# Above a mail that was sent on: a line of dashes or of words, then labels.
_BLOCK = re.compile(
    r"\s*(?:-{3,20}[^\n]{3,60}?-{3,20}|Begin forwarded message:|.{0,20}الرسالة (?:المحولة|المعاد توجيهها).{0,9})"
    r"\s*\n\s*((?:[ \t>*]*[^:\n]{2,20}:[^\n]*\n){2,8})\s*\n"
)
_LABELLED = re.compile(r"^[ \t>*]*([^:\n*]{2,20})\*?:\*?([^\n]*)", re.MULTILINE)
_FROM, _SENT = ("from", "من", "de"), ("date", "sent", "التاريخ", "تاريخ", "تم الإرسال", "envoyé")
_FORWARDED = re.compile(r"(?:(?:fwd?|re|tr|رد|إعادة توجيه|تحويل)\s{0,2}[:：]\s{0,3}){1,5}", re.IGNORECASE)
_BODY = re.compile(r"<body\b[^>]{0,2000}>(.*?)(?:</body\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<(?:style|script)\b[^<]{0,200000}</(?:style|script)\s{0,9}>|<[^<>]{0,2000}>", re.IGNORECASE)
_SENDER = re.compile(
    r"(?P<name>[^<>@]{0,200}?)\s?<?(?P<address>[^\s<>@()]{1,100}@[^\s<>@()]{1,200})>?"
    r"(?:\s?\((?P<comment>[^()]{1,200})\))?"
)
_ADDRESSES = ("Content-Base", "X-RSS-URL", "X-Original-URL", "Content-Location")  # of the page that a reader mailed
_SILENT = ("image", "audio", "video", "font")
_SIGNS = frozenset(
    ["application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature", "text/calendar",
     "message/delivery-status", "application/ms-tnef", "text/vcard", "text/x-vcard", "text/rfc822-headers"]
)  # fmt: skip
_ATTACHED, _ONLY_CARRIES = "an attachment of a mail", "a mail that only carries another"


def is_mailbox(head: bytes) -> bool:
    """Whether a file begins as a mailbox does: the line between mails, then a header."""
    first, _, second = head.partition(b"\n")
    return head.startswith(b"From ") and _BOX.match(first) is not None and _HEADER.match(second) is not None


def read_mail(stream: Unpacked, part: Part, limits: Limits) -> Iterator[Record | Damage | Passed]:
    if is_mailbox(stream.peek(4096)):
        for number, data in enumerate(_mails(stream, limits)):
            if part.takes(number):
                yield from _records(data, number, limits)
    elif not part.part:
        data = whole_file(stream, limits)
        if count := _COUNT.match(data):
            data = data[count.end() : count.end() + int(count[1])]
        yield from _records(data, 0, limits)


def _mails(stream: Unpacked, limits: Limits) -> Iterator[bytes]:
    """The mails of a mailbox, of one that is too large at most a byte more than a record may have."""
    held: list[bytes] = []
    size, blank = 0, True
    for line in lines(stream, limits.record_bytes):
        if blank and line.data.startswith(b"From ") and _BOX.match(line.data):
            if held:
                yield b"\n".join(held)
            held, size = [], 0
            continue
        blank = not line.data.strip()
        if size <= limits.record_bytes:
            held.append(line.data)
            size += len(line.data) + 1
    if held:
        yield b"\n".join(held)


def _records(data: bytes, number: int, limits: Limits) -> Iterator[Record | Damage | Passed]:
    if len(data) > limits.record_bytes:
        yield Damage(number, too_large(limits), data)
        return
    if len(_CARRIER.findall(data)) > MOST_CARRIERS or data.count(b"\n--") > MOST_PARTS:
        yield Damage(number, f"mail: more than {MOST_CARRIERS} parts that hold others, or {MOST_PARTS} parts", data)
        return
    if any(match.end() - match.start() > HEADER_BYTES for match in _KIND.finditer(data)):
        yield Damage(number, f"mail: a header of more than {HEADER_BYTES} bytes", data)
        return
    mail = email.message_from_bytes(_QUOTED.sub(b"", data.replace(b"\r\n", b"\n")))
    for place, item in enumerate(_read(mail, data, limits, 0)):
        if not isinstance(item, Passed):
            item.number = number + place * MANY
        yield item


def _read(mail: Message, data: bytes, limits: Limits, depth: int) -> Iterator[Record | Damage | Passed]:
    """The mail as a record, then the mails that it carries, and what else hangs on it."""
    plain, pages, beside, carried = list[str](), list[str](), list[Message](), list[Message]()
    unread = ""
    for part in _parts(mail):
        kind = part.get_content_type()
        if kind == "message/rfc822":
            carried += [one for one in _inner(part) if isinstance(one, Message)]
        elif kind in ("text/plain", "text/html") and not _is_attached(part):
            try:
                (plain if kind == "text/plain" else pages).append(_words(part, limits))
            except RecordFault as fault:
                unread = unread or fault.reason
        elif not part.is_multipart():
            beside.append(part)
    text = _text("\n".join(plain), "\n".join(pages))
    if unread:
        yield Damage(0, unread, data)  # its own words; the mails that it carries are read
    elif text.strip():
        yield Record(0, _fields(mail, text, limits), partial(bytes, data))
    elif carried:
        yield Passed(_ONLY_CARRIES)
    else:
        yield Damage(0, f"{NO_TEXT}a mail without words", data)
    for part in beside:
        yield _told(part, limits)
    for one in carried:
        if depth < MOST_DEEP:
            yield from _read(one, _bytes(one), limits, depth + 1)
        else:
            yield Damage(0, f"mail: mails within mails, more than {MOST_DEEP} deep", _bytes(one))


def _parts(mail: Message) -> Iterator[Message]:
    """The mail's parts that hold no others, and the mails that it carries, unopened."""
    waiting = [mail]
    while waiting:
        part = waiting.pop()
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting += reversed(_inner(part))
        else:
            yield part


def _inner(part: Message) -> list[Any]:
    payload = part.get_payload()
    return payload if isinstance(payload, list) else []


def _is_attached(part: Message) -> bool:
    return str(part.get("Content-Disposition") or "").strip().lower().startswith("attachment")


def _bytes(mail: Message) -> bytes:
    try:
        return mail.as_bytes(unixfrom=False)
    except (UnicodeError, LookupError, AttributeError, KeyError, TypeError, ValueError):
        return "\n".join(f"{name}: {value}" for name, value in mail.raw_items()).encode("utf-8", "replace")


def _words(part: Message, limits: Limits) -> str:
    """A part's text. Raises RecordFault when its letters can't be had."""
    payload = part.get_payload(decode=True)
    return decode(payload, limits) if isinstance(payload, bytes) else ""


def _text(plain: str, page: str) -> str:
    """The plain text, or the HTML where there is none, or only a line that says where to look."""
    if not page:
        return plain
    if body := _BODY.search(page):
        page = body[1]
    return plain if len(plain.strip()) > STUB * len(_TAG.sub("", page).strip()) else f"<div>{page}</div>"


def _fields(mail: Message, text: str, limits: Limits) -> dict[str, Any]:
    sender = _SENDER.match(_header(mail, "From", limits))
    name, address = (sender["name"] or sender["comment"] or "", sender["address"]) if sender else ("", "")
    urls = (_header(mail, each, limits).strip("<> ") for each in _ADDRESSES)
    found = {
        "title": _FORWARDED.sub("", _header(mail, "Subject", limits), count=1).strip(),
        "source": name.strip("'\" ") or address.rpartition("@")[2],
        "published_at": _header(mail, "Date", limits),
        "url": next((url for url in urls if url.startswith(("http://", "https://"))), ""),
        "keywords": _header(mail, "Keywords", limits),
    }
    return {"text": text, **{name: value for name, value in found.items() if value}, **_of_the_forwarded(text)}


def _of_the_forwarded(text: str) -> dict[str, Any]:
    """What stands above a mail that was sent on, of the mail itself: its sender and day, and the words below it."""
    block = _BLOCK.match(text)
    if block is None:
        return {}
    said = {line[1].strip().lower(): line[2].strip() for line in _LABELLED.finditer(block[1])}
    sender = _SENDER.match(next((said[label] for label in _FROM if said.get(label)), ""))
    day = next((said[label] for label in _SENT if said.get(label)), "")
    found = {"source": (sender["name"] or "").strip("'\" ") if sender else "", "published_at": day}
    return {"text": text[block.end() :], **{name: value for name, value in found.items() if value}}


def _header(mail: Message, name: str, limits: Limits) -> str:
    """A header's words, whatever they are written in; "" when they can't be had."""
    value = next((str(value) for own, value in mail.raw_items() if own.lower() == name.lower()), "")[:HEADER_LETTERS]
    try:
        pieces = email.header.decode_header(value) if "=?" in value else [(value, None)]
    except (HeaderParseError, binascii.Error, ValueError):
        pieces = [(value, None)]
    return " ".join("".join(_piece(piece, charset, limits) for piece, charset in pieces).split())


def _piece(piece: Any, charset: str | None, limits: Limits) -> str:
    data = piece if isinstance(piece, bytes) else piece.encode("utf-8", "surrogateescape")
    try:
        return decode(data, limits)
    except RecordFault:
        return data.decode("ascii", "ignore")


def _told(part: Message, limits: Limits) -> Damage | Passed:
    """What hangs on a mail and is none of its words."""
    if part.get_content_maintype() in _SILENT or part.get_content_type() in _SIGNS:
        return Passed(_ATTACHED)
    payload = part.get_payload(decode=True)
    try:
        named = part.get_filename() or part.get_content_type()
    except (ValueError, LookupError, TypeError):
        named = part.get_content_type()
    shown = " ".join("".join(_piece(*each, limits) for each in email.header.decode_header(named)).split())[:80]
    return Damage(0, f"{UNKNOWN_KIND}attached to a mail: {shown}", payload if isinstance(payload, bytes) else b"")
