"""A .md file: one article, with the fields of its front matter or of the labelled lines at its head."""

import tomllib
from collections.abc import Iterator
from typing import Any

import yaml

from nashra.landing.facts.encoding import decode
from nashra.landing.files.unpack import Bytes
from nashra.landing.limits import Limits
from nashra.landing.readers.labelled_head import labelled_head
from nashra.landing.readers.text_file import one_record
from nashra.landing.records import Damage, Part, Record
from nashra.landing.shapes.markdown import front_matter


def read_markdown(stream: Bytes, part: Part, limits: Limits) -> Iterator[Record | Damage]:
    def fields_of(data: bytes) -> dict[str, Any]:
        head, body = front_matter(text := decode(data, limits))
        fields, body = (_fields(head), body) if head else labelled_head(text)
        return {"markdown": body, **fields}

    return one_record(stream, part, limits, fields_of)


def _fields(head: str) -> dict[str, Any]:
    """Front matter as fields; as one text where it is neither YAML nor TOML of names and values."""
    found = None
    for load, error in ((yaml.safe_load, yaml.YAMLError), (tomllib.loads, tomllib.TOMLDecodeError)):
        try:
            found = load(head)
        except (error, ValueError, RecursionError):
            continue
        if isinstance(found, dict):
            break
    return {str(name): value for name, value in found.items()} if isinstance(found, dict) else {"front matter": head}
