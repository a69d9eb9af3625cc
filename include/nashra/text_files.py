"""Text files that somebody wrote or gave."""

from pathlib import Path

from nashra.errors import BadFile


def read_text(path: Path) -> str:
    """What a UTF-8 file holds, without the mark that some editors put before it, its lines ended by a newline.

    Raises BadFile, which names it, when it is another encoding's or no text."""
    return _read(path, "utf-8-sig", None)


def read_exactly(path: Path) -> str:
    """As read_text, with that mark and the ends of lines as they are: what is written back is no other file."""
    return _read(path, "utf-8", "")


def _read(path: Path, encoding: str, newline: str | None) -> str:
    try:
        with path.open(encoding=encoding, newline=newline) as file:
            return file.read()
    except UnicodeDecodeError as error:
        raise BadFile(f"{path} is not UTF-8 text (byte {error.start})") from error
