"""A .tar file, also packed: the records of each of its members, as if these lay in the landing."""

from collections import Counter
from collections.abc import Iterator

from nashra.landing.files.tar_members import is_tar, members, open_member
from nashra.landing.files.unpack import Unpacked
from nashra.landing.files.zip_members import ZIP
from nashra.landing.limits import Limits
from nashra.landing.readers.archive_members import Item, ReadFile, read_member, told_apart
from nashra.landing.records import Part

_LOOK = 512  # bytes by which an archive is told


def read_tar(path: str, stream: Unpacked, part: Part, limits: Limits, read: ReadFile) -> Iterator[Item]:
    """Records of the members in order, numbered within each; `read` reads a member. A member that can't be read is a
    Damage, and the others are read all the same.
    """
    if part.part:
        return  # an archive is never split
    seen = Counter[str]()
    for name, archive, entry in members(stream, limits):
        opening = open_member(archive, entry, f"{path}/{name}")
        yield from read_member(opening, told_apart(name, seen), _LOOK, _nested, limits, read)


def _nested(head: bytes) -> str | None:
    return "unknown kind: an archive in a tar archive" if head.startswith(ZIP) or is_tar(head) else None
