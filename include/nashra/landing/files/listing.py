"""Files of a landing, in order, without following links out of it or holding more than their names."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from nashra.lake import FileInfo, Storage

_UNFINISHED = (".part", ".tmp", ".crc")
_MARKERS = frozenset(["_SUCCESS", "_temporary", "_committed", "_started"])
_FILE_SUFFIXES = (".txt", ".jsonl", ".csv", ".parquet", ".html", ".gz", ".zst", ".json", ".warc", ".wet", ".zip")


def wanted(name: str) -> bool:
    """Whether a file or folder of this name belongs to the landing: not hidden, not unfinished, no marker."""
    return not name.startswith(".") and not name.endswith(_UNFINISHED) and name not in _MARKERS


def list_files(storage: Storage, folder: str = "") -> list[FileInfo]:
    """Files below a folder that are to be read, sorted by path; none when there is no such folder.

    On a local disk links, pipes and empty folders with a file's name are listed with size 0: whoever opens
    them says what is wrong.
    """
    if storage.is_local:
        found = list(_walk(Path(storage.root), folder))
    else:
        found = [
            info for info in storage.files(folder)
            if all(map(wanted, info.path.removeprefix(folder).strip("/").split("/")))
        ]  # fmt: skip
    return sorted(found, key=lambda info: info.path)


def _walk(root: Path, folder: str) -> Iterator[FileInfo]:
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            entries = os.scandir(root / here)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError:
            yield FileInfo(here, 0)  # opening it will say why it can't be read
            continue
        with entries:
            empty = True
            for entry in entries:
                empty = False
                if not wanted(entry.name):
                    continue
                path = f"{here}/{entry.name}" if here else entry.name
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(path)
                else:
                    yield _info(path, entry)
        if empty and here.lower().endswith(_FILE_SUFFIXES):
            yield FileInfo(here, 0)


def info_of(storage: Storage, path: str) -> FileInfo:
    """A file of a local disk as `list_files` would list it now; of size 0 and without a stamp when it is gone or a
    folder."""
    return _info(path, Path(storage.root, path))


def _info(path: str, entry: "os.DirEntry[str] | Path") -> FileInfo:
    try:
        status = entry.stat()
    except OSError:
        return FileInfo(path, 0)
    if stat.S_ISDIR(status.st_mode):
        return FileInfo(path, 0)
    size = status.st_size if stat.S_ISREG(status.st_mode) else 0
    return FileInfo(path, size, (status.st_mtime_ns, status.st_ctime_ns, status.st_ino))
