"""Text files that somebody wrote or gave."""

import os
import stat
from pathlib import Path

from nashra.errors import BadFile

MOST_BYTES = 256_000_000  # of a file that is read as a whole


def read_text(path: Path, most: int = MOST_BYTES) -> str:
    """What a UTF-8 file holds, without the mark that some editors put before it, its lines ended by a newline.

    Raises BadFile, which names it, when it is another encoding's or no text, or has more than `most` bytes."""
    text = _decoded(path, "utf-8-sig", most)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def read_exactly(path: Path) -> str:
    """As read_text, with that mark and the ends of lines as they are: what is written back is no other file."""
    return _decoded(path, "utf-8", MOST_BYTES)


def read_bytes(path: Path, most: int = MOST_BYTES) -> bytes:
    """What a file holds. Raises BadFile, which names it, when it is none, which a pipe or a device is not, whatever its
    name leads to, or has more than `most` bytes; and OSError."""
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)  # a pipe would be waited for, a device endless
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise BadFile(f"{path} is not a file: a folder, a pipe or a device")
    with os.fdopen(handle, "rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise BadFile(f"{path} has more than {most} bytes")
    return data


def _decoded(path: Path, encoding: str, most: int) -> str:
    try:
        return read_bytes(path, most).decode(encoding)
    except UnicodeDecodeError as error:
        raise BadFile(f"{path} is not UTF-8 text (byte {error.start})") from error
