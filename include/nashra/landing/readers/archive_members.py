"""The records of an archive's members, whatever the archive is."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

from nashra.landing.files.opening import Opened
from nashra.landing.limits import Limits
from nashra.landing.records import NO_BYTES, NO_RECORD, WHOLE, Damage, Fault, Part, Passed, Record

Item = Record | Damage | Passed
ReadFile = Callable[[Opened, Part, Limits], Iterator[Item]]


def read_member(
    opening: AbstractContextManager[Opened],
    inside: str,
    look: int,
    nested: Callable[[bytes], str | None],
    limits: Limits,
    read: ReadFile,
) -> Iterator[Item]:
    """Records of one member, read by `read`; a Damage where it can't be read. `nested`: by its first `look` bytes, why
    it is not looked into, being an archive itself.
    """
    found, head = False, b""
    try:
        with opening as member:
            head = member.file.read(look)
            member.file.seek(0)
            if reason := nested(head):
                raise Fault(reason)
            if not head:
                raise Fault(NO_BYTES)
            for item in read(member, WHOLE, limits):
                item.inside = f"{inside}/{item.inside}" if item.inside else inside  # a sheet of a workbook in it
                found = found or not isinstance(item, Passed)
                yield item
        if not found:
            raise Fault(NO_RECORD)
    except Fault as fault:
        yield Damage(0, fault.reason, fault.raw or head, inside)


def told_apart(inside: str, seen: Counter[str]) -> str:
    """A member's path; of a path that was in the archive before, with a number: both members are read."""
    seen[inside] += 1
    while seen[inside] > 1:
        inside = f"{inside} ({seen[inside]})"
        seen[inside] += 1
    return inside
