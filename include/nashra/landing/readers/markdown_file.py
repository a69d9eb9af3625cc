"""A .md file: one article, with the fields of its front matter."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import yaml

from nashra.landing.facts.encoding import decode
from nashra.landing.files.unpack import Bytes
from nashra.landing.limits import Limits
from nashra.landing.readers.text_file import too_large, whole_file
from nashra.landing.records import Damage, Part, Record, RecordFault
from nashra.landing.shapes.markdown import front_matter


def read_markdown(stream: Bytes, part: Part, limits: Limits) -> Iterator[Record | Damage]:
    if not part.takes(0):
        return
    data = whole_file(stream, limits)
    if len(data) > limits.record_bytes:
        yield Damage(0, too_large(limits), data)
        return
    try:
        head, body = front_matter(decode(data, limits))
    except RecordFault as fault:
        yield Damage(0, fault.reason, data)
        return
    yield Record(0, {**_fields(head), "markdown": body}, partial(bytes, data))


def _fields(head: str) -> dict[str, Any]:
    """Front matter as fields; as one text where it is no YAML of names and values."""
    if not head:
        return {}
    try:
        found = yaml.safe_load(head)
    except (yaml.YAMLError, ValueError, RecursionError):
        found = None
    return {str(name): value for name, value in found.items()} if isinstance(found, dict) else {"front matter": head}
