"""Secrets in files: made once, whole or not at all, whoever else makes them at the same moment."""

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from nashra.errors import NashraError


class EmptySecret(NashraError, RuntimeError):
    """A file that should hold a secret holds none: it was made on a full disk, or emptied."""


def kept(path: Path, make: Callable[[], str]) -> str:
    """What a file holds that only the user can read; it is made, with what `make` gives, when there is none.

    The file appears with its content or not at all, and of two that make it at once one wins for both. Raises
    EmptySecret, and OSError when it cannot be made.
    """
    with suppress(FileNotFoundError):
        return _read(path)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")  # for the user alone
    try:
        with os.fdopen(handle, "w") as file:
            file.write(make())
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):  # another was first
            os.link(temporary, path)
    finally:
        Path(temporary).unlink(missing_ok=True)
    return _read(path)


def _read(path: Path) -> str:
    found = path.read_text()
    if not found.strip():
        raise EmptySecret(f"the secret {path.name} is empty: {path}; remove that file, and it is made anew")
    return found
