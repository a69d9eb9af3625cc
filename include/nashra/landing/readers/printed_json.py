"""JSON as a browser shows and saves it: the one <pre> of a page."""

import html
from collections.abc import Iterator

from nashra.landing.files.unpack import Unpacked
from nashra.landing.limits import Limits
from nashra.landing.readers.json_file import read_json
from nashra.landing.readers.text_file import read_whole
from nashra.landing.records import Damage, Part, Record

_OPEN, _CLOSE = b"<pre", b"</pre>"


def read_printed(stream: Unpacked, part: Part, limits: Limits) -> Iterator[Record | Damage]:
    found = read_whole(stream, limits, _inside)
    if isinstance(found, Damage):
        if not part.part:
            yield found
        return
    yield from read_json(Unpacked(iter([found])), part, limits)


def _inside(page: bytes) -> bytes:
    start = page.find(b">", page.lower().find(_OPEN)) + 1
    end = page.lower().rfind(_CLOSE)
    inside = page[start : end if end > start else len(page)]
    return html.unescape(inside.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")
