"""A .md file: one article, with the fields of its front matter."""

from collections.abc import Iterator
from typing import Any

import yaml

from nashra.landing.facts.encoding import decode
from nashra.landing.files.unpack import Bytes
from nashra.landing.limits import Limits
from nashra.landing.readers.text_file import one_record
from nashra.landing.records import Damage, Part, Record
from nashra.landing.shapes.markdown import front_matter


def read_markdown(stream: Bytes, part: Part, limits: Limits) -> Iterator[Record | Damage]:
    def fields_of(data: bytes) -> dict[str, Any]:
        head, body = front_matter(decode(data, limits))
        return {**_fields(head), "markdown": body}

    return one_record(stream, part, limits, fields_of)


def _fields(head: str) -> dict[str, Any]:
    """Front matter as fields; as one text where it is no YAML of names and values."""
    if not head:
        return {}
    try:
        found = yaml.safe_load(head)
    except (yaml.YAMLError, ValueError, RecursionError):
        found = None
    return {str(name): value for name, value in found.items()} if isinstance(found, dict) else {"front matter": head}
