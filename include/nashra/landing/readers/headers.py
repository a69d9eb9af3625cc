"""Header blocks, as WARC records and HTTP messages have them: a first line, names with values, a blank line."""

import re
from typing import NamedTuple

_END = re.compile(rb"\r?\n\r?\n")


class Header(NamedTuple):
    """A header block, and how many bytes it takes with the blank line that ends it."""

    first: str
    fields: dict[str, str]  # by name, lower case; of a name given twice the first
    size: int


def read_header(data: bytes, most: int) -> Header | None:
    """The header that the data begins with; None when none ends within `most` bytes."""
    match = _END.search(data, 0, most)
    if match is None:
        return None
    first, *lines = data[: match.start()].decode("utf-8", "replace").split("\n")
    found: dict[str, list[str]] = {}
    last: list[str] = []
    for line in lines:
        if line[:1] in (" ", "\t"):  # goes on from the line before
            last.append(line.strip())
            continue
        name, colon, value = line.partition(":")
        last = [value.strip()]
        if colon:
            found.setdefault(name.strip().lower(), last)
    return Header(first.strip(), {name: " ".join(values).strip() for name, values in found.items()}, match.end())
