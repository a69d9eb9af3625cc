"""A file on S3 that stays what it was: reads ask for one ETag, and go to the copy when the file was replaced."""

import io
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from nashra.errors import NashraError
from nashra.lake import Storage
from nashra.tables.snapshot.objects import key_of

KEPT = "_kept"  # the folder of a lake on S3 for what was replaced (see moment.py)


class Replaced(NashraError, OSError):
    """A file was published anew long ago, and its copy is gone: the lake must be opened again."""


def kept_path(path: str, etag: str) -> str:
    """Where the file with that ETag is, below the lake, when it is no longer at its path."""
    name = etag.strip('"')
    return f"{KEPT}/{path}/{name}.parquet"


@dataclass
class Pinned(io.RawIOBase):
    """The object that a path named at a moment, as a file for pyarrow; nothing is asked before it is read."""

    store: Any
    lake: Storage
    path: str
    etag: str
    size: int

    def __post_init__(self) -> None:
        self._at, self._moved = 0, False

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self.size}[whence]
        return self._at

    def read(self, size: int | None = -1) -> bytes:
        end = self.size if size is None or size < 0 else min(self._at + size, self.size)
        data = self._bytes(self._at, end) if end > self._at else b""
        self._at += len(data)
        return data

    def _bytes(self, start: int, end: int) -> bytes:
        import obstore
        from obstore.exceptions import PreconditionError

        def get(path: str, **condition: str) -> bytes:
            key, options = key_of(self.lake, path), {"range": (start, end), **condition}
            return bytes(obstore.get(self.store, key, options=options).bytes())  # type: ignore[arg-type]

        if not self._moved:
            try:
                return get(self.path, if_match=self.etag)
            except (PreconditionError, FileNotFoundError):
                self._moved = True
        try:
            return get(kept_path(self.path, self.etag))
        except FileNotFoundError as error:
            raise Replaced(f"{self.path} was published anew and its copy is gone: open the lake again") from error

    def native(self) -> pa.NativeFile:
        return pa.PythonFile(self, mode="r")
