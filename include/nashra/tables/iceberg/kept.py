"""Files that a snapshot may name for ever.

Publishing puts a day's new file where the old one was, and a snapshot names files by their place. So each published
file is kept a second time under a name of its own, below `<lake>/_iceberg/data`: on a disk as a second link to the
same bytes, which costs nothing until the day is published anew, on S3 as a copy inside the store.
"""

import shutil
import uuid
from hashlib import sha256
from pathlib import Path

from nashra.lake import FileInfo, Storage

ROOT = "_iceberg"
DATA = f"{ROOT}/data"
_LETTERS = 20  # of a digest, enough to tell a table's files of one day apart


def keep_file(lake: Storage, info: FileInfo, registered: str | None) -> str:
    """Keeps a published file, if that is not done; returns the address that a snapshot may name.

    `registered` is the address that the last snapshot names for it: as long as that is the same file, nothing is read.
    """
    if registered and _same(lake, info.path, registered):
        return registered
    folder, _, name = info.path.rpartition("/")
    # No byte is read: publishing leaves a file alone whose bytes would not change, so another file is other bytes.
    told = sha256(f"{info.size} {info.stamp} {_inode(lake, info.path)}".encode()).hexdigest()
    kept = f"{DATA}/{folder}/{told[:_LETTERS]}-{name}"
    if not lake.exists(kept):
        if lake.is_local:
            _link(Path(lake.full(info.path)), Path(lake.full(kept)))
        else:
            lake.copy_object(info.path, kept)
    return address(lake, kept)


def address(lake: Storage, path: str) -> str:
    """A path below the lake as Iceberg writes it down: file:///..., or s3://bucket/..."""
    return f"{'file' if lake.is_local else 's3'}://{lake.full(path)}"  # as it is: engines do not undo escapes


def forget(lake: Storage, named: set[str]) -> int:
    """Removes kept files that no snapshot names any more; returns how many."""
    old = [info.path for info in lake.files(DATA) if address(lake, info.path) not in named]
    for path in old:
        lake.delete_file(path)
    return len(old)


def published_path(lake: Storage, kept: str) -> str:
    """The path below the lake of the published file that was kept at an address; "" for an address of elsewhere."""
    root = address(lake, DATA) + "/"
    if not kept.startswith(root):
        return ""
    folder, _, name = kept[len(root) :].rpartition("/")
    return f"{folder}/{name[_LETTERS + 1 :]}"


def _same(lake: Storage, path: str, registered: str) -> bool:
    if not lake.is_local:
        return False
    kept = Path(registered.removeprefix("file://"))
    return kept.exists() and kept.samefile(lake.full(path))


def _inode(lake: Storage, path: str) -> int:
    return Path(lake.full(path)).stat().st_ino if lake.is_local else 0


def _link(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    # never a name that was there before: what a killed process left is a second name of published bytes
    beside = target.with_name(f".{target.name}.{uuid.uuid4().hex}.part")
    try:
        try:
            beside.hardlink_to(source)
        except OSError:  # a disk without links, or a limit of them
            shutil.copyfile(source, beside)
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
