"""A .md file: one article, with the fields of its front matter or of the labelled lines at its head."""

import re
from collections.abc import Iterator
from typing import Any

from nashra.landing.facts.encoding import decode
from nashra.landing.files.unpack import Bytes
from nashra.landing.limits import Limits
from nashra.landing.readers.labelled_head import labelled_head
from nashra.landing.readers.text_file import one_record
from nashra.landing.records import Damage, Part, Passed, Record
from nashra.landing.shapes.markdown import front_fields, front_matter

_HEADLINE = re.compile(r"\ufeff?\s*#[ \t]+(\S[^\n]{0,500})\n\s*\n")


def read_markdown(stream: Bytes, part: Part, limits: Limits) -> Iterator[Record | Damage | Passed]:
    def fields_of(data: bytes) -> dict[str, Any]:
        head, body = front_matter(text := decode(data, limits))
        if head:
            return {"markdown": body, **front_fields(head)}
        fields, body = labelled_head(text)
        if not fields and (headline := _HEADLINE.match(text)):  # Notion's: a headline, then what its table has
            fields, body = labelled_head(f"title: {headline[1]}\n{text[headline.end() :].lstrip()}")
        return {"markdown": body, **fields} if fields else {"markdown": text}

    return one_record(stream, part, limits, fields_of)
