"""A member of an office document, parsed as it comes: events of its XML, in bounded steps."""

import zipfile
from collections.abc import Iterator
from typing import Any
from xml.parsers import expat

from nashra.landing.files.zip_members import open_member
from nashra.landing.limits import Limits
from nashra.landing.records import Fault

_STEP = 1 << 16
START, END, LETTERS = 0, 1, 2
Event = tuple[int, str, dict[str, str]]  # kind, name without its prefix or the letters, attributes


def events(archive: zipfile.ZipFile, name: str, limits: Limits, kind: str = "xlsx") -> Iterator[Event]:
    """`kind`: what the document is, for the reasons. Raises Fault when the member is not there, breaks, or declares
    entities."""
    try:
        info = archive.getinfo(name)
    except KeyError as error:
        raise Fault(f"{kind}: it lacks {name}") from error
    found: list[Event] = []
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def start(tag: str, attributes: dict[str, str]) -> None:
        found.append(
            (START, tag.rpartition(":")[2], {key.rpartition(":")[2]: value for key, value in attributes.items()})
        )

    def refuse(*_: Any) -> None:
        raise Fault(f"{kind}: it declares entities")

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda tag: found.append((END, tag.rpartition(":")[2], {}))
    parser.CharacterDataHandler = lambda text: found.append((LETTERS, text, {}))
    parser.EntityDeclHandler = refuse
    try:
        with open_member(archive, info, name, limits) as member:
            while block := member.file.read(_STEP):
                parser.Parse(block, False)
                yield from found
                found.clear()
            parser.Parse(b"", True)
            yield from found
    except expat.ExpatError as error:
        raise Fault(f"{kind}: {name}: {error}") from error
