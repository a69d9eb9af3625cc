"""Elements of a document, as a program parts it for a model (unstructured): a headline, a paragraph or an item each,
with the file or the page that all of them are of. A document is one record, whatever the number of its elements."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any, TypeVar

from nashra.landing.limits import Limits
from nashra.landing.records import Damage, Passed, Record
from nashra.landing.shapes.rules import key, shape_rules

_MARKS = ("element_id", "type", "text")  # the names of an element
_METADATA = "metadata"
_OF = ("filename", "url")  # what says of which document it is
_HEADLINE = "title"
_PARAGRAPH_WORDS = 12  # at the least

Item = TypeVar("Item", Record | Damage, Record | Damage | Passed)


def as_documents(items: Iterable[Item], limits: Limits) -> Iterator[Item | Record]:
    """The items, with the elements of a document that follow one another as one record."""
    held: list[Record] = []
    size = 0
    for item in items:
        if isinstance(item, Record) and is_element(item.fields):
            size += len(item.raw())
            if held and (not _of_one(held[0].fields, item.fields) or size > limits.record_bytes):
                yield _joined(held)
                held, size = [], len(item.raw())
            held.append(item)
            continue
        if isinstance(item, Record) and held:
            yield _joined(held)
            held, size = [], 0
        yield item
    if held:
        yield _joined(held)


def is_element(fields: Mapping[str, Any]) -> bool:
    return _MARKS[0] in fields and all(isinstance(fields.get(name), str) for name in _MARKS)


def _of_one(fields: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two elements are of one document: neither says another file or page than the other."""
    one, two = _about(fields), _about(other)
    return all(one.get(name) == two.get(name) for name in _OF if one.get(name) and two.get(name))


def _about(fields: Mapping[str, Any]) -> Mapping[str, Any]:
    said = fields.get(_METADATA)
    return said if isinstance(said, Mapping) else fields


def _joined(elements: list[Record]) -> Record:
    first = elements[0]
    if len(elements) == 1:
        return first
    raws = [element.raw() for element in elements]
    return Record(first.number, _fields(elements), partial(b"\n".join, raws), first.around)


def _fields(elements: list[Record]) -> dict[str, Any]:
    """What the elements say of their document: the first headline above its text, and the text."""
    own = [element.fields for element in elements if key(element.fields["type"]) not in shape_rules().of_no_text]
    at = next((n for n, one in enumerate(own) if key(one["type"]) == _HEADLINE), None)
    headline = own.pop(at)["text"] if at == 0 or (at is not None and _is_above(own[:at])) else None
    text = [one["text"] for one in own]
    about: dict[str, Any] = {}
    for element in elements:  # what one of them says and others have not (the address of a page, its day)
        said = element.fields.get(_METADATA)
        flat = {name: value for name, value in element.fields.items() if name not in (*_MARKS, _METADATA)}
        about = {**(said if isinstance(said, Mapping) else {}), **flat, **about}
    return {"text": text, _METADATA: about, **({_HEADLINE: headline} if headline else {})}


def _is_above(elements: list[dict[str, Any]]) -> bool:
    """Whether what stands above a headline is no paragraph: a section's name, a line of a menu."""
    return all(len(one["text"].split()) < _PARAGRAPH_WORDS for one in elements)
