"""RSS 0.9 to 2.0, RDF and Atom: an item a record, its fields by their names in the feed.

Read with Python's expat, an item at a time and without the file's head, so that no entity of its own is ever declared,
expanded or fetched. What is not well-formed (a stray "&", HTML's entities, control characters) is mended in the item.
"""

import html
import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import partial
from typing import Any
from urllib.parse import urljoin
from xml.parsers import expat

from nashra.landing.facts.encoding import decode
from nashra.landing.files.unpack import Unpacked
from nashra.landing.limits import Limits
from nashra.landing.readers.feed_items import Between, cut_items, torn, unread
from nashra.landing.records import NOT_NEWS, NOTHING_AROUND, Around, Damage, Fault, Part, Record, RecordFault
from nashra.landing.shapes.values import site

_ROOT = re.compile(rb"<(?:[A-Za-z_][\w.-]{0,40}:)?(rss|rdf|feed|channel)(?=[\s>:])", re.IGNORECASE)
_PROLOG = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,300}\?>\s*)?(?:<\?[^>]{0,500}\?>\s*|<!--.{0,2000}?-->\s*|<!DOCTYPE[^>\[]{0,300}(?:\[[^\]]{0,3000}\]\s*)?>\s*)*",
    re.DOTALL | re.IGNORECASE,
)
_NAME = re.compile(rb"<([A-Za-z_\x80-\xff][\w.:\x80-\xff-]{0,80})")
_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.-]{2,30})["']""", re.IGNORECASE)
_NAMESPACE = re.compile(r"""xmlns:([\w.-]{1,40})\s*=\s*["']([^"']{1,200})["']""")
# The prefixes that everybody uses, for files that use others.
_PREFIXES = {
    "http://purl.org/rss/1.0/modules/content/": "content:", "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dcterms:", "http://search.yahoo.com/mrss/": "media:",
    "http://www.w3.org/2005/Atom": "", "http://purl.org/atom/ns#": "", "http://purl.org/rss/1.0/": "",
    "http://wordpress.org/export/1.2/": "wp:", "http://wordpress.org/export/1.1/": "wp:",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner:",
}  # fmt: skip
_REFERENCE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)(?:([a-zA-Z][a-zA-Z0-9]{1,30});)?")
_CDATA, _CDATA_END = "<![CDATA[", "]]>"
_TAG = re.compile(r"<(?:([^\W\d][\w:.-]{0,80})(?:\s[^<>]{0,500})?|/([^\W\d][\w:.-]{0,80})\s{0,10})>")
_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"
    r"|&#(?:x0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F])|0*(?:[0-8]|1[124-9]|2\d|3[01]));"
)
_NO_ARTICLES = ("page", "attachment", "nav_menu_item", "revision", "custom_css", "customize_changeset", "wp_block")
_BLOGGER = "http://schemas.google.com/blogger/2008/kind#"
_MARKUP = frozenset(["content", "summary", "description", "content:encoded", "title", "subtitle", "body", "text"])
_TEXTS = frozenset(["source", "link", "guid", "id", "category"])  # elements whose attributes are kept beside their text
_NAMING = ("name", "fieldname", "columnname", "key")  # by an attribute, in letters of any case
_TYPED = frozenset(["str", "arr", "date", "int", "long", "text", "field", "column", "property", "attribute", "var"])
_DATA = ("application/xml", "text/xml")  # of content that is no markup: OData's properties
_DEEPEST = 50  # elements within an item
_ARABIC = re.compile(r"ar(?:[-_]\w{2,4})?", re.IGNORECASE)  # the language
_HTTP, _PATH, _HREFS = re.compile(r"https?://[^/\s]", re.IGNORECASE), re.compile(r"//?[^/\s][^\s]*"), ("href", "@href")
_BASE = re.compile(r"""\sxml:base\s*=\s*["']([^"'\s]{1,500})["']""")


def feed_root(head: bytes) -> str | None:
    """The name of the root of an XML file, without its prefix, lower case; None when the head is no XML's."""
    match = _PROLOG.match(head)
    root = _NAME.match(head, match.end() if match else 0)
    return root[1].decode("utf-8", "replace").rpartition(":")[2].lower() if root else None


def is_feed(head: bytes) -> bool:
    match = _PROLOG.match(head)
    return _ROOT.match(head, match.end() if match else 0) is not None


def declared_encoding(head: bytes) -> str | None:
    """The encoding that an XML file declares, lower case."""
    declared = _ENCODING.match(head.lstrip(b"\xef\xbb\xbf \t\r\n"))
    return declared[1].decode("ascii").lower() if declared else None


def item_fields(text: str) -> dict[str, Any]:
    """A record of any XML: its elements by name; its own attributes too, under names that no element has. Raises
    RecordFault."""
    fields = _fields(text, {})
    for name in [name for name in fields if name.startswith("@")]:
        fields.setdefault(name.removeprefix("@"), fields.pop(name))
    return fields


def read_feed(stream: Unpacked, part: Part, limits: Limits) -> Iterator[Record | Damage]:
    head = stream.peek(4096)
    encoding = declared_encoding(head)
    around, prefixes, number, opened = NOTHING_AROUND, dict[str, str](), -1, b""
    for piece in cut_items(stream, limits.record_bytes):
        if isinstance(piece, Between):
            if part.takes(max(number, 0)):
                yield from (Damage(max(number, 0), reason, piece.data) for reason in torn(piece, limits))
            if number < 0:
                opened = piece.data
                prefixes, around = _head(text_of(piece.data, encoding, limits))
            continue
        number += 1
        if not part.takes(number):
            continue
        if reason := unread(piece, "the feed ends within an item", limits):
            yield Damage(number, reason, piece.data)
        else:
            yield _record(number, piece.data, prefixes, around, encoding, limits)
    if number < 0 and part.takes(0):
        raise Fault(f"{NOT_NEWS}a feed without items", opened)


def _record(
    number: int, data: bytes, prefixes: dict[str, str], around: Around, encoding: str | None, limits: Limits
) -> Record | Damage:
    try:
        fields = _fields(text_of(data, encoding, limits, strict=True), prefixes)
    except RecordFault as fault:
        return Damage(number, fault.reason, data)
    if (kind := fields.get("wp:post_type")) in _NO_ARTICLES:
        return Damage(number, f"{NOT_NEWS}WordPress {kind}", data)
    if (kind := _blogger_kind(fields)) not in ("", "post"):
        return Damage(number, f"{NOT_NEWS}Blogger {kind[:20]}", data)
    if "category" in fields:
        fields.setdefault("keywords", fields["category"])
    if "link" in fields:
        fields["link"] = _absolute(fields["link"], str(fields.get("@xml:base") or around.fields.get("base") or ""))
    return Record(number, fields, partial(bytes, data), around)


def _absolute(link: Any, base: str) -> Any:
    """An element's address, or addresses, with the host of the feed where it is a path alone."""
    if not _HTTP.match(base):
        return link
    if isinstance(link, list):
        return [_absolute(one, base) for one in link]
    if isinstance(link, dict):
        return {name: _absolute(said, base) if name in _HREFS else said for name, said in link.items()}
    return urljoin(base, link) if isinstance(link, str) and _PATH.fullmatch(link) else link


def _blogger_kind(fields: dict[str, Any]) -> str:
    """What an entry of Blogger's exports is: post, comment, page, settings ...; "" of other feeds. Its category that
    says so is no keyword."""
    if isinstance(kind := fields.get("blogger:type"), str):
        return kind.lower()
    found = fields.get("category")
    categories = found if isinstance(found, list) else [found]
    kinds = [term for term in map(_term, categories) if term.startswith(_BLOGGER)]
    if kinds:
        fields["category"] = [category for category in categories if not _term(category).startswith(_BLOGGER)]
    return kinds[0].removeprefix(_BLOGGER) if kinds else ""


def _term(category: Any) -> str:
    return str(category.get("term", "")) if isinstance(category, dict) else ""


def text_of(data: bytes, encoding: str | None, limits: Limits, strict: bool = False) -> str:
    """UTF-8 if it is; else what the file declares; else what it looks like."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if encoding and encoding not in ("utf-8", "utf8"):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            pass
    try:
        return decode(data, limits)
    except RecordFault:
        if strict:
            raise
        return data.decode("utf-8", "replace")


def _head(text: str) -> tuple[dict[str, str], Around]:
    """What a feed says before its first item: the prefixes that it uses for others', its title and its address."""
    prefixes = {f"{own}:": _PREFIXES[uri] for own, uri in _NAMESPACE.findall(text) if uri in _PREFIXES}
    fields: dict[str, Any] = {"head": text}
    for name in ("title", "link", "dc:publisher", "copyright"):
        tag = rf"(?:\w{{1,20}}:)?{name}"
        if match := re.search(rf"<{tag}(?:\s[^>]{{0,500}})?>(.{{0,5000}}?)</{tag}>", text, re.DOTALL):
            said = re.sub(r"^\s*<!\[CDATA\[(.*)\]\]>\s*$", r"\1", match[1], flags=re.DOTALL)
            fields[name] = html.unescape(said).strip()
    if base := _BASE.search(text):
        fields["base"] = base[1]
    elif _HTTP.match(fields.get("link", "")):
        fields["base"] = fields["link"]
    return prefixes, Around(fields, None, site(fields.get("title")))


def _fields(text: str, prefixes: dict[str, str]) -> dict[str, Any]:
    """An item's elements by name. Raises RecordFault when it can't be read even when mended."""
    try:
        return _Reader(prefixes).read(text)
    except expat.ExpatError:
        pass
    try:
        return _Reader(prefixes).read(mended(text))
    except expat.ExpatError as error:
        if fields := _loose(text, prefixes):
            return fields
        raise RecordFault(f"feed: an item that is not well-formed: {str(error)[:100]}") from error


def _loose(text: str, prefixes: dict[str, str]) -> dict[str, Any]:
    """Elements of an item that no repair makes well-formed, as far as they begin and end; the rest is a field more."""
    reader = _Reader(prefixes)
    inner = text[text.find(">") + 1 : text.rfind("</")]
    beside, at = [], 0
    for name, start, begin, end, behind in _elements(inner):
        value = "".join(
            piece[len(_CDATA) : -len(_CDATA_END)] if piece.startswith(_CDATA) else html.unescape(piece)
            for piece in _pieces(inner[begin:end])
        )
        reader.keep(name, value)
        beside.append(inner[at:start])
        at = behind
    rest = " ".join(" ".join([*beside, inner[at:]]).split())
    if reader.fields and rest:
        reader.keep("#text", rest)
    return reader.fields


def _elements(text: str) -> Iterator[tuple[str, int, int, int, int]]:
    """Elements that begin and end, none within another: name, where it starts, where its content begins and ends, and
    what is behind it. Each tag is looked at once: where an element does not end, none of its name does from there.
    """
    opening: list[re.Match[str]] = []
    closing: dict[str, list[re.Match[str]]] = {}
    at = 0
    for piece in _pieces(text):
        if not piece.startswith(_CDATA):
            for tag in _TAG.finditer(text, at, at + len(piece)):
                if tag[1]:
                    opening.append(tag)
                else:
                    closing.setdefault(tag[2], []).append(tag)
        at += len(piece)
    behind = 0
    for tag in opening:
        ends = closing.get(tag[1], [])
        place = bisect_left(ends, tag.end(), key=lambda end: end.start())
        if tag.start() < behind or place == len(ends):
            continue
        behind = ends[place].end()
        yield tag[1], tag.start(), tag.end(), ends[place].start(), behind


def _pieces(text: str) -> Iterator[str]:
    """The text cut into CDATA sections and what stands between them; one that does not end is none."""
    at = 0
    while (begin := text.find(_CDATA, at)) >= 0 and (end := text.find(_CDATA_END, begin)) >= 0:
        yield text[at:begin]
        at = end + len(_CDATA_END)
        yield text[begin:at]
    yield text[at:]


def mended(text: str) -> str:
    """The item with HTML's entities as characters, a stray "&" as one, and without what XML forbids."""
    pieces = _pieces(_CONTROLS.sub(" ", text))
    return "".join(piece if piece.startswith(_CDATA) else _REFERENCE.sub(_known, piece) for piece in pieces)


def _known(match: "re.Match[str]") -> str:
    found = html.unescape(match[0]) if match[1] else "&"
    return found.replace("&", "&amp;").replace("<", "&lt;")


class _Reader:
    """One item to a dictionary: an element's text, or its attributes where it has none; a list where a name recurs."""

    def __init__(self, prefixes: dict[str, str]) -> None:
        self._prefixes = prefixes
        self.fields: dict[str, Any] = {}
        self._languages: dict[str, str] = {}  # of elements, of those that say theirs
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._stop
        self._parser.CharacterDataHandler = self._letters
        self._open: list[tuple[str, dict[str, str], int]] = []  # name, attributes, where its content begins
        self._texts: list[list[str]] = []
        self._children: list[bool] = []
        self._bytes = b""

    def read(self, text: str) -> dict[str, Any]:
        self._bytes = text.encode("utf-8", "replace")
        self._parser.Parse(b'<?xml version="1.0" encoding="utf-8"?>' + self._bytes, True)
        return self.fields

    def keep(self, name: str, text: str) -> None:
        """Takes an element that was read otherwise."""
        self._keep(self._called(name), {}, text)

    _HEAD = len(b'<?xml version="1.0" encoding="utf-8"?>')

    def _called(self, name: str) -> str:
        prefix, colon, rest = name.partition(":")
        return self._prefixes.get(prefix + colon, prefix + colon) + rest if colon else name

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) > _DEEPEST:
            raise RecordFault(f"feed: elements nested deeper than {_DEEPEST}")
        if self._children:
            self._children[-1] = True
        typed = bool(attributes) and len(self._open) == 1 and name.lower() in _TYPED
        if typed and (named := next((own for own in attributes if own.lower() in _NAMING), None)):  # <str name="title">
            name = attributes.pop(named) + ("[]" if name == "arr" else "")
        begin = self._bytes.find(b">", self._parser.CurrentByteIndex - self._HEAD) + 1
        self._open.append((self._called(name), attributes, begin))
        self._texts.append([])
        self._children.append(False)

    def _letters(self, text: str) -> None:
        self._texts[-1].append(text)

    def _stop(self, _: str) -> None:
        name, attributes, begin = self._open.pop()
        text, children = "".join(self._texts.pop()), self._children.pop()
        depth = len(self._open)
        if depth == 0:
            # where names come from is no field
            self.fields |= {f"@{key}": value for key, value in attributes.items() if not key.startswith("xmlns")}
            if text.strip():
                self._note("#text", text.strip())
            return
        if (
            children and name.lower() in _MARKUP and attributes.get("type") not in _DATA
        ):  # xhtml that stands in the feed as elements
            text = self._bytes[begin : self._parser.CurrentByteIndex - self._HEAD].decode("utf-8", "replace")
            text = text.replace("<value>", "<p>").replace("</value>", "</p>")  # Scrapy's lists
        if depth == 1 or name.startswith("media:"):
            self._keep(name, attributes, text)
        elif not any(around[0].lower() in _MARKUP and around[1].get("type") not in _DATA for around in self._open):
            self._keep(f"{self._open[-1][0]}.{name}", attributes, text)

    def _keep(self, name: str, attributes: dict[str, str], text: str) -> None:
        if text.strip() and not self._is_other_language(name, attributes):
            value: Any = text.strip()
            if not attributes or name in _TEXTS or name in _MARKUP:
                self._note(name, value)
            else:
                self._note(name, {"#text": value} | {f"@{key}": said for key, said in attributes.items()})
                return
            for key, said in attributes.items():
                self._note(f"{name}@{key}", said)
        elif attributes and not text.strip():
            self._note(name, attributes)

    def _is_other_language(self, name: str, attributes: dict[str, str]) -> bool:
        """Whether an element repeats in another language what stands in Arabic; in front of that it is taken back."""
        said = attributes.get("xml:lang")
        if said is None:
            return False
        before = self._languages.setdefault(name, said)
        if name not in self.fields or before == said:
            return False
        if _ARABIC.fullmatch(before):
            return True
        if _ARABIC.fullmatch(said):
            del self.fields[name]
            self._languages[name] = said
        return False

    def _note(self, name: str, value: Any) -> None:
        if name not in self.fields:
            self.fields[name] = value
        elif isinstance(self.fields[name], list):
            self.fields[name].append(value)
        else:
            self.fields[name] = [self.fields[name], value]
