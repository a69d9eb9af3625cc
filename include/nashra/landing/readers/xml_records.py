"""XML that is no feed: lists of records (Scrapy, Solr, phpMyAdmin, exports of all kinds), and documents of news (NITF,
NewsML-G2, trafilatura's, TEI).

Read as feeds are: each record is cut out of the bytes and parsed alone, so that no entity of the file is declared,
expanded or fetched. Which elements are records is in `shapes.yaml`.
"""

import re
from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import Any
from xml.parsers import expat

from nashra.landing.facts.field_names import named_as
from nashra.landing.facts.unnamed_parts import reads_as_article
from nashra.landing.files.unpack import Unpacked
from nashra.landing.limits import Limits
from nashra.landing.readers import wiki_page
from nashra.landing.readers.feed_file import declared_encoding, feed_root, item_fields, mended, text_of
from nashra.landing.readers.feed_items import Between, cut_items, torn, unread
from nashra.landing.readers.sheets_xml import is_sheets, read_sheets
from nashra.landing.records import (
    NOTHING_AROUND,
    UNKNOWN_KIND,
    Around,
    Damage,
    Fault,
    Part,
    Passed,
    Record,
    RecordFault,
)
from nashra.landing.shapes.rules import shape_rules

_HEAD = 1 << 16
_ELEMENT = re.compile(rb"<([A-Za-z_\x80-\xff][\w.\x80-\xff-]{0,80}(?::[\w.-]{1,80})?)(?=[\s/>])")
_ANY_TAG = re.compile(rb"<(/?)([A-Za-z_\x80-\xff][\w.\x80-\xff-]{0,80}(?::[\w.-]{1,80})?)(?=[\s/>])")
_ATTRIBUTES = re.compile(rb"""(?:\s+[\w:.-]{1,80}\s?=\s?(?:"[^"]{0,2000}"|'[^']{0,2000}')){1,40}""")
_ATTRIBUTE = re.compile(rb"""([\w:.-]{1,80})\s?=\s?["']""")
_SECTION, _SECTION_END = b"<![CDATA[", b"]]>"
_COUNTED = re.compile(r"([a-z_][\w.-]{0,60}?[_.-]?)\d{1,9}")  # an element that is counted by its name: "Sahifa_12"
_OF_CORPUS = re.compile(
    r"[A-Z]{2,5}_[A-Z]{2,5}_((?:19|20)\d\d)(\d\d)(\d\d)\.\d{1,6}"
)  # LDC's ids: ALW_ARB_20240305.0001
_PARAGRAPH = "p"  # an element of which a record's text may be made
_OWN_NAME = re.compile(r"""\s*<[\w:.-]{1,80}\s(?:[^<>]{0,300}\s)?name\s*=\s*["']([^"']{0,200})["']""")
# An element's end, and the next of its name.
_AGAIN = re.compile(rb"</([A-Za-z_\x80-\xff][\w.:\x80-\xff-]{0,80})\s{0,100}>\s{0,100}<\1[\s>]")
_ARABIC, _NO_FIELDS = re.compile("[\u0620-\u064a]"), "an element without fields"
_REPEATED = 20  # elements of a head that come again, which are looked at
_ENVELOPES = frozenset(["body"])  # of SOAP
_FEWEST = 4  # tags of a head in which a record is seen
_DEEPEST = 200
# Elements of documents that HTML has under other names, so that their text is read as any markup is.
_AS_HTML = {"hl1": "h1", "hl2": "h2", "head": "h2", "item": "li", "list": "ul", "row": "tr", "cell": "td", "lb": "br",
            "hi": "b", "ref": "a", "quote": "blockquote", "graphic": "img", "media": "figure"}  # fmt: skip
_TAG = re.compile(r"<(/?)(?:[A-Za-z_][\w.-]{0,40}:)?([^\W\d][\w.-]{0,40})")


def record_element(head: bytes) -> str | None:
    """The name of the elements that are records, or of the one that is a document; None when the head shows none."""
    rules, root = shape_rules(), feed_root(head) or ""
    if root == wiki_page.ROOT:
        return wiki_page.PAGE
    if is_sheets(head):
        return "row"
    if root in rules.xml_documents and _is_marked(head, rules.xml_documents[root].marks):
        return _each_of_several(head, rules.xml_documents[root].marks) or root
    names = [_local(match[1].decode("utf-8", "replace")) for match in _ELEMENT.finditer(head)]
    for name in (*names[1:], *names[:1]):
        if name in rules.xml_documents and any(f"<{m}".encode() in head for m in rules.xml_documents[name].marks):
            return name
        if name in rules.xml_records:
            if names.count(name) == 1 and (inner := _coming_again(head)) and inner != name:
                return _any_number(inner, head)  # it is what holds them
            return _around(name, head) or name
    found = _repeated(head)
    if found in _ENVELOPES or found in rules.envelopes:
        found = _coming_again(head) or found
    return _any_number(found or _one_after_another(head) or _by_values(head), head)


def _is_marked(data: bytes, marks: tuple[str, ...]) -> bool:
    return any(f"<{mark}".encode() in data for mark in marks)


def _each_of_several(head: bytes, marks: tuple[str, ...]) -> str | None:
    """The element that comes again in a document, where each is one itself: a package of an agency's items."""
    return next((name for name, element in _elements_again(head) if _is_marked(element, marks)), None)


def _any_number(name: str | None, head: bytes) -> str | None:
    """A name, or where elements are counted by theirs ("Sahifa_1", "Sahifa_2") the pattern of all of them."""
    if name is None or (counted := _COUNTED.fullmatch(name)) is None:
        return name
    pattern = rf"{re.escape(counted[1])}\d{{1,9}}"
    names = re.findall(rb"<(?:[\w.-]{1,40}:)?(" + pattern.encode() + rb")[\s>]", head, re.IGNORECASE)
    return pattern if len(set(names)) > 1 else name


def _coming_again(head: bytes) -> str | None:
    """The first element that comes again, with a text and a title or address in it: an answer's of a service."""
    for name, element in _elements_again(head):
        inside = [
            _local(tag[2].decode("utf-8", "replace")) for tag in _ANY_TAG.finditer(element, 1, element.rfind(b"</"))
        ]
        fields = {field for field in ("text", "title", "url") if any(named_as(one, field) for one in inside)}
        if "text" in fields and len(fields) > 1:
            return name
    return None


def _elements_again(head: bytes) -> Iterator[tuple[str, bytes]]:
    """Elements that come again behind their end: of each name the first."""
    names = dict.fromkeys(match[1] for match in _AGAIN.finditer(head))
    for name in islice(names, _REPEATED):
        own = re.escape(name)
        begin, end = re.search(rb"<" + own + rb"[\s>]", head), re.search(rb"</" + own + rb"\s*>", head)
        if begin is not None and end is not None and begin.start() < end.start():
            yield _local(name.decode("utf-8", "replace")), head[begin.start() : end.end()]


def _one_after_another(head: bytes) -> str | None:
    """The first element of a file that has no root, where it holds a text and a title or address."""
    tags = [(tag[1], _local(tag[2].decode("utf-8", "replace"))) for tag in _ANY_TAG.finditer(head)]
    if len(tags) < _FEWEST or tags[0][0]:
        return None
    name = tags[0][1]
    end = next((n for n, tag in enumerate(tags) if tag == (b"/", name)), len(tags))
    fields = {field for field in ("text", "title", "url") if any(named_as(one, field) for _, one in tags[1:end])}
    again = tags[end + 1 : end + 2]
    alike = again and not again[0][0] and _without_number(again[0][1]) == _without_number(name)
    return name if "text" in fields and len(fields) > 1 and alike else None


def _without_number(name: str) -> str:
    return counted[1] if (counted := _COUNTED.fullmatch(name)) else name


def _by_values(head: bytes) -> str | None:
    """The first element that comes again and reads as an article, whatever its parts are called."""
    for name, element in _elements_again(head):
        if reads_as_article(item_fields(element.decode("utf-8", "replace"))):
            return name
    return None


def _around(name: str, head: bytes) -> str | None:
    """The first element below the root, where it is a record of which an element of a record's name is a part."""
    outer = _repeated(head)
    if outer is None or outer == name:
        return None
    begin, end = (head.lower().find(tag + outer.encode()) for tag in (b"<", b"</"))
    parts = [_local(match[1].decode("utf-8", "replace")) for match in _ELEMENT.finditer(head[begin:end])]
    return outer if parts.count(name) == 1 else None


def _repeated(head: bytes) -> str | None:
    """The first element below the root that holds elements itself and a text's among them, where its name is no known
    one: corpora call their records as the newspaper. Its attributes may say what else a record has."""
    head = _without_sections(head)
    tags = list(_ANY_TAG.finditer(head))
    if len(tags) < _FEWEST or tags[1][1]:
        return None
    name = _local(tags[1][2].decode("utf-8", "replace"))
    own = _ATTRIBUTES.match(head, tags[1].end())
    inside = [_local(each.decode("utf-8", "replace")) for each in _ATTRIBUTE.findall(own[0])] if own else []
    if tags[2][1]:  # nothing but a text is in it, and its attributes say the rest
        said = {field for field in ("title", "url", "published_at") if any(named_as(one, field) for one in inside)}
        return name if "title" in said and len(said) > 1 else None
    for tag in tags[2:]:
        if tag[1] and _local(tag[2].decode("utf-8", "replace")) == name:
            break
        inside.append(_local(tag[2].decode("utf-8", "replace")))
    fields = {field for field in ("text", "title", "url") if any(named_as(one, field) for one in inside)}
    return name if (_PARAGRAPH in inside or "text" in fields) and len(fields - {"text"}) > 0 else None


def read_xml(stream: Unpacked, part: Part, limits: Limits) -> Iterator[Record | Damage | Passed]:
    head = stream.peek(_HEAD)
    if is_sheets(head):
        yield from read_sheets(stream, part, limits)
        return
    name = record_element(head)
    if name is None:
        raise Fault(f"{UNKNOWN_KIND}XML of <{(feed_root(head) or '')[:40]}>")
    is_wiki = feed_root(head) == wiki_page.ROOT
    around = Around(site=wiki_page.site_of(head)) if is_wiki else NOTHING_AROUND
    encoding, number = declared_encoding(head), -1
    for piece in cut_items(stream, limits.record_bytes, name):
        if isinstance(piece, Between):
            if part.takes(max(number, 0)):
                yield from (Damage(max(number, 0), reason, piece.data) for reason in torn(piece, limits, name))
            continue
        number += 1
        if not part.takes(number):
            continue
        if reason := unread(piece, f"the file ends within <{name}>", limits):
            yield Damage(number, reason, piece.data)
        else:
            try:
                fields = _fields(name, text_of(piece.data, encoding, limits, strict=True))
                fields = wiki_page.wiki_fields(fields) if is_wiki else fields
            except RecordFault as fault:
                yield Damage(number, fault.reason, piece.data)
            else:
                bare = _says_nothing(fields)
                yield Passed(_NO_FIELDS) if bare else Record(number, fields, partial(bytes, piece.data), around)


def _says_nothing(fields: dict[str, Any]) -> bool:
    """Whether an element holds no others, and no Arabic word: the definition of a table, for one."""
    return not fields.keys() - {"#text", "text"} and not any(_ARABIC.search(str(value)) for value in fields.values())


def _fields(name: str, text: str) -> dict[str, Any]:
    documents = shape_rules().xml_documents
    own = [documents[name], *documents.values()] if name in documents else []
    rules = next((rules for rules in own if any(f"<{mark}" in text for mark in rules.marks)), None)
    if rules is None:
        fields = item_fields(text)
        if (named := _OWN_NAME.match(text)) and fields.get("name") == named[1]:
            del fields["name"]  # the element's, <table name="articles">, and no headline
        if (lines := fields.get("p")) and not any(named_as(each, "text") for each in fields if each != "#text"):
            fields["text"] = lines if isinstance(lines, str) else "\n".join(map(str, lines))
            fields.pop("p")
            fields.pop("#text", None)
        if "#text" in fields and not any(named_as(each, "text") for each in fields if each != "#text"):
            fields["text"] = fields.pop("#text")  # an element whose attributes say the rest
        if (day := _OF_CORPUS.fullmatch(str(fields.get("id", "")))) and not any(map(_says_day, fields)):
            fields["published_at"] = "-".join(day.groups())
        return fields
    for attempt in (text, mended(text)):
        try:
            return _Document(rules.fields).read(attempt)
        except expat.ExpatError as error:
            fault = RecordFault(f"xml: a document that is not well-formed: {str(error)[:100]}")
    raise fault


def _without_sections(head: bytes) -> bytes:
    """A head without what stands in sections of plain letters, which may be markup of another kind."""
    pieces, at = list[bytes](), 0
    while (begin := head.find(_SECTION, at)) >= 0 and (end := head.find(_SECTION_END, begin)) >= 0:
        pieces.append(head[at:begin])
        at = end + len(_SECTION_END)
    return b"".join([*pieces, head[at:]])


def _says_day(name: str) -> bool:
    return named_as(name, "published_at")


def _local(name: str) -> str:
    return name.rpartition(":")[2].lower()


class _Document:
    """A document's fields: of each the first element or attribute of its names that says something."""

    def __init__(self, names: dict[str, tuple[str, ...]]) -> None:
        self._wanted = {name: (field, rank) for field, each in names.items() for rank, name in enumerate(each)}
        self._found: dict[str, tuple[int, str]] = {}
        self._open: list[tuple[str, int, list[str]]] = []  # name, where its content begins, its letters
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._stop
        self._parser.CharacterDataHandler = self._letters
        self._bytes = b""

    _HEAD = b'<?xml version="1.0" encoding="utf-8"?>'

    def read(self, text: str) -> dict[str, Any]:
        self._bytes = self._HEAD + text.encode("utf-8", "replace")
        self._parser.Parse(self._bytes, True)
        return {field: value for field, (_, value) in self._found.items()}

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) > _DEEPEST:
            raise RecordFault(f"xml: elements nested deeper than {_DEEPEST}")
        local = _local(name)
        for attribute, value in attributes.items():
            self._note(f"{local}@{_local(attribute)}", value)
        self._open.append((local, self._bytes.find(b">", self._parser.CurrentByteIndex) + 1, []))

    def _letters(self, text: str) -> None:
        for place, (name, _, letters) in enumerate(self._open):
            if name in self._wanted or self._within(place, name) in self._wanted:
                letters.append(text)

    def _stop(self, _: str) -> None:
        name, begin, letters = self._open.pop()
        if (whole := self._within(len(self._open), name)) in self._wanted:
            self._note(whole, " ".join("".join(letters).split()))
        if name not in self._wanted:
            return
        if self._wanted.get(name, ("", 0))[0] == "text":
            inner = self._bytes[begin : self._parser.CurrentByteIndex].decode("utf-8", "replace")
            self._note(name, _TAG.sub(_as_html, inner))
        else:
            self._note(name, " ".join("".join(letters).split()))

    def _within(self, place: int, name: str) -> str:
        """An element's name behind that of the one it stands in."""
        return f"{self._open[place - 1][0]}/{name}" if place else name

    def _note(self, name: str, value: str) -> None:
        if name not in self._wanted or not value.strip():
            return
        field, rank = self._wanted[name]
        if field not in self._found or rank < self._found[field][0]:
            self._found[field] = (rank, value.strip())


def _as_html(tag: "re.Match[str]") -> str:
    name = tag[2].lower()
    return f"<{tag[1]}{_AS_HTML.get(name, name)}"
