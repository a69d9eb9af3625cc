"""A .zip file: the records of each of its members, as if these lay in the landing; a spreadsheet, which is one too, is
read as such."""

from collections import Counter
from collections.abc import Callable, Iterator

from nashra.landing.files.opening import Opened, printable
from nashra.landing.files.zip_members import ZIP, document_of, members, name_of, open_archive, open_member
from nashra.landing.limits import Limits
from nashra.landing.readers.workbook import read_workbook
from nashra.landing.records import NO_BYTES, NO_RECORD, WHOLE, Damage, Fault, Part, Passed, Record

Item = Record | Damage | Passed
ReadFile = Callable[[Opened, Part, Limits], Iterator[Item]]


def read_zip(opened: Opened, part: Part, limits: Limits, read: ReadFile) -> Iterator[Item]:
    """Records of the members in order, numbered within each; `read` reads a member. A member that can't be read is a
    Damage, and the others are read all the same.
    """
    if part.part:
        return  # an archive is never split
    with open_archive(opened, limits) as archive:
        if document_of(archive):
            yield from read_workbook(archive, limits)
            return
        seen = Counter[str]()
        for info in members(archive):
            name = printable(name_of(info))
            inside = told_apart(name, seen)
            found, head = False, b""
            try:
                with open_member(archive, info, f"{opened.path}/{name}", limits) as member:
                    head = member.file.read(len(ZIP))
                    member.file.seek(0)
                    if head == ZIP:
                        raise Fault("unknown kind: a zip archive in a zip archive")
                    if not head:
                        raise Fault(NO_BYTES)
                    for item in read(member, WHOLE, limits):
                        item.inside = inside
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
