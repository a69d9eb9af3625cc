"""A member of an office document, parsed as it comes: events of its XML, in bounded steps."""

import zipfile
from collections.abc import Iterator
from typing import Any
from xml.parsers import expat

from nashra.landing.files.zip_members import open_member
from nashra.landing.limits import Limits
from nashra.landing.records import Fault

_STEP = 1 << 16
_LONGEST_TAG = 1_000_000  # bytes: expat looks at what has not ended from its begin, at every step
_MOST_ELEMENTS = 50_000_000  # of a member; a sheet of Excel has 1,048,576 rows, and three for a cell
START, END, LETTERS = 0, 1, 2
Event = tuple[int, str, dict[str, str]]  # kind, name without its prefix or the letters, attributes


def events(archive: zipfile.ZipFile, name: str, limits: Limits, kind: str = "xlsx") -> Iterator[Event]:
    """`kind`: what the document is, for the reasons. Raises Fault when the member is not there, breaks, declares
    entities, or holds elements deeper, or a tag longer, than any document's."""
    try:
        info = archive.getinfo(name)
    except KeyError as error:
        raise Fault(f"{kind}: it lacks {name}") from error
    found: list[Event] = []
    parser = expat.ParserCreate()
    parser.buffer_text = True

    depth = elements = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth, elements
        elements += 1
        if (depth := depth + 1) > limits.html_depth:
            raise Fault(f"{kind}: elements nested deeper than {limits.html_depth}")
        if elements > _MOST_ELEMENTS:
            raise Fault(f"{kind}: more than {_MOST_ELEMENTS} elements")
        found.append(
            (START, tag.rpartition(":")[2], {key.rpartition(":")[2]: value for key, value in attributes.items()})
        )

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        found.append((END, tag.rpartition(":")[2], {}))

    def refuse(*_: Any) -> None:
        raise Fault(f"{kind}: it declares entities")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = lambda text: found.append((LETTERS, text, {}))
    parser.EntityDeclHandler = refuse
    try:
        with open_member(archive, info, name, limits) as member:
            fed = 0
            while block := member.file.read(_STEP):
                fed += len(block)
                parser.Parse(block, False)
                if fed - max(parser.CurrentByteIndex, 0) > _LONGEST_TAG:
                    raise Fault(f"{kind}: {name}: a tag of more than {_LONGEST_TAG} bytes")
                yield from found
                found.clear()
            parser.Parse(b"", True)
            yield from found
    except expat.ExpatError as error:
        raise Fault(f"{kind}: {name}: {error}") from error
