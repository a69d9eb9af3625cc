"""An article whose text is in parts: a list of objects that say no more than a text, beside its headline or below."""

from typing import Any

from nashra.landing.facts import fields as names_of
from nashra.landing.shapes.found import Found
from nashra.landing.shapes.rules import key, shape_rules

_BLOCK_NAMES = 7  # of a block of a text, at the most; a reader's post has more
_OF_A_BLOCK = frozenset(["text", "published_at"])
_PART_NAMES = 4  # of a part: its text, its number, a word for what it is
_DEEPEST_PARTS = 3  # objects around the parts of a text
_LEAST_TEXT = 120  # characters of all parts together


def told_beside_parts(node: dict[str, Any]) -> Found | None:
    """An object with one list of parts of a text that say no more than their text and its place, beside an object that
    says the headline: one article ({"kopf": {"titel": ...}, "absaetze": [{"nr": 1, "inhalt": ...}]})."""
    lists = [
        name
        for name, value in node.items()
        if isinstance(value, list) and len(value) > 1 and isinstance(value[0], dict)
    ]
    objects = [value for value in node.values() if isinstance(value, dict)]
    if len(lists) != 1 or not any("title" in names_of.map_fields(one) for one in objects):
        return None
    if any(names_of.has_text(one) for one in objects) or not all(map(_is_mere_part, node[lists[0]])):
        return None
    texts = [names_of.map_fields(part)["text"] for part in node[lists[0]]]
    said = {name: value for name, value in node.items() if name != lists[0]}
    return Found({**said, "text": texts}) if sum(map(len, texts)) >= _LEAST_TEXT else None


def _is_mere_part(item: Any) -> bool:
    return _is_part(item) and len(item) <= _PART_NAMES and set(names_of.map_fields(item)) == {"text"}


def parts_below(node: dict[str, Any], depth: int = 0) -> list[Any]:
    """The parts of an article's text that lie in a list within objects of it, each under a name that is known to be of
    a text, without a headline or an address of its own ({"blocks": {"body": [{"bodyHtml": ...}]}})."""
    for name, value in node.items():
        folded = key(str(name))
        if folded in shape_rules().beside or folded.endswith(shape_rules().beside_ends):
            continue
        if isinstance(value, list) and value and depth and all(map(_is_part, value)):
            texts = [names_of.map_fields(part)["text"] for part in value]
            if sum(map(len, texts)) >= _LEAST_TEXT:
                return texts
        if isinstance(value, dict) and depth < _DEEPEST_PARTS and (found := parts_below(value, depth + 1)):
            return found
    return []


def _is_part(item: Any) -> bool:
    if not isinstance(item, dict) or not names_of.has_text(item):
        return False
    said = names_of.map_fields(item)
    return isinstance(said.get("text"), str) and len(item) <= _BLOCK_NAMES and said.keys() <= _OF_A_BLOCK


def are_parts(groups: dict[str, list[Found]]) -> bool:
    """Whether what an object holds is one article in parts: its text in one, its headline in another."""
    texts = [one for found in groups.values() for one in found if one.has_text]
    if len(texts) != 1 or "title" in names_of.map_fields(texts[0].fields):
        return False
    return any("title" in names_of.map_fields(one.fields) for found in groups.values() for one in found)
