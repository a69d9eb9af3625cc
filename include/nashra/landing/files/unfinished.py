"""Files of a landing that are still on their way: who uploads or makes them gives them another name first."""

import os
import re

from nashra.lake import Storage

_ENDINGS = (".part", ".tmp")
_JOBS = frozenset(["_temporary"])  # the folder of a Spark or Hadoop job that has not ended
_RSYNC = re.compile(r"\..+\.[A-Za-z0-9]{6}")


def is_unfinished(path: str) -> bool:
    """Whether a path names a file that is being written. What is hidden by whoever made it is no such file."""
    *folders, name = path.split("/")
    if any(folder.startswith(".") for folder in folders):
        return False
    if not _JOBS.isdisjoint(folders) or _RSYNC.fullmatch(name):
        return True
    return name.endswith(_ENDINGS) and not name.startswith(".")


def unfinished_files(storage: Storage) -> list[str]:
    """Paths of such files below a storage's root, sorted; none when there is no such folder."""
    if not storage.is_local:
        return [info.path for info in storage.files() if is_unfinished(info.path)]
    found = []
    for folder, _, names in os.walk(storage.root):
        inside = os.path.relpath(folder, storage.root)
        paths = (name if inside == "." else f"{inside}/{name}" for name in names)
        found += [path for path in paths if is_unfinished(path)]
    return sorted(found)
