"""A .md file: one article, with the fields of its front matter, of the labelled lines at its head, or at its end."""

import re
from collections.abc import Iterator
from typing import Any

from nashra.landing.facts.encoding import decode
from nashra.landing.facts.field_names import known
from nashra.landing.files.unpack import Bytes
from nashra.landing.limits import Limits
from nashra.landing.readers.labelled_head import head_below_headline, labelled_head
from nashra.landing.readers.several_articles import Several
from nashra.landing.readers.text_file import one_record
from nashra.landing.records import Damage, Part, Passed, Record
from nashra.landing.shapes.markdown import front_fields, front_matter

_HEADING, _RULER = re.compile(r"^(#{1,4})[ \t]+\S", re.MULTILINE), re.compile(r"\n\s*(?:-{3,}|\*{3,}|_{3,})\s*\Z")
_SAID = re.compile(r"([a-z][a-z_]{1,40}):(?: (.{0,2000}))?")
_TAGS_ALONE = re.compile(
    r"^[ \t]*#[^\s#]{2,60}#?(?:[ \t]+#[^\s#]{2,60}#?){0,20}[ \t]*\r?\n?", re.MULTILINE
)  # a note's own
_FEWEST = 6  # names at the end of a note (Joplin)
_HEADLINE = re.compile(r"\ufeff?\s*#[ \t]+(\S[^\n]{0,500})\n\s*\n")


def read_markdown(stream: Bytes, part: Part, limits: Limits) -> Iterator[Record | Damage | Passed]:
    def fields_of(data: bytes) -> dict[str, Any]:
        text = decode(data, limits)
        tags = [tag.strip("#") for line in _TAGS_ALONE.findall(text) for tag in line.split()]
        found = _fields(_TAGS_ALONE.sub("", text) if tags else text)
        return {"keywords": tags, **found} if tags else found

    return one_record(stream, part, limits, fields_of, lambda data: _each_below_a_heading(decode(data, limits)))


def _fields(text: str) -> dict[str, Any]:
    head, body = front_matter(text)
    if head:
        return {"markdown": body, **front_fields(head)}
    fields, body = _foot(text) or labelled_head(text)
    if not fields and (headline := _HEADLINE.match(text)):  # Notion's: a headline, then what its table has
        fields, body = labelled_head(f"title: {headline[1]}\n{text[headline.end() :].lstrip()}")
    return {"markdown": body, **fields} if fields else {"markdown": text}


def _each_below_a_heading(text: str) -> Several:
    """The articles of a bulletin: each stands below a heading of one level, with labelled lines of its own."""
    levels = [match[1] for match in _HEADING.finditer(text)]
    for level in sorted(set(levels)):
        if levels.count(level) < 2:
            continue
        above, *pieces = re.split(rf"^{level}[ \t]+(?=\S)", text, flags=re.MULTILINE)
        found = [head_below_headline(*_of_heading(piece)) for piece in pieces]
        if all(fields and body.strip() for fields, body in found):
            articles = [{"markdown": _RULER.sub("", body), **fields} for fields, body in found]
            return Several(articles, above=above.strip())
    return Several()


def _of_heading(piece: str) -> tuple[str, str]:
    headline, _, below = piece.partition("\n")
    return headline.strip(" #*"), below


def _foot(text: str) -> tuple[dict[str, Any], str] | None:
    """What stands at the end of a note as names and values, where its program writes it there, and the note above it,
    whose first line is its headline; None where there is no such end."""
    above, gap, foot = text.rstrip().rpartition("\n\n")
    lines = [match for line in foot.split("\n") if (match := _SAID.fullmatch(line))]
    if (
        not gap
        or len(lines) < _FEWEST
        or len(lines) < foot.count("\n") + 1
        or not any(known(line[1]) for line in lines)
    ):
        return None
    headline, _, body = above.lstrip("\ufeff\n ").partition("\n")
    own = {line[1]: line[2].strip() for line in lines if line[2].strip()}
    return ({"title": headline, **own}, body.lstrip("\n")) if body.strip() else (own, above)
