"""Text files that somebody wrote or gave."""

import os
import stat
import sys
from pathlib import Path
from typing import IO, BinaryIO

from nashra.errors import BadFile

MOST_BYTES = 256_000_000  # of a file that is read as a whole
_STEP = 1 << 20
STANDARD = Path("-")  # in place of a file that a command is given: standard input


def read_text(path: Path, most: int = MOST_BYTES) -> str:
    """What a UTF-8 file holds, without the mark that some editors put before it, its lines ended by a newline.

    Raises BadFile, which names it, when it is another encoding's or no text, or has more than `most` bytes."""
    text = _decoded(path, "utf-8-sig", most)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def read_exactly(path: Path) -> str:
    """As read_text, with that mark and the ends of lines as they are: what is written back is no other file."""
    return _decoded(path, "utf-8", MOST_BYTES)


def read_given(path: Path, most: int | None = None) -> bytes:
    """What a command is given to read: a file, a pipe that somebody writes to, or standard input.

    Raises BadFile when it has more than `most` bytes, MOST_BYTES when None, as a device has, whose end nobody sees;
    and OSError."""
    most = MOST_BYTES if most is None else most
    if path == STANDARD:
        return _bounded(sys.stdin.buffer, given_name(path), most)
    with path.open("rb", buffering=0) as file:
        return _bounded(file, given_name(path), most)


def given_name(path: Path) -> str:
    """What is said of it."""
    return "standard input" if path == STANDARD else str(path)


def lines_given(path: Path) -> list[str]:
    """The lines of a UTF-8 text that a command is given, without their ends, whatever system wrote them.

    Raises BadFile, as read_given does."""
    try:
        text = read_given(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadFile(f"{given_name(path)} is not UTF-8 text (byte {error.start})") from None
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines if lines[-1] else lines[:-1]


def require_text(text: str, name: str) -> None:
    """Raises BadFile, which calls it `name`, when it holds bytes of a terminal or a file that are no UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise BadFile(f"{name} is not UTF-8 text") from None


def read_bytes(path: Path, most: int = MOST_BYTES) -> bytes:
    """What a file holds. Raises BadFile, which names it, when it is none, which a pipe or a device is not, whatever its
    name leads to, or has more than `most` bytes; and OSError."""
    with open_regular(path) as file:
        return _bounded(file, str(path), most)


def open_regular(path: Path) -> BinaryIO:
    """A file opened for reading bytes. Raises BadFile when it is none, as read_bytes does."""
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)  # a pipe would be waited for, a device endless
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise BadFile(f"{path} is not a file: a folder, a pipe or a device")
    return os.fdopen(handle, "rb")


def _bounded(file: IO[bytes], name: str, most: int) -> bytes:
    """All that is left of a file, a step at a time: what is asked for at once is set aside at once."""
    found = bytearray()
    while step := file.read(min(_STEP, most + 1 - len(found))):
        found += step
        if len(found) > most:
            raise BadFile(f"{name} has more than {most} bytes")
    return bytes(found)


def _decoded(path: Path, encoding: str, most: int) -> str:
    try:
        return read_bytes(path, most).decode(encoding)
    except UnicodeDecodeError as error:
        raise BadFile(f"{path} is not UTF-8 text (byte {error.start})") from error
