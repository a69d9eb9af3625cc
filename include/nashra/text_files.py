"""Text files that somebody wrote or gave."""

from pathlib import Path

from nashra.errors import BadFile


def read_text(path: Path) -> str:
    """What a UTF-8 file holds. Raises BadFile, which names it, when it is another encoding's or no text."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise BadFile(f"{path} is not UTF-8 text (byte {error.start})") from error
