"""Articles as databases of the press save them in one text: LexisNexis, Factiva, ProQuest; and programs of blogs.

Which lines divide articles, and which labels stand for what, is `database_texts` in shapes.yaml. What stands above the
first label is, where a day is among it, the source, the day and the headline, or the headline, the source and the day,
else the headline.
"""

import re
from collections.abc import Iterator
from datetime import UTC
from functools import cache, partial
from typing import Any

from nashra.landing.facts.dates import find_date
from nashra.landing.facts.encoding import decode
from nashra.landing.files.unpack import Unpacked
from nashra.landing.limits import Limits
from nashra.landing.readers.text_file import read_whole
from nashra.landing.records import NO_TEXT, Damage, Part, Record, RecordFault
from nashra.landing.shapes.rules import DatabaseText, shape_rules
from nashra.text.fold import fold

_RULER = re.compile(r"\s*[_=\-*]{10,400}\s*")
_CLOCK = re.compile(r"[\d:.\s]+(?:[AP]M|GMT|UTC)?", re.IGNORECASE)
_COUNT = "0123456789, "  # before a label of words
_BEGIN = 4000  # characters by which a file is told
_TEXT, _ABOUT, _DAY, _SOURCE = "text", "about", "published_at", "source"
_MONTH_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def database_of(head: bytes) -> str | None:
    """Which database's way of writing a file's first lines show."""
    return _written_as(head.decode("utf-8", "ignore").replace("\r\n", "\n"))


def _written_as(text: str) -> str | None:
    begin = text[:_BEGIN].lstrip("\ufeff \n")
    return next((name for name, pattern in _beginnings().items() if pattern.match(begin)), None)


def read_database_text(stream: Unpacked, part: Part, limits: Limits) -> Iterator[Record | Damage]:
    if part.part:
        return

    def read(data: bytes) -> tuple[str, str]:
        text = decode(data, limits)
        if (name := _written_as(text)) is None:
            raise RecordFault(f"{NO_TEXT}a database's text that was told by its bytes alone")
        return name, text

    found = read_whole(stream, limits, read)
    if isinstance(found, Damage):
        yield found
        return
    name, text = found
    rules = shape_rules().database_texts[name]
    for number, piece in enumerate(_pieces(text, rules)):
        yield Record(number, fields_of(piece, rules), partial(bytes, "\n".join(piece).encode()))


def articles_of(text: str) -> list[dict[str, Any]]:
    """The articles of a document that a database of the press saved; none where it is no such."""
    name = _written_as(text)
    rules = shape_rules().database_texts[name] if name else None
    return [] if rules is None else [dict(fields_of(piece, rules)) for piece in _pieces(text, rules)]


@cache
def _beginnings() -> dict[str, "re.Pattern[str]"]:
    return {name: re.compile(rules.begins, re.MULTILINE) for name, rules in shape_rules().database_texts.items()}


def _pieces(text: str, rules: DatabaseText) -> Iterator[list[str]]:
    """The lines of each article; pieces without letters are none."""
    divider, piece = re.compile(rules.divider), list[str]()
    for line in text.split("\n"):
        if divider.fullmatch(line):
            if any(map(str.strip, piece)):
                yield piece
            piece = []
        else:
            piece.append(line)
    if any(line.strip() and not _RULER.fullmatch(line) for line in piece):
        yield piece


def fields_of(lines: list[str], rules: DatabaseText) -> dict[str, str]:
    """An article's fields by our names; labels that nobody asks for end what stands above them."""
    label, head = re.compile(rules.label), list[str]()
    found: dict[str, list[str]] = {}
    at: str | None = None
    for line in lines:
        if _RULER.fullmatch(line):
            continue
        match = label.fullmatch(line)
        name = match[1].lower().lstrip(_COUNT) if match else ""
        if match and (name in rules.fields or name in rules.others):
            at = rules.fields.get(name, "")
            if rules.month_first and at == _DAY and at in found:  # that of a comment on a blog
                at = ""
            value = (match[2] or "").strip()
            if at and value and name not in rules.above_text:
                found.setdefault(at, []).append(value)
        elif at is None:
            head.append(line.strip())
        elif at:
            found.setdefault(at, []).append(line.strip())
    about = [line for line in found.pop(_ABOUT, []) if line]
    said = {field: "\n".join(values).strip("\n") for field, values in found.items()}
    said = {field: value if field == _TEXT else " ".join(value.split()) for field, value in said.items() if value}
    if rules.month_first and _DAY in said:
        said[_DAY] = _MONTH_FIRST.sub(r"\3-\1-\2", said[_DAY])
    if rules.source_until and _SOURCE in said:
        said[_SOURCE] = said[_SOURCE].partition(rules.source_until)[0].strip()
    return {**_of_head([line for line in head if line]), **_of_lines_about(about), **said}


def _of_lines_about(lines: list[str]) -> dict[str, str]:
    """A day, perhaps a clock, and the source."""
    if not lines or not find_date(fold(lines[0]), UTC):
        return {}
    source = next((line for line in lines[1:] if not _CLOCK.fullmatch(line)), "")
    return {"published_at": lines[0], **({"source": source} if source else {})}


def _of_head(lines: list[str]) -> dict[str, str]:
    day = next((n for n, line in enumerate(lines) if len(line) < 60 and find_date(fold(line), UTC)), None)
    if day is None:
        return {"title": lines[0]} if lines else {}
    if day > 1 and not lines[day + 1 :]:  # the headline comes first
        return {"published_at": lines[day], "source": lines[day - 1], "title": " ".join(lines[: day - 1])}
    found = {"published_at": lines[day], "source": lines[0] if day else "", "title": " ".join(lines[day + 1 :])}
    return {field: value for field, value in found.items() if value}
