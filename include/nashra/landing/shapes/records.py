"""The records in a value of JSON: itself, the articles of an envelope, the rows of a table, what a store wrapped.

Found by structure. An object with a text is a record; one without is opened, and what it holds besides its records
goes along as what stood `around` them. Nothing is taken for a record only because it lies deep: lists that belong to
an article (comments, related stories, pictures) are none.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from nashra.landing.facts import fields as names_of
from nashra.landing.facts.field_candidates import is_article_like
from nashra.landing.facts.field_names import named_as, paths
from nashra.landing.facts.field_values import is_prose
from nashra.landing.facts.unnamed_parts import reads_as_article
from nashra.landing.records import NOTHING_AROUND, Around
from nashra.landing.shapes.cards import cards_in, may_hold_cards
from nashra.landing.shapes.changes import is_deletion
from nashra.landing.shapes.envelopes import around_of, said_by, wider, with_beside
from nashra.landing.shapes.found import LEAD, NO_TEXT, TEXT, Found
from nashra.landing.shapes.frames import frame_rows
from nashra.landing.shapes.literals import listed_tags, opened
from nashra.landing.shapes.named_values import with_named_values
from nashra.landing.shapes.rules import key, keyed, shape_rules
from nashra.landing.shapes.text_in_parts import are_parts, parts_below, told_beside_parts
from nashra.landing.shapes.typed_values import untyped
from nashra.landing.shapes.values import is_page

_OPENED = "{[`"  # how a text of JSON begins, also in a fence
_MARKED = "<* \n\t\r\ufeff"  # ... and one that may be a link or a page
_DEEPEST = 6  # envelopes within envelopes
_MOST_NAMES = 500  # an object with more is no record but keeps records by name
_ARABIC_WORD, _HEADLINE_WORDS = re.compile("[\u0621-\u064a]{2,}"), 3  # of a name that is a headline, at least
_ARABIC = re.compile(r"ar(?:[-_][A-Za-z]{2,4})?|ara|arabic|العربية|عربي", re.IGNORECASE)  # the name of the language
_TAG = re.compile(r"<[^<>]{1,300}>")
_LINK_ALONE = re.compile(
    r"\s*\*?<https?://[^<>|\s]{4,2000}(?:\|[^<>]{0,500})?>\*?\s*"
)  # Slack's: what it shows stands beside it
_SENTENCE_ENDS = (".", "!", "؟", "…", "»", '"')
_ADDRESSES = ("http://", "https://")
_LEAST_DATED = 120  # characters of a dated story's text
_LEAST_KEPT = 180  # ... of a story's without a day
_LEAST_TEXT = 80  # characters of a text that is kept by its headline
_OF_AN_EXPORT = frozenset(["type", "version", "comment", "name"])  # phpMyAdmin's first objects


def plain_record(value: dict[str, Any]) -> bool:
    """Whether an object is a record as it stands, told by its names and one look: the usual case, made quick."""
    if len(value) > _MOST_NAMES:
        return False
    for name in _text_names(tuple(value)):
        text = value[name]
        if type(text) is not str or len(text) < 2 or text[0] in _OPENED or text[:4] == "http":
            continue
        if text[0].isspace() and text.lstrip()[:1] in _OPENED:
            continue
        if text[0] not in _MARKED or not (_is_link(text) or is_page(text)):
            return not (may_hold_cards(text) and not _says_more(value))
    return False


def _says_more(node: Mapping[str, Any]) -> bool:
    """Whether an object says more of an article than its text."""
    said = names_of.map_fields(node)
    return any(column in said for column in ("title", "url", "published_at"))


def _is_link(text: str) -> bool:
    return text[:5] in ("<http", "*<htt") and _LINK_ALONE.fullmatch(text) is not None


@lru_cache(maxsize=512)
def _text_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """Those of an object's names that may hold its text directly, best first."""
    return tuple(first for first, steps in paths("text", names) if not steps)


def records_in(value: Any) -> list[Found]:
    """The records in an object or list, in order; the object itself when nothing in it looks like one."""
    if isinstance(value, dict) and plain_record(value):
        return [Found(value)]
    found = _search(value, 0)
    if found:
        return found
    if isinstance(value, dict):
        return [_aside(value) or Found(value, text=NO_TEXT)]
    return []


def _aside(value: dict[str, Any]) -> Found | None:
    """An object that is known to be no article."""
    rules = shape_rules()
    names = keyed(value)
    if len(names) == 1 and next(iter(names)) in rules.bulk_actions and isinstance(next(iter(names.values())), dict):
        return Found(value, aside="a line of a bulk file")
    if names.get("type") in ("header", "database") and not names.keys() - _OF_AN_EXPORT:
        return Found(value, aside="what an export says of itself")
    if names.get("type") == "service" and "action" in names:
        return Found(value, aside="a message of the service")
    if names.get("type") == "message" and "text" in names and "date" in names:
        return Found(value, aside="a message without text")
    return None


def _search(node: Any, depth: int) -> list[Found]:
    if depth > _DEEPEST:
        return []
    if isinstance(node, list):
        return _listed(node, depth)
    if not isinstance(node, dict) or not node:
        return []
    node = with_named_values(untyped(node))
    if is_deletion(node):
        return [replace(one, aside="deleted") for one in _within(node, depth)]
    if (rows := frame_rows(node)) is not None:
        around = around_of({name: value for name, value in node.items() if not isinstance(value, list | dict)})
        return [Found(row, around, text=_text_of(row)) for row in rows]
    return _in_markup(node) or _within(node, depth)


def _within(node: dict[str, Any], depth: int) -> list[Found]:
    """The records of an object that is no table."""
    searched: dict[str, list[Found]] = {}
    if inside := _unwrapped(node, searched, depth) or _written_out(node, depth):
        return inside
    if names_of.has_text(node) and not _is_other_type(node):
        return [Found(node)]
    if found := _translated(node, depth) or _enveloped(node, searched, depth) or _in_a_string(node, depth):
        return found
    if found := _by_headlines(node) or _by_addresses(node):
        return found
    like_one = names_of.has_lead(node) or reads_as_article(node)
    return [Found(node, text=LEAD)] if like_one and not _is_other_type(node) else []


def _listed(items: list[Any], depth: int) -> list[Found]:
    """The records of a list. Where it has any, what is none among them comes along, so that it is told; but what
    schema.org calls something else, and what holds numbers alone, belongs around them."""
    rows = frame_rows(items) if items and isinstance(items[0], list) else None
    listed = [(item, _item(item, depth)) for item in (items if rows is None else rows)]
    if not any(one.has_text for _, found in listed for one in found):
        return [one for _, found in listed for one in found]
    others = [item for item, found in listed
              if not found and isinstance(item, dict) and (_is_other_type(item) or _is_wordless(item))]  # fmt: skip
    around = Around({"others": others}) if others else NOTHING_AROUND
    found = [one for item, found in listed for one in found or ([] if item in others else [_no_record(item)])]
    return [replace(one, around=wider(around, one.around)) for one in found] if others else found


def _item(item: Any, depth: int) -> list[Found]:
    if isinstance(item, str) and item[:1] == "{":  # written twice
        item = opened(item)
    if not isinstance(item, dict):
        return _search(item, depth + 1) if isinstance(item, list) else []
    if plain_record(item):
        return [Found(item)]
    return _search(item, depth + 1) or ([found] if (found := _aside(item)) else [])


def _no_record(item: Any) -> Found:
    return Found(item if isinstance(item, dict) else {"value": item}, text=NO_TEXT)


def _is_wordless(item: dict[str, Any]) -> bool:
    """Whether an object has numbers alone, as Facebook's posts say when they were changed."""
    return all(value is None or isinstance(value, bool | int | float) for value in item.values())


def _text_of(row: Mapping[str, Any]) -> int:
    return TEXT if names_of.has_text(row) else LEAD if names_of.has_lead(row) else NO_TEXT


def _by_headlines(node: dict[str, Any]) -> list[Found]:
    """The articles of an object that keeps texts, or lists of their paragraphs, by their headlines."""
    for name, value in node.items():
        pieces = value if isinstance(value, list) else _pieces(value)
        if not isinstance(name, str) or len(_ARABIC_WORD.findall(name)) < _HEADLINE_WORDS:
            return []
        if not pieces or not all(isinstance(piece, str) for piece in pieces) or sum(map(len, pieces)) < _LEAST_TEXT:
            return []
        if 2 * sum(piece.rstrip().endswith(_SENTENCE_ENDS) for piece in pieces) <= len(pieces):
            return []  # a section's headlines
    return [Found({"title": name, "text": value}) for name, value in node.items()]


def _by_addresses(node: dict[str, Any]) -> list[Found]:
    """The articles of an object that keeps their pages or texts by their addresses."""
    for name, value in node.items():
        if not isinstance(name, str) or not name.startswith(_ADDRESSES) or not isinstance(value, str):
            return []
        if len(value) < _LEAST_TEXT and value.strip():
            return []
    return [Found({"url": name, "text": value}) for name, value in node.items()]


def _pieces(value: Any) -> list[Any]:
    """A text's lines, where it is a list of elements as Python prints one; else the value alone."""
    if not isinstance(value, str) or (lines := listed_tags(value)) is value:
        return [value]
    return [_TAG.sub("", line) for line in lines.split("\n")]


def _is_other_type(node: Mapping[str, Any]) -> bool:
    """Whether schema.org calls the object something else than an article."""
    kinds = node.get("@type")
    listed = [key(kind) for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]
    return bool(listed) and not any(kind.endswith(shape_rules().article_types) for kind in listed)


def _unwrapped(node: dict[str, Any], searched: dict[str, list[Found]], depth: int) -> list[Found]:
    """The one record in an object that a store, an interface or an index put around it, with the object's own values
    where it has none; nothing when the object wraps none, or several. What was looked into is left in `searched`."""
    ranks = _wrappers()
    inner = [(ranks[folded], name, inside) for name, value in node.items()
             if (folded := key(str(name))) in ranks and (inside := _one_object(value)) is not None]  # fmt: skip
    if not inner or _direct_text(node):
        return []
    for _, name, inside in sorted(inner, key=lambda one: one[0]):
        a_text = named_as(str(name), "text") and inside is node[name] and is_prose(inside)
        if a_text and not names_of.is_titled_text(inside):
            continue
        found = searched[name] = _search(inside, depth + 1)
        if len(found) == 1 and found[0].has_text and found[0].around is NOTHING_AROUND:
            own = {other: value for other, value in node.items() if other != name and not _is_of_a_stream(value)}
            return [replace(found[0], fields=with_beside(found[0].fields, own))]
    return []


def _written_out(node: dict[str, Any], depth: int) -> list[Found]:
    """The articles that an answer of an interface holds as one text of JSON ({"statusCode": 200, "body": "[{...}]"}):
    each has a headline and a text of its own, which blocks of one body have not."""
    for name, value in node.items():
        if not isinstance(value, str) or value.lstrip()[:1] not in ("[", "{", "`"):
            continue
        if key(str(name)) not in _wrappers() and not named_as(str(name), "text"):
            continue
        if isinstance(inner := opened(value), str):
            continue
        found = _search(inner, depth + 1)
        if len(found) == 1 and names_of.is_titled_text(found[0].fields) and found[0].around is NOTHING_AROUND:
            own = {other: said for other, said in node.items() if other != name}
            return [Found(with_beside(found[0].fields, own))]
        if found and all(names_of.is_titled_text(one.fields) for one in found):
            around = around_of({other: said for other, said in node.items() if other != name})
            return [replace(one, around=wider(around, one.around)) for one in found]
    return []


def _in_markup(node: dict[str, Any]) -> list[Found]:
    """The articles that an answer holds as a list in one string of HTML."""
    for value in node.values():
        if isinstance(value, str) and may_hold_cards(value) and not _says_more(node) and (cards := cards_in(value)):
            around = around_of({name: said for name, said in node.items() if said is not value})
            return [Found(card, around) for card in cards]
    return []


def _in_a_string(node: dict[str, Any], depth: int) -> list[Found]:
    """The one article that an object without a text holds as JSON in a string, under any name, with what it says
    beside it."""
    for name, value in node.items():
        if (
            not isinstance(value, str)
            or value.lstrip()[:1] not in ("{", "`")
            or isinstance(inner := opened(value), str)
        ):
            continue
        found = _search(inner, depth + 1)
        if len(found) == 1 and found[0].has_text and is_article(found[0].fields):
            own = {other: said for other, said in node.items() if other != name}
            return [Found(with_beside(found[0].fields, own))]
    return []


def _translated(node: dict[str, Any], depth: int) -> list[Found]:
    """The one record in what an object is in Arabic, where it has versions in several languages, with what it says
    beside these; the others are the same article again."""
    for name, value in node.items():
        if key(str(name)) not in shape_rules().translations or not isinstance(value, list | dict):
            continue
        found = _search(arabic, depth + 1) if (arabic := _in_arabic(value)) else []
        if len(found) == 1 and found[0].has_text:
            own = {other: said for other, said in node.items() if other != name}
            return [Found(with_beside(found[0].fields, own))]
    return []


def _in_arabic(versions: list[Any] | dict[str, Any]) -> dict[str, Any] | None:
    """The only one of several versions that says it is in Arabic, by the name that it is kept under or by a value."""
    if isinstance(versions, dict):
        listed = [(name, one) for name, one in versions.items() if isinstance(one, dict)]
    else:
        listed = [(_language(one), one) for one in versions if isinstance(one, dict)]
    arabic = [one for language, one in listed if isinstance(language, str) and _ARABIC.fullmatch(language.strip())]
    return arabic[0] if len(arabic) == 1 else None


def _language(one: dict[str, Any]) -> Any:
    names = keyed(one)
    said = next((names[name] for name in shape_rules().language_of if names.get(name)), None)
    if isinstance(said, dict):
        said = next((inner for name in shape_rules().language_of if (inner := keyed(said).get(name))), None)
    return said


def _one_object(value: Any) -> dict[str, Any] | None:
    """The object that a value is, is written as, or holds as the only one of a list, where that one is an article."""
    if isinstance(value, dict):
        return value
    if isinstance(value, bytes) and value[:1] == b"{":  # a message of a queue, in a column of bytes
        value = value.decode("utf-8", "replace")
    if isinstance(value, str) and value[:1] in ("{", "`"):
        return found if isinstance(found := opened(value), dict) and is_article(found) else None
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict):
        return value[0] if is_article(value[0]) else None
    return None


def is_article(node: dict[str, Any]) -> bool:
    """Whether an object has a text, and says more of it than a block of a body does."""
    if not names_of.has_text(node) or _is_other_type(node):
        return False
    said = names_of.map_fields(node)
    return (
        "title" in said
        or "published_at" in said
        or "url" in said
        or not any(name in keyed(node) for name in shape_rules().block_kind)
    )


def _is_of_a_stream(value: Any) -> bool:
    return isinstance(value, dict) and any(name in shape_rules().no_source for name in keyed(value))


@lru_cache(maxsize=1)
def _wrappers() -> dict[str, int]:
    return {name: rank for rank, name in enumerate(shape_rules().wrappers)}


def _direct_text(node: dict[str, Any]) -> bool:
    texts = (node[name] for name in _text_names(tuple(node)))
    return any(
        isinstance(text, str)
        and text.strip()
        and _one_object(text) is None
        and not (_LINK_ALONE.fullmatch(text) or is_page(text))
        for text in texts
    )


def _enveloped(node: dict[str, Any], searched: dict[str, list[Found]], depth: int) -> list[Found]:
    """Records of the lists and objects in an object, in order; the object itself when it looks more like an article."""
    like_article = is_article_like(node)
    if not like_article and (whole := told_beside_parts(node)):
        return [whole]
    groups = _groups(node, searched, depth, like_article) or ({} if like_article else _mentioned(node, depth))
    best = max((one.text for found in groups.values() for one in found), default=NO_TEXT)
    if best > NO_TEXT:  # users with a line on each are no articles beside texts
        rows = any(isinstance(node[name], dict) and any(one.text == best for one in groups[name]) for name in groups)
        rows = rows and not are_parts(groups)
        groups = {
            name: found for name, found in groups.items()
            if any(one.text == best or one.aside for one in found) or (rows and isinstance(node[name], dict))
        }  # fmt: skip
    elif like_article and not _is_other_type(node):
        if parts := parts_below(node):
            return [Found({**node, "text": parts})]
        return [Found(node, text=LEAD if names_of.has_lead(node) else NO_TEXT)]
    return said_by(node, groups) if groups else []


def _groups(
    node: dict[str, Any], searched: dict[str, list[Found]], depth: int, like_article: bool
) -> dict[str, list[Found]]:
    """What is found in each list and object of an object, by its name: of what looks like an article only what looks
    so, too, or is kept as articles are."""
    rules = shape_rules()
    groups: dict[str, list[Found]] = {}
    for name, value in node.items():
        folded = key(str(name))
        if folded in rules.beside or folded.endswith(rules.beside_ends) or not isinstance(value, list | dict):
            continue
        found = searched[name] if name in searched else _search(_at(name, value), depth + 1)
        if found and like_article and folded not in rules.envelopes:
            found = found if all(is_article_like(one.fields) for one in found) else []
        if like_article and folded in rules.about and all(one.text < TEXT for one in found):
            found = []  # what an article says of its site
        if found and isinstance(value, list) and folded.startswith(rules.standing.lists):
            found = [replace(one, aside=f"an element of {name}") for one in found]
        if found:
            groups[name] = found
    return groups


def _mentioned(node: dict[str, Any], depth: int) -> dict[str, list[Found]]:
    """Dated stories of an answer under a name that in an article is that of something beside it ("mentions")."""
    groups: dict[str, list[Found]] = {}
    for name, value in node.items():
        if key(str(name)) in shape_rules().beside and isinstance(value, list):
            found = _search(value, depth + 1)
            if found and all(one.has_text and _is_dated(one.fields) for one in found):
                groups[name] = found
    return groups


def _is_dated(record: dict[str, Any]) -> bool:
    """Whether a record says its headline and its day, and more of them than a teaser has; or its headline, its address
    and a whole text."""
    said = names_of.map_fields(record)
    length = len(str(said.get("text", "")))
    return "title" in said and length >= (_LEAST_DATED if "published_at" in said else _LEAST_KEPT)


def _at(name: Any, value: Any) -> Any:
    """A value; an object that is kept by its address with that address, by which a story under a name that nobody knows
    is told. One that holds objects of its own is an envelope, and has none."""
    if not isinstance(value, dict) or not str(name).startswith(_ADDRESSES):
        return value
    if any(isinstance(inner, list) and inner and isinstance(inner[0], dict) for inner in value.values()):
        return value
    return value if "url" in names_of.map_fields(value) else {**value, "url": name}
