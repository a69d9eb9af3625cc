"""Files and folders that somebody names to a command."""

from pathlib import Path

from nashra.lake import Storage


def given(path: Path | str) -> tuple[Storage, str]:
    """The storage to read, and the file in it; "" for all of it.

    Raises FileNotFoundError for a path that is not there.
    """
    if "://" in str(path):
        storage = Storage(str(path))
        if not storage.exists(""):
            raise FileNotFoundError(f"there is nothing at {path}")
        return storage, ""
    path = Path(path)
    if not path.exists():
        raise FileNotFoundError(f"there is no file or folder {path}")
    return (Storage(str(path)), "") if path.is_dir() else (Storage(str(path.parent)), path.name)
