"""Files of a landing, in order, without following links out of it or holding more than their names."""

import os
import stat
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from nashra.lake import FileInfo, Storage
from nashra.landing.files.beneath import open_folder, status_of
from nashra.landing.files.opening import below_top
from nashra.landing.files.unread import is_kept_back
from nashra.landing.records import Fault

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
        found = list(_walk(storage, folder))
    else:
        found = [
            info for info in storage.files(folder)
            if all(map(wanted, info.path.removeprefix(folder).strip("/").split("/")))
        ]  # fmt: skip
    return sorted(found, key=lambda info: info.path)


def unlisted_folder(storage: Storage) -> tuple[str, OSError] | None:
    """A folder, the storage's own is "", of which nobody can say what is in it, such as another user's; None when there
    is none."""
    met: list[tuple[str, OSError]] = []
    if storage.is_local:
        for _ in _walk(storage, "", lambda path, error: met.append((path, error))):
            pass
    return min(met, key=lambda one: one[0], default=None)


def leaves_landing(storage: Storage, folder: str) -> bool:
    """Whether a folder is a link that leads out of the landing: then nothing in it is the landing's."""
    if not storage.is_local:
        return False
    try:
        status_of(storage.top, below_top(storage, folder))
    except Fault:
        return True
    except OSError:
        pass
    return False


def _walk(
    storage: Storage, folder: str, unlisted: Callable[[str, OSError], object] = lambda *_: None
) -> Iterator[FileInfo]:
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            handle = open_folder(storage.top, below_top(storage, here))
        except (FileNotFoundError, NotADirectoryError):
            continue
        except (OSError, Fault) as error:
            if is_kept_back(error):
                unlisted(here, error)
            if here != folder:
                yield FileInfo(here, 0)  # opening it will say why it can't be read
            continue
        try:
            with os.scandir(handle) as entries:
                empty = True
                for entry in entries:
                    empty = False
                    if not wanted(entry.name):
                        continue
                    path = f"{here}/{entry.name}" if here else entry.name
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(path)
                    else:
                        yield _info(storage, path, partial(entry.stat, follow_symlinks=False))
        finally:
            os.close(handle)
        if empty and here.lower().endswith(_FILE_SUFFIXES):
            yield FileInfo(here, 0)


def info_of(storage: Storage, path: str) -> FileInfo:
    """A file of a local disk as `list_files` would list it now; of size 0 and without a stamp when it is gone or a
    folder."""
    return _info(storage, path, lambda: Path(storage.root, path).lstat())


def _info(storage: Storage, path: str, look: Callable[[], os.stat_result]) -> FileInfo:
    """Of a link the file that it leads to, as long as that is in the landing."""
    stamp: tuple[int, ...] = ()
    try:
        status = look()
        if stat.S_ISLNK(status.st_mode):
            stamp = _times(status)  # where it leads may be changed without the file there
            status = status_of(storage.top, below_top(storage, path))
    except (OSError, Fault):
        return FileInfo(path, 0, stamp)
    if stat.S_ISDIR(status.st_mode):
        return FileInfo(path, 0)
    size = status.st_size if stat.S_ISREG(status.st_mode) else 0
    return FileInfo(path, size, stamp + _times(status))


def _times(status: os.stat_result) -> tuple[int, ...]:
    return status.st_mtime_ns, status.st_ctime_ns, status.st_ino
