"""YAML: a list of records, documents one after another, or an envelope, found as in JSON."""

from collections.abc import Iterator
from typing import Any

import yaml

from nashra.landing.facts.encoding import decode
from nashra.landing.files.unpack import Unpacked
from nashra.landing.limits import Limits
from nashra.landing.readers.json_values import found_in
from nashra.landing.readers.paragraph_rows import joined
from nashra.landing.readers.text_file import read_whole
from nashra.landing.records import Damage, Part, Record, RecordFault
from nashra.landing.shapes.yaml_values import NoYaml, yaml_documents

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_OPENING = (yaml.SequenceStartEvent, yaml.MappingStartEvent)
_CLOSING = (yaml.SequenceEndEvent, yaml.MappingEndEvent)
_SHOWN = 120  # characters of what the parser says


def read_yaml(stream: Unpacked, part: Part, limits: Limits) -> Iterator[Record | Damage]:
    if part.part:
        return
    values = read_whole(stream, limits, lambda data: _values(decode(data, limits), limits))
    if isinstance(values, Damage):
        yield values
        return
    yield from joined(_records(values), limits)


def _records(values: list[Any]) -> Iterator[Record | Damage]:
    number = 0
    for value in values:
        for item in found_in(value, number, 1):
            yield item
            number = item.number + 1


def _values(text: str, limits: Limits) -> list[Any]:
    """The values of the documents. Raises RecordFault where they are no YAML, lie too deep, or say things once for many
    places, by which a few lines may stand for gigabytes."""
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            if isinstance(event, yaml.AliasEvent):
                raise RecordFault("yaml: says things once for several places (*name)")
            depth += isinstance(event, _OPENING) - isinstance(event, _CLOSING)
            if depth > limits.json_depth:
                raise RecordFault(f"yaml: nested more than {limits.json_depth} deep")
        return [_named(value) for value in yaml_documents(text)]
    except (yaml.YAMLError, NoYaml) as error:
        raise RecordFault(f"yaml: {' '.join(str(error).split())[:_SHOWN]}") from error


def _named(value: Any) -> Any:
    """The value with names that are texts."""
    if isinstance(value, dict):
        return {str(name): _named(inner) for name, inner in value.items()}
    return [_named(item) for item in value] if isinstance(value, list) else value
