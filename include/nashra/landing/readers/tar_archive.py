"""A .tar file, also packed: the records of each of its members, as if these lay in the landing. A stream is read once,
so that of what lies beside a text only its neighbours say something of it: "000001.txt", "000001.json", as data sets
for models have them.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import NamedTuple

from nashra.landing.beside import MOST_BYTES, PASSED, Beside
from nashra.landing.files.opening import Opened
from nashra.landing.files.tar_members import is_tar, members, open_member
from nashra.landing.files.unpack import Unpacked
from nashra.landing.files.zip_members import ZIP
from nashra.landing.limits import Limits
from nashra.landing.readers.archive_members import Item, ReadFile, read_member, told_apart
from nashra.landing.records import Fault, Part, Passed

_LOOK = 512  # bytes by which an archive is told
_BESIDE = (".txt", ".md", ".json")
_MOST = 8  # neighbours of one name


class _Kept(NamedTuple):
    """A member that was read ahead, and what broke it."""

    name: str
    data: bytes
    broken: Fault | None


def read_tar(path: str, stream: Unpacked, part: Part, limits: Limits, read: ReadFile) -> Iterator[Item]:
    """Records of the members in order, numbered within each; `read` reads a member. A member that can't be read is a
    Damage, and the others are read all the same.
    """
    if part.part:
        return  # an archive is never split
    seen, kept = Counter[str](), list[_Kept]()

    def told() -> Iterator[Item]:
        """The records of the neighbours."""
        names = [member.name for member in kept]
        data = {member.name: member.data for member in kept}
        beside = Beside(names if len(data) == len(names) else [], lambda name, most: data[name], limits)
        for member in kept:
            if beside.is_part(member.name):
                yield Passed(PASSED, member.name)
                continue
            opening = _opened(member, f"{path}/{member.name}")
            items = read_member(opening, told_apart(member.name, seen), _LOOK, _nested, limits, read)
            yield from beside.told(member.name, items)
        kept.clear()

    try:
        for name, archive, entry in members(stream, limits):
            if kept and (len(kept) == _MOST or _stem(name) != _stem(kept[0].name)):
                yield from told()
            opening = open_member(archive, entry, f"{path}/{name}")
            if name.lower().endswith(_BESIDE) and entry.size <= MOST_BYTES:
                data, broken = b"", None
                try:
                    with opening as member:
                        data = member.file.read()
                except Fault as fault:
                    broken = fault
                kept.append(_Kept(name, data, broken))
            else:
                yield from told()
                yield from read_member(opening, told_apart(name, seen), _LOOK, _nested, limits, read)
    except Fault:  # what was read ahead stands before it
        yield from told()
        raise
    yield from told()


@contextmanager
def _opened(member: _Kept, path: str) -> Iterator[Opened]:
    yield Opened(path, BytesIO(member.data), len(member.data), (), member=True)
    if member.broken:
        raise member.broken


def _stem(name: str) -> str:
    folder, slash, file = name.rpartition("/")
    return folder + slash + file.partition(".")[0]


def _nested(head: bytes) -> str | None:
    return "unknown kind: an archive in a tar archive" if head.startswith(ZIP) or is_tar(head) else None
