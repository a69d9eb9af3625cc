"""Indexes as files on this machine: those of a lake on a disk where they lie, of one on S3 as copies kept here.

SQLite reads files of a disk. An index is named by what it was made of and never changes under its name, so a copy is
fetched once, and again only when its day is published anew.
"""

import os
import shutil
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from hashlib import file_digest, sha256
from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict

from nashra.lake import Storage
from nashra.search.index import is_damaged


class Kept(BaseSettings):
    """NASHRA_SEARCH_CACHE: where copies of indexes are kept on this machine."""

    model_config = SettingsConfigDict(env_prefix="NASHRA_", env_ignore_empty=True, frozen=True)

    search_cache: str = ""

    @property
    def folder(self) -> Path:
        given = self.search_cache or os.environ.get("XDG_CACHE_HOME", "") or str(Path.home() / ".cache")
        return Path(given).expanduser().absolute() if self.search_cache else Path(given) / "nashra" / "search"


def local_index(lake: Storage, path: str) -> Path:
    """The index at a path of the lake, as a file of this machine. Raises OSError when it cannot be had."""
    if lake.is_local:
        return Path(lake.full(path))
    kept = _place(lake, path)
    if not kept.exists():
        _fetch(lake, path, kept)
    return kept


def fetch_ahead(lake: Storage, paths: Iterable[str]) -> None:
    """Fetches indexes that are not here yet, for whoever asks next; one that cannot be had is left to them."""
    for path in () if lake.is_local else paths:
        with suppress(OSError):
            local_index(lake, path)


def forget(lake: Storage, path: str) -> None:
    """Removes the copy of an index that turned out to be none."""
    if not lake.is_local:
        _place(lake, path).unlink(missing_ok=True)


def _place(lake: Storage, path: str) -> Path:
    where = lake.address.partition("?")[0]
    return Kept().folder / sha256(where.encode()).hexdigest()[:16] / path.partition("/")[2]


def _fetch(lake: Storage, path: str, kept: Path) -> None:
    kept.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".fetch.", suffix=".part", dir=kept.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as target, lake.open_input(path) as source:
            shutil.copyfileobj(source, target, 1 << 20)
        with part.open("rb") as fetched:
            if is_damaged(path, file_digest(fetched, "sha256").hexdigest()):
                raise OSError(f"{lake.full(path)} is not what was written")
        part.replace(kept)
    finally:
        part.unlink(missing_ok=True)
    for older in kept.parent.glob("*.sqlite"):  # of the day as it was published before
        if older != kept:
            older.unlink(missing_ok=True)
