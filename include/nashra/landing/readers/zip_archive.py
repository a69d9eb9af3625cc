"""A .zip file: the records of each of its members, as if these lay in the landing; a spreadsheet or a
text document, which are such files too, is read as what it is."""

import zipfile
from collections import Counter
from collections.abc import Iterator

from nashra.landing.beside import PASSED, Beside
from nashra.landing.files.opening import Opened, printable
from nashra.landing.files.zip_members import Lid, document_of, members, name_of, open_archive, open_member, unlisted
from nashra.landing.limits import Limits
from nashra.landing.readers.archive_members import Item, ReadFile, read_member, told_apart
from nashra.landing.readers.text_document import read_document
from nashra.landing.readers.workbook import read_workbook
from nashra.landing.records import Damage, Fault, Part, Passed

_TEXTS = ("docx", "odt")


def read_zip(opened: Opened, part: Part, limits: Limits, read: ReadFile) -> Iterator[Item]:
    """Records of the members in order, numbered within each; `read` reads a member. A member that can't be read is a
    Damage, and the others are read all the same.
    """
    if part.part:
        return  # an archive is never split
    with open_archive(opened, limits) as archive:
        for size, data in unlisted(archive, opened):
            yield Damage(0, f"zip: {size} bytes of members that its list lacks", data)
        if kind := document_of(archive):
            document = read_document(archive, kind, limits) if kind in _TEXTS else read_workbook(archive, limits)
            yield from document
            return
        if opened.member:
            raise Fault("unknown kind: a zip archive in a zip archive")
        seen, lid = Counter[str](), Lid(opened.size, limits)
        beside = _beside(archive, opened.path, limits, lid)
        for info in members(archive):
            name = printable(name_of(info))
            if beside.is_part(name):
                yield Passed(PASSED, name)
                continue
            opening = open_member(archive, info, f"{opened.path}/{name}", limits, lid)
            items = read_member(opening, told_apart(name, seen), 1, _readable, limits, read)
            yield from beside.told(name, items)
            if lid.is_reached:
                return  # told with the member


def _beside(archive: zipfile.ZipFile, path: str, limits: Limits, lid: Lid) -> Beside:
    """Which members belong to a text beside them; of two of one name neither does."""
    named = Counter(printable(name_of(info)) for info in members(archive))
    infos = {name: info for info in members(archive) if named[name := printable(name_of(info))] == 1}

    def fetch(name: str, most: int) -> bytes | None:
        if infos[name].file_size > most:
            return None
        try:
            with open_member(archive, infos[name], f"{path}/{name}", limits, lid) as member:
                return member.file.read(most)
        except Fault:
            return None

    return Beside(infos, fetch, limits)


def _readable(_: bytes) -> None:
    """A member is looked into, whatever it is: a document in an archive is read, an archive in one refuses itself."""
