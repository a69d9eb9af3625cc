"""Opening what lies below a folder of the local disk, step by step by descriptors, so that nothing outside is reached.

Each name is opened in the folder that is open already, and never followed by the system: a link is read and walked in
the same way, as long as it stays below the folder. What is swapped for something else between two steps is seen so.
"""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager

from nashra.landing.records import Fault

LEAVES = "link: leaves the landing"
_MOST_LINKS = 40  # that one path goes through, as the system has it
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
# O_NONBLOCK: a named pipe would otherwise be waited for until someone writes to it.
_FILE = os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC


def open_file(top: str, path: str) -> int:
    """A descriptor of the regular file at a path below `top`. Raises Fault when there is none, and OSError."""
    with _parent(top, path) as (folder, name):
        if not name:
            raise Fault("not a file: a folder")
        _refuse_others(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode)  # a device is not even opened
        handle = os.open(name, _FILE, dir_fd=folder)
        try:
            _refuse_others(os.fstat(handle).st_mode)
        except Fault:
            os.close(handle)
            raise
        return handle


def open_folder(top: str, path: str) -> int:
    """A descriptor of the folder at a path below `top`. Raises Fault where a link leaves, and OSError."""
    with _parent(top, path) as (folder, name):
        return os.open(name, _FOLDER, dir_fd=folder) if name else os.dup(folder)


def status_of(top: str, path: str) -> os.stat_result:
    """What lies at a path below `top`, its links followed. Raises Fault where one leaves, and OSError."""
    with _parent(top, path) as (folder, name):
        return os.stat(name, dir_fd=folder, follow_symlinks=False) if name else os.fstat(folder)


def _refuse_others(mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise Fault("not a file: " + ("a folder" if stat.S_ISDIR(mode) else "a pipe, socket or device"))


@contextmanager
def _parent(top: str, path: str) -> Iterator[tuple[int, str]]:
    """The folder, open, in which a path ends, and the name that it ends with, which is no link; "" for `top` itself."""
    open_folders = [os.open(top, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)]
    try:
        name = _walk(top, path, open_folders)
        yield open_folders[-1], name
    finally:
        for folder in open_folders:
            os.close(folder)


def _walk(top: str, path: str, open_folders: list[int]) -> str:
    """Opens the folders of a path, one in the other; returns the last name. `open_folders` begins with `top`."""
    waiting, links, target = _steps(path), 0, ""
    while waiting:
        name = waiting.pop()
        if name == "..":
            if len(open_folders) == 1:
                raise Fault(LEAVES, os.fsencode(target))
            os.close(open_folders.pop())
            continue
        here = open_folders[-1]
        mode = os.stat(name, dir_fd=here, follow_symlinks=False).st_mode
        if stat.S_ISLNK(mode):
            links += 1
            if links > _MOST_LINKS:
                raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
            target = os.readlink(name, dir_fd=here)
            waiting += _target(top, target, open_folders)
        elif waiting:
            open_folders.append(os.open(name, _FOLDER, dir_fd=here))
        else:
            return name
    return ""


def _target(top: str, target: str, open_folders: list[int]) -> list[str]:
    """The steps that a link stands for. One that names its whole path begins at `top` again, and must lie below it."""
    if not target.startswith("/"):
        return _steps(target)
    for root in (top, os.path.realpath(top)):
        if target == root or target.startswith(f"{root.rstrip('/')}/"):
            while len(open_folders) > 1:
                os.close(open_folders.pop())
            return _steps(target[len(root) :])
    raise Fault(LEAVES, os.fsencode(target))


def _steps(path: str) -> list[str]:
    """The names of a path, the first last."""
    return [name for name in reversed(path.split("/")) if name not in ("", ".")]
