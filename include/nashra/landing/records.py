"""What readers yield: records, damaged records, what is no article by its kind, and the fault that ends a file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

BLOCK = 256  # records that stay together when a file is split
NO_BYTES, NO_RECORD = "empty: 0 bytes", "empty: no record that could be an article"  # reasons of files, not of records
NOT_NEWS = "not an article: "  # how the reason begins of what is known to be something else
UNKNOWN_KIND = "unknown kind: "  # ... and of a file that no reader takes
NOT_GIVEN = "not given: "  # ... and of a file that is there, and the machine does not let be read
MAY_BE_SEVERAL = "files read as one article that may hold several"  # counted as what is passed over is
NO_TEXT = "no text: "  # ... and of a record without a text, after which stands what it has
NO_RECORD_HERE = " where a record is expected"  # how the reason ends of a value that is no record


@dataclass(frozen=True, slots=True)
class Around:
    """What an envelope says beside its records: fallbacks for them, never stronger than their own fields."""

    fields: Mapping[str, Any] = field(default_factory=dict)
    source: str | None = None  # what it names as their source
    site: str | None = None  # its own title: a feed's, a channel's


NOTHING_AROUND = Around()


@dataclass(slots=True)
class Record:
    """A record as its file has it: fields by their own names, and the bytes for the quarantine."""

    number: int  # 0-based place in the file
    fields: dict[str, Any]
    raw: Callable[[], bytes]  # asked for only when the record is refused
    around: Around = NOTHING_AROUND
    inside: str = ""  # path of the member that holds it, where the file is an archive


@dataclass(slots=True)
class Damage:
    """A record that can't be read, while the file goes on."""

    number: int
    reason: str
    raw: bytes
    inside: str = ""


@dataclass(slots=True)
class Passed:
    """Something in a file that is no article by its kind, a picture or a redirection: counted, not kept."""

    kind: str  # one of few names
    inside: str = ""


class Fault(Exception):
    """The file, or the rest of it, can't be read. `reason` is a code, ": " and what was seen."""

    def __init__(self, reason: str, raw: bytes = b"") -> None:
        super().__init__(reason)
        self.reason = reason
        self.raw = raw


class RecordFault(Exception):
    """A record is refused while its file goes on."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a split file: blocks of records are dealt out in turn."""

    part: int = 0
    parts: int = 1

    def takes(self, number: int) -> bool:
        return self.parts == 1 or number // BLOCK % self.parts == self.part


WHOLE = Part()
