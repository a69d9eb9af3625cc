"""A .txt file: one article, with the fields of the labelled lines at its head; or several (`several_articles`)."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import Any, TypeVar

from nashra.landing.facts.encoding import decode
from nashra.landing.facts.field_names import named_as
from nashra.landing.facts.metadata_words import metadata_words
from nashra.landing.facts.of_a_program import is_of_a_program
from nashra.landing.files.unpack import Bytes
from nashra.landing.limits import Limits
from nashra.landing.readers.labelled_head import labelled_head
from nashra.landing.readers.own_labels import by_own_labels
from nashra.landing.readers.several_articles import Several, several
from nashra.landing.records import MAY_BE_SEVERAL, NOT_NEWS, Damage, Part, Passed, Record, RecordFault
from nashra.landing.shapes.markdown import front_fields, front_matter
from nashra.landing.shapes.rules import shape_rules
from nashra.text.fold import fold_line

Read = TypeVar("Read")  # what is made of a file's bytes
_LABEL = re.compile(r"[\ufeff\u200e\u200f\s]{0,20}([^:\n]{2,30}?)[ \t]{0,3}:")
_ADDRESS = re.compile(r"https?://([^\s/:]{3,200})(?::\d{1,5})?/[^\s]{1,2000}", re.IGNORECASE)
_SOURCE = re.compile(r"(المصدر|مصدر الخبر|الصحيفة|source)[ \t]{0,3}:[ \t]{0,3}([^\d:/،.]{2,60})", re.IGNORECASE)
_HEAD, _HEAD_LINES = 8000, 4  # characters and lines of a head
_BLANK = " \t\r\ufeff\u200e\u200f<>"
_RULER = re.compile(r"\s*^[ \t]*([-=*_#~+])\1{2,200}[ \t]*\s*\Z", re.MULTILINE)  # between two articles of a file


def whole_file(stream: Bytes, limits: Limits) -> bytes:
    """All bytes of a file that is one record; at most one byte more than a record may have."""
    data = bytearray()
    while len(data) <= limits.record_bytes and (block := stream.read(limits.record_bytes + 1 - len(data))):
        data += block
    return bytes(data)


def read_whole(stream: Bytes, limits: Limits, read: Callable[[bytes], Read]) -> Read | Damage:
    """What `read` makes of all bytes of a file; a Damage of them where it raises RecordFault, or they are too many."""
    data = whole_file(stream, limits)
    if len(data) > limits.record_bytes:
        return Damage(0, too_large(limits), data)
    try:
        return read(data)
    except RecordFault as fault:
        return Damage(0, fault.reason, data)


def too_large(limits: Limits) -> str:
    return f"record too large: more than {limits.record_bytes} bytes"


def read_text(stream: Bytes, part: Part, limits: Limits) -> Iterator[Record | Damage | Passed]:
    return one_record(
        stream,
        part,
        limits,
        lambda data: _prose(fields_of_text(decode(data, limits))),
        lambda data: each_article(decode(data, limits)),
    )


def _prose(fields: dict[str, Any]) -> dict[str, Any]:
    """Raises RecordFault where the text is a program's values, which would be published with all their signs."""
    if is_of_a_program(fields["text"]):
        raise RecordFault("text: names, rows or statements of a program, no prose")
    return fields


def fields_of_text(text: str) -> dict[str, Any]:
    """A text that is one article, with what its head says of it."""
    head, below = front_matter(text)
    found = front_fields(head) if head else {}
    if any(named_as(name, field) for name in found for field in ("title", "url")):
        return {"text": below, **found}
    fields, body = labelled_head(text)
    if not fields and (address := _address_at_head(text)):
        fields = {"url": address}
    if not fields and (source := _source_at_head(text)):
        fields = {"source": source}
    return {"text": body, **fields}


def _source_at_head(text: str) -> str | None:
    """What a labelled line among the first of a text says is its source, where that is no agency."""
    head = [line.strip(_BLANK) for line in text[:_HEAD].split("\n") if line.strip(_BLANK)][:_HEAD_LINES]
    for match in filter(None, map(_SOURCE.fullmatch, head)):
        name = fold_line(match[2])
        if named_as(match[1].strip(), "source") and not metadata_words().agencies.keys() & {name, *name.split()}:
            return match[2].strip()
    return None


def _address_at_head(text: str) -> str | None:
    """The one address that stands alone on a line at the head of a text: the page's, which a scraper wrote there."""
    head = [line for line in text[:_HEAD].split("\n") if line.strip(_BLANK)][:_HEAD_LINES]
    found = [match for line in head if (match := _ADDRESS.fullmatch(line.strip(_BLANK)))]
    if len(found) != 1 or found[0][1].lower().removeprefix("www.") in shape_rules().no_pages:
        return None
    return found[0][0]


def each_article(text: str) -> Several:
    """The articles of a file that has several."""
    if labelled := by_own_labels(text):
        return Several(labelled)
    if pieces := _with_heads(text):
        return Several([fields_of_text(piece) for piece in pieces])
    return several(text)


def _with_heads(text: str) -> list[str]:
    """The articles of a file each of which begins with the label that the file begins with («العنوان: …») and has a
    head of its own. Empty for any other file."""
    if not (first := _LABEL.match(text)):
        return []
    again = re.compile(rf"^[\ufeff\u200e\u200f ]{{0,3}}{re.escape(first[1])}[ \t]{{0,3}}:", re.MULTILINE)
    starts = [match.start() for match in again.finditer(text)]
    pieces = [text[start:end] for start, end in pairwise([0, *starts[1:], len(text)])]
    if len(pieces) < 2 or not all(labelled_head(piece)[0] for piece in pieces):
        return []
    return [_RULER.sub("", piece) for piece in pieces]


def one_record(
    stream: Bytes,
    part: Part,
    limits: Limits,
    fields_of: Callable[[bytes], dict[str, Any]],
    each: Callable[[bytes], Several] | None = None,
) -> Iterator[Record | Damage | Passed]:
    """A file that is one article: its fields as `fields_of` finds them in its bytes, which raises RecordFault; so does
    `each`, which gives the articles of a file that has several."""
    if part.part:
        return

    def read(data: bytes) -> tuple[bytes, Several, Sequence[dict[str, Any]]]:
        found = each(data) if each else Several()
        return data, found, found.articles or [fields_of(data)]

    whole = read_whole(stream, limits, read)
    if isinstance(whole, Damage):
        yield whole
        return
    data, found, fields = whole
    if found.doubt:
        yield Passed(MAY_BE_SEVERAL)
    if len(fields) == 1:
        yield Record(0, fields[0], partial(bytes, data))
        return
    if found.above:
        yield Damage(
            len(fields), f"{NOT_NEWS}what stands above several articles", found.above.encode("utf-8", "replace")
        )
    for number, record in enumerate(fields):
        raw = "\n".join(map(str, record.values())).encode("utf-8", "replace")
        yield Record(number, record, partial(bytes, raw))
