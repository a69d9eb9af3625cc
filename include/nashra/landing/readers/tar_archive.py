"""A .tar file, also packed: the records of each of its members, as if these lay in the landing."""

from collections import Counter
from collections.abc import Callable, Iterator

from nashra.landing.files.opening import Opened
from nashra.landing.files.tar_members import is_tar, members, open_member
from nashra.landing.files.unpack import Unpacked
from nashra.landing.files.zip_members import ZIP
from nashra.landing.limits import Limits
from nashra.landing.readers.zip_archive import told_apart
from nashra.landing.records import NO_BYTES, NO_RECORD, WHOLE, Damage, Fault, Part, Passed, Record

Item = Record | Damage | Passed
ReadFile = Callable[[Opened, Part, Limits], Iterator[Item]]


def read_tar(path: str, stream: Unpacked, part: Part, limits: Limits, read: ReadFile) -> Iterator[Item]:
    """Records of the members in order, numbered within each; `read` reads a member. A member that can't be read is a
    Damage, and the others are read all the same.
    """
    if part.part:
        return  # an archive is never split
    seen = Counter[str]()
    for name, archive, entry in members(stream, limits):
        inside = told_apart(name, seen)
        found, head = False, b""
        try:
            with open_member(archive, entry, f"{path}/{name}") as member:
                head = member.file.read(512)
                member.file.seek(0)
                if head.startswith(ZIP) or is_tar(head):
                    raise Fault("unknown kind: an archive in a tar archive")
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
