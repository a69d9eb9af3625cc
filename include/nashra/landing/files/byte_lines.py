"""Lines of a byte stream, one in memory at a time, none longer than the limit."""

from collections.abc import Iterator
from typing import NamedTuple

from nashra.landing.files.unpack import Bytes

_STEP = 1 << 20


class Line(NamedTuple):
    """A line without its end; `whole` is False when it was longer than the limit and only its head is kept."""

    data: bytes
    whole: bool


def lines(stream: Bytes, limit: int) -> Iterator[Line]:
    """Lines ended by "\\n" or "\\r\\n". What was read before a Fault is yielded before it is raised.

    A last line without an end that a fault cut off isn't yielded: the fault stands for it.
    """
    rest = b""
    skipping = False
    while block := stream.read(_STEP):
        first, *others = block.split(b"\n")
        if skipping:
            if not others:
                continue
            skipping, rest = False, b""
            first, *others = others
        rest += first
        for other in others:
            yield _line(rest, limit)
            rest = other
        if len(rest) > limit:
            yield Line(rest[:limit], False)
            rest, skipping = b"", True
    if rest:
        yield _line(rest, limit)


def _line(data: bytes, limit: int) -> Line:
    return Line(data.removesuffix(b"\r"), True) if len(data) <= limit else Line(data[:limit], False)
