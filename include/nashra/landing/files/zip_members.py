"""Files inside a .zip, each read as if it lay in the landing, under the archive's path and its own."""

import lzma
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO, BinaryIO, cast

from nashra.landing.files.listing import wanted
from nashra.landing.files.opening import Opened
from nashra.landing.files.unread import unpacking
from nashra.landing.limits import Limits
from nashra.landing.records import Fault

ZIP = b"PK\x03\x04"
_END, _END_SIZE, _FAR = (
    b"PK\x05\x06",
    22,
    1 << 16,
)  # the record that ends an archive, and how far it may be from the end
_ENTRY, _MANY = 200, 0xFFFF  # bytes of a member in the list, about; what stands for a number of members too large
_LEAST = 30  # bytes of a member's head, at the least
_BEHIND = 8192  # bytes behind a member within which the next begins, whatever its head holds
_SHOWN = 1 << 16
_OFFICE = frozenset(["[Content_Types].xml", "META-INF/MANIFEST.MF", "META-INF/container.xml", "mimetype"])
_EXCEL, _OPEN_DOCUMENT = "xl/workbook.xml", frozenset(["mimetype", "content.xml"])
_WORD = frozenset(["[Content_Types].xml", "word/document.xml"])
_KINDS = {b"opendocument.spreadsheet": "ods", b"opendocument.text": "odt"}
_NAME = 200  # bytes of the name of a document's kind
_STEP = 1 << 18
_IN_MEMORY = 8_000_000  # bytes of a member that are read at random places before a temporary file is made
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
_UTF8 = 0x800  # the flag of a name that is UTF-8; without it many tools write UTF-8 all the same


class Lid:
    """How many bytes may come out of an archive in all: members may stand for the same packed bytes, and cells of a
    workbook for the same text."""

    def __init__(self, packed: int, limits: Limits) -> None:
        self._limits = limits
        self._left = max(float(limits.unpacked_free_bytes), limits.unpacked_ratio * packed)

    @property
    def is_reached(self) -> bool:
        return self._left < 0

    def take(self, count: int) -> None:
        """Raises Fault where more came out than may."""
        self._left -= count
        if self.is_reached:
            raise Fault(f"bomb: unpacks to more than {self._limits.unpacked_ratio:g} times its size")

    def over(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            self.take(len(chunk))
            yield chunk


def open_archive(opened: Opened, limits: Limits) -> zipfile.ZipFile:
    """The archive. Raises Fault when it is damaged or lists too many members."""
    _refuse_long_list(opened, limits)
    try:
        return zipfile.ZipFile(opened.file)
    except (*_BROKEN, struct.error) as error:
        raise _fault(error) from error


def document_of(archive: zipfile.ZipFile) -> str | None:
    """Whether the archive is a spreadsheet, "xlsx" or "ods", or a text, "docx" or "odt"; None where it is no document.
    Raises Fault for others."""
    names = frozenset(archive.namelist())
    if _EXCEL in names:
        return "xlsx"
    if names >= _WORD:
        return "docx"
    if names >= _OPEN_DOCUMENT and archive.getinfo("mimetype").file_size < _NAME:
        with suppress(*_BROKEN):
            kind = archive.read("mimetype").strip()
            return next((short for long, short in _KINDS.items() if kind.endswith(long)), None) or _refused()
    return _refused() if names & _OFFICE else None


def _refused() -> str:
    raise Fault("unknown kind: a zip archive that is another document or a program (pptx, odp, epub, jar)")


def _refuse_long_list(opened: Opened, limits: Limits) -> None:
    """Before the list is read: some hundred bytes of memory are needed for each of its members."""
    file = opened.file
    file.seek(max(opened.size - _FAR - _END_SIZE, 0))
    tail = file.read(_FAR + _END_SIZE)
    file.seek(0)
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_SIZE:
        raise Fault("truncated: the zip archive has no list of its members at its end")
    members, size = struct.unpack("<HI", tail[at + 10 : at + 16])
    if size > _ENTRY * limits.zip_members or (members > limits.zip_members and members != _MANY):
        raise Fault(f"zip: more than {limits.zip_members} members")


def unlisted(archive: zipfile.ZipFile, opened: Opened) -> Iterator[tuple[int, bytes]]:
    """Members that are there and which the archive's list lacks, as where its end is damaged and that of an archive in
    it is taken for its own: how many bytes stand where they are, and the first of these."""
    at = 0
    infos = sorted(archive.infolist(), key=lambda info: info.header_offset)
    for begin, end in (*((info.header_offset, _end(info)) for info in infos), (archive.start_dir, 0)):
        if begin - at >= _LEAST:
            opened.file.seek(at)
            data = opened.file.read(min(begin - at, _SHOWN))
            if ZIP in data[:_BEHIND]:
                yield begin - at, data
        at = max(at, end)


def _end(info: zipfile.ZipInfo) -> int:
    """Where a member ends, or somewhat before: what its own head holds beside its name is not known."""
    return info.header_offset + _LEAST + len(info.orig_filename.encode("utf-8", "replace")) + info.compress_size


def members(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    """The members that belong to a landing, in the order of the archive: no folders, nothing hidden or unfinished."""
    for info in archive.infolist():
        folders = [part for part in name_of(info).split("/") if part]
        if folders and not info.is_dir() and folders[0] != "__MACOSX" and all(map(wanted, folders)):
            yield info


def name_of(info: zipfile.ZipInfo) -> str:
    """The member's path, with "/" between folders."""
    name = info.filename
    if not info.flag_bits & _UTF8:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return name.lstrip("/")


@contextmanager
def open_member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: str, limits: Limits, lid: Lid | None = None
) -> Iterator[Opened]:
    """A member open for reading bytes, seekable. Raises Fault when it can't be read. `lid`: of all that are read."""
    if info.flag_bits & 1:
        raise Fault("zip: the member is encrypted")
    try:
        packed = archive.open(info)
    except _BROKEN as error:
        raise _fault(error) from error
    with packed:
        member = _Member(packed, info, limits, lid)
        if member.read(4) not in (b"PAR1", ZIP):
            member.seek(0)
            yield Opened(path, cast(BinaryIO, member), info.file_size, (), member=True)
            return
        member.seek(0)
        with tempfile.SpooledTemporaryFile(_IN_MEMORY) as copy:  # these are read from their end, and here and there
            while block := member.read(_STEP):
                with unpacking():
                    copy.write(block)
            with unpacking():
                copy.seek(0)
            yield Opened(path, cast(BinaryIO, copy), info.file_size, (), member=True)


class _Member:
    """A member's bytes, with a lid on how many there may be."""

    def __init__(self, packed: IO[bytes], info: zipfile.ZipInfo, limits: Limits, lid: Lid | None) -> None:
        self._packed = packed
        self._most = max(limits.unpacked_free_bytes, limits.unpacked_ratio * info.compress_size)
        self._limits, self._lid = limits, lid

    def read(self, size: int = -1, /) -> bytes:
        try:
            data = self._packed.read(size)
        except _BROKEN as error:
            raise _fault(error) from error
        if (at := self._packed.tell()) > self._limits.unpacked_bytes:
            raise Fault(f"bomb: unpacks to more than {self._limits.unpacked_bytes} bytes")
        if at > self._most:
            raise Fault(f"bomb: unpacks to more than {self._limits.unpacked_ratio:g} times its size")
        if self._lid:
            self._lid.take(len(data))
        return data

    def seek(self, offset: int, whence: int = 0, /) -> int:
        return self._packed.seek(offset, whence)

    def tell(self) -> int:
        return self._packed.tell()


def _fault(error: Exception) -> Fault:
    return Fault(f"zip: {' '.join(str(error).split())[:120] or type(error).__name__}")
