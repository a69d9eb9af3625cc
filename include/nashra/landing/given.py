"""Files and folders that somebody names to a command, or pipes into it."""

import atexit
import shutil
import sys
import tempfile
from functools import cache
from pathlib import Path

from nashra.lake import Storage

PIPED = "-"  # standard input; a file of that name is ./-


def given(path: Path | str) -> tuple[Storage, str]:
    """The storage to read, and the file in it; "" for all of it.

    Raises FileNotFoundError for a path that is not there.
    """
    if "://" in str(path):
        storage = Storage(str(path))
        if not storage.exists(""):
            raise FileNotFoundError(f"there is nothing at {path}")
        return storage, ""
    path = on_disk(path)
    if not path.exists():
        raise FileNotFoundError(f"there is no file or folder {path}")
    return (Storage(str(path)), "") if path.is_dir() else (Storage(str(path.parent)), path.name)


def on_disk(path: Path | str) -> Path:
    """The path, or the file that holds what was piped into the command where it is PIPED."""
    return _piped() if str(path) == PIPED else Path(path)


@cache
def _piped() -> Path:
    """All of standard input, as a file: what it is, is found in it, and it is read more than once."""
    folder = Path(tempfile.mkdtemp(prefix="nashra-piped-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    file = folder / "stdin"
    with file.open("wb") as made:
        shutil.copyfileobj(sys.stdin.buffer, made)
    return file
