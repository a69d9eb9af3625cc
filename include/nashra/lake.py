"""One door to files, on a local disk or on S3, and the places a night's files have in the lake.

Built on pyarrow's file systems. Nothing relies on rename: a local file appears whole through a temporary
name and `os.replace`, an S3 object appears whole when its upload is completed.
"""

import errno
import json
import os
import re
import tempfile
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, cast

import pyarrow as pa
import pyarrow.fs as pafs
import pyarrow.parquet as pq

from nashra import sending
from nashra.errors import NashraError
from nashra.seal import is_sealed

_BEGIN, _END = ".", ".part"  # of the temporary name of a file that is being written
_STEP = 1 << 20
_TRIES = 1000  # at a folder that others are removing too: each of them leaves less of it
# Seconds until a small file is asked for again. Arrow does so itself where a store is busy, but not where the store's
# answer, that it is, is longer than the file.
_WAITS = (0.3, 1.0, 3.0)
_DAY = re.compile(r"(?:^|/)day=(\d{4}-\d{2}-\d{2})(?=/|$)")
_PLACE = re.compile(r"(?:^|/)(\w+)/(?:day=[^/]+/)?\1\.parquet$")
Stamp = list[int]
"""Size in bytes, and crc32 where reading again costs little (not on S3: then only the size)."""
_written: ContextVar[dict[str, Stamp] | None] = ContextVar("_written", default=None)


def partition_path(table: str, day: str) -> str:
    """Where a day of a published table is, below the lake."""
    return f"{table}/day={day}/{table}.parquet"


def day_of(path: str) -> str | None:
    """The day of a partition's file or folder, by the last part of its path that says one."""
    found = _DAY.findall(path)
    return str(found[-1]) if found else None


def place_of(path: str) -> str:
    """Where in a lake a published table is, by the end of its path: what its seal names. "" of any other file."""
    found = _PLACE.search(path)
    return found[0].lstrip("/") if found else ""


def damaged(path: str) -> str:
    """What is said of a file whose seal is broken."""
    said = "is damaged, gone or another's, not what was published there; make run, or nashra_upkeep, makes it again"
    return f"{path} {said}"


class BadAddress(NashraError, ValueError):
    """An address that no file system can be opened at."""


class Unreadable(NashraError, pa.ArrowInvalid):  # type: ignore[misc]
    """A file that is there and is not the Parquet that it should be."""


@contextmanager
def recording() -> Iterator[dict[str, Stamp]]:
    """Full paths of the files that are written, whole, while the block runs, each with the stamp of what was
    written: taken before the file is in its place, so that what happens to it there is told."""
    found: dict[str, Stamp] = {}
    token = _written.set(found)
    try:
        yield found
    finally:
        _written.reset(token)


def _unfinished(name: str) -> bool:
    return name.startswith(_BEGIN) and name.endswith(_END)


def _note(target: str, made: Path, is_local: bool) -> None:
    if (found := _written.get()) is not None:
        with made.open("rb") as file:
            found[target] = stamp_of(file, is_local)


def let_all_read(file: Path) -> None:
    """Where the file system knows who may read a file; FAT and some shares have one answer for all."""
    try:
        file.chmod(0o644)
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.ENOSYS):
            raise


def stamp_of(file: BinaryIO, is_local: bool) -> Stamp:
    """The stamp of an open file; OSError when it can't be read."""
    if not is_local:
        return [file.seek(0, os.SEEK_END)]
    size = checksum = 0
    while block := file.read(_STEP):
        size, checksum = size + len(block), zlib.crc32(block, checksum)
    return [size, checksum]


def read_parquet(file: BinaryIO | Path, name: str, columns: list[str] | None = None) -> pa.Table:
    """The table of a Parquet file. Raises Unreadable, which calls it `name`, when it is none or lacks a column."""
    try:
        return pq.read_table(file, columns=columns, page_checksum_verification=True)
    except (pa.ArrowException, OSError) as error:
        if not _is_damage(error):
            raise
        wanted = f" with the columns {', '.join(columns)}" if columns else ""
        said = " ".join(str(error).partition(" in ")[0].split())
        raise Unreadable(f"{name} is no Parquet file{wanted}: {said}") from error


def _is_damage(error: Exception) -> bool:
    """Whether Arrow says that the bytes are bad, a page's checksum among them, and not that they can't be had."""
    return not isinstance(error, OSError) or (error.errno is None and not _is_of_store(error))


def _is_of_store(error: OSError) -> bool:
    return "AWS Error" in str(error)


def open_parquet(path: Path, columns: list[str]) -> pq.ParquetFile:
    """A Parquet file to be read in batches. Raises Unreadable when it is none or lacks one of the columns."""
    try:
        file = pq.ParquetFile(path)
    except pa.ArrowInvalid as error:
        raise Unreadable(f"{path} is no Parquet file: {error}") from error
    if missing := [name for name in columns if name not in file.schema_arrow.names]:
        raise Unreadable(f"{path} has no column {', '.join(missing)}")
    return file


@dataclass(frozen=True, slots=True)
class FileInfo:
    """A file of a storage: its POSIX path below the storage's root, and its size in bytes."""

    path: str
    size: int
    stamp: tuple[int, ...] = ()  # times, and what else tells that it was written to; () when nothing is known


@cache
def _disk() -> pafs.FileSystem:
    """It has no state, and a storage is made for each folder that is read."""
    return pafs.LocalFileSystem()


class Storage:
    """A folder or an `s3://bucket/prefix`, with paths relative to it.

    For S3, `region`, `scheme` and `endpoint_override` come from the address's query or from the AWS_* variables,
    credentials from the latter alone (an address is logged). S3 has no folders: one is there when a key begins
    with its name, or when someone made the empty key `<name>/`.
    """

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/") or "/"
        self.is_local = "://" not in address
        self.fs: pafs.FileSystem
        if self.is_local:
            self.root = str(Path(address).absolute())
            self.fs = _disk()
        else:
            options = []
            if "endpoint_override" not in address and (endpoint := os.environ.get("AWS_ENDPOINT_URL")):
                scheme, _, host = endpoint.rpartition("://")
                options = [f"scheme={scheme or 'https'}", f"endpoint_override={host}"]
            joined = self.address + ("?" if "?" not in self.address else "&") + "&".join(options)
            if not address.startswith("s3://"):
                raise BadAddress(f"{address} is neither a folder nor an s3://bucket/prefix")
            try:
                self.fs, self.root = pafs.FileSystem.from_uri(joined if options else self.address)
            except pa.ArrowInvalid as error:
                raise BadAddress(f"{address} is no s3://bucket/prefix: {error}") from error
            if not self.root:
                raise BadAddress(f"{address} names no bucket: write s3://bucket/prefix")
        self.top = self.root  # of the storage that this one is a part of: what lies below it belongs to it

    def full(self, path: str) -> str:
        """The path as the file system below knows it."""
        return f"{self.root}/{path}" if path else self.root

    def sub(self, path: str) -> "Storage":
        """The same storage, rooted at a folder of it."""
        child = object.__new__(Storage)
        base, mark, query = self.address.partition("?")
        child.address, child.is_local = f"{base}/{path}{mark}{query}", self.is_local
        child.fs, child.root, child.top = self.fs, self.full(path), self.top
        return child

    def files(self, folder: str = "") -> list[FileInfo]:
        """All files below a folder, sorted by path; none when there is no such folder.

        What a killed writer left under a temporary name is no file.
        Links that leave the folder are listed like files: whoever opens one decides (see landing).
        """
        infos = self.fs.get_file_info(pafs.FileSelector(self.full(folder), recursive=True, allow_not_found=True))
        found = [
            FileInfo(info.path[len(self.root) :].lstrip("/"), info.size or 0, (info.mtime_ns or 0,))
            for info in infos
            if info.type == pafs.FileType.File and not _unfinished(info.base_name)
        ]
        return sorted(found, key=lambda info: info.path)

    def folders(self, folder: str = "") -> list[str]:
        """Names of the folders directly in a folder, sorted."""
        infos = self.fs.get_file_info(pafs.FileSelector(self.full(folder), allow_not_found=True))
        return sorted(info.base_name for info in infos if info.type == pafs.FileType.Directory)

    def exists(self, path: str) -> bool:
        return bool(self.fs.get_file_info(self.full(path)).type != pafs.FileType.NotFound)

    def open_input(self, path: str) -> BinaryIO:
        """A seekable file opened for reading bytes, without decompression."""
        return cast(BinaryIO, self.fs.open_input_file(self.full(path)))

    def digest(self, path: str) -> str:
        """sha256 of a file, in hex."""
        total = sha256()
        with self.open_input(path) as file:
            while block := file.read(_STEP):
                total.update(block)
        return total.hexdigest()

    def read_bytes(self, path: str) -> bytes:
        """All of a small file. What a store refuses is asked for again, a few times."""
        for wait in _WAITS:
            try:
                return self._read_bytes(path)
            except OSError as error:
                if not _is_of_store(error):
                    raise
            time.sleep(wait)
        return self._read_bytes(path)

    def _read_bytes(self, path: str) -> bytes:
        with self.open_input(path) as file:
            return file.read()

    @contextmanager
    def writing(self, path: str) -> Iterator[BinaryIO]:
        """A file opened for writing that appears, whole, under its name only when the block ends well."""
        target = self.full(path)
        if not self.is_local:
            # Made on the disk and then sent: closing an upload completes it, also after an exception.
            with tempfile.NamedTemporaryFile(prefix="nashra-", suffix=_END) as made:
                yield cast(BinaryIO, made)
                made.flush()
                _note(target, Path(made.name), self.is_local)
                sending.send(Path(made.name), self.fs, target)
            return
        parent = Path(target).parent
        parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=parent, prefix=_BEGIN, suffix=_END)
        try:
            with os.fdopen(handle, "w+b") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            let_all_read(Path(temporary))
            _note(target, Path(temporary), self.is_local)
            Path(temporary).replace(target)
        except BaseException as error:
            Path(temporary).unlink(missing_ok=True)
            if isinstance(error, OSError) and error.errno is not None and not error.filename:
                error.filename = target  # a full disk: which one
            raise

    def write_bytes(self, path: str, data: bytes) -> None:
        with self.writing(path) as file:
            file.write(data)

    def write_json(self, path: str, value: Any) -> None:
        self.write_bytes(path, json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1).encode())

    def read_json(self, path: str) -> Any:
        return json.loads(self.read_bytes(path))

    def write_table(self, path: str, table: pa.Table) -> None:
        """A Parquet file, zstd, whose bytes depend on the table alone."""
        with self.writing(path) as file:
            pq.write_table(table, file, compression="zstd", write_page_checksum=True)

    def write_tables(self, path: str, tables: Iterator[pa.Table], group_rows: int) -> None:
        """The same of tables one behind another, of one schema, each made when it is written: `group_rows` rows of one
        are in memory twice."""
        first = next(tables)
        with (
            self.writing(path) as file,
            pq.ParquetWriter(file, first.schema, compression="zstd", write_page_checksum=True) as writer,
        ):
            for table in chain([first], tables):
                writer.write_table(table, row_group_size=group_rows)

    def read_table(self, path: str, columns: list[str] | None = None) -> pa.Table:
        """A Parquet file. Raises Unreadable when it is none, or is not as it was published at this place."""
        with self.open_input(path) as file:
            place = place_of(self.full(path))
            sealed = is_sealed(file, place) if place else None
            file.seek(0)
            table = read_parquet(file, self.full(path), columns)  # says more of what is no Parquet at all
            if sealed is False:
                raise Unreadable(damaged(self.full(path)))
            return table

    def read_rows(self, path: str, columns: list[str], rows: int) -> Iterator[pa.Table]:
        """A Parquet file's rows in order, so many at a time: what is in memory is a row group and these. Raises as
        `read_table` does, at what it comes to."""
        with self.open_input(path) as file:
            place = place_of(self.full(path))
            if place and is_sealed(file, place) is False:
                raise Unreadable(damaged(self.full(path)))
            file.seek(0)
            try:
                source = pq.ParquetFile(file, page_checksum_verification=True)
                for group in range(source.num_row_groups):  # of several at once the bytes of all would stay in memory
                    for batch in source.iter_batches(rows, row_groups=[group], columns=columns):
                        yield pa.Table.from_batches([batch])
            except (pa.ArrowException, OSError) as error:
                if not _is_damage(error):
                    raise
                raise Unreadable(f"{self.full(path)} cannot be read: {' '.join(str(error).split())}") from error

    def columns(self, path: str) -> list[str]:
        """Names of a Parquet file's columns. Raises Unreadable when it is none."""
        with self.open_input(path) as file:
            try:
                return list(pq.read_schema(file).names)
            except (pa.ArrowException, OSError) as error:
                if not _is_damage(error):
                    raise
                raise Unreadable(f"{self.full(path)} is no Parquet file: {' '.join(str(error).split())}") from error

    def copy_object(self, source: str, target: str) -> None:
        """Copies a file inside a store, in one request that the store completes: the target is the old or the new."""
        sending.copy(self.fs, self.full(source), self.full(target))

    def delete_file(self, path: str) -> None:
        """Removes a file; nothing to do when there is none, or another was first."""
        if self.exists(path):
            with suppress(FileNotFoundError):
                self.fs.delete_file(self.full(path))

    def delete_tree(self, folder: str) -> None:
        """Removes a folder with all that is in it, whoever else is removing it."""
        for _ in range(_TRIES):
            if not self.exists(folder):
                return
            with suppress(FileNotFoundError):
                self.fs.delete_dir(self.full(folder))
                return


@dataclass(frozen=True, slots=True)
class Run:
    """One run on one day: where it reads, where it stages, where it publishes.

    Staging is private to the run: `<lake>/_staging/<run>/<stage>/shard-0000.<kind>.parquet`.
    """

    day: str  # YYYY-MM-DD
    run_id: str  # unique to the run, safe as a folder name
    landing: Storage  # the landing's root; the day's files are below landing.sub(day)
    lake: Storage

    @property
    def staging(self) -> Storage:
        return self.lake.sub(f"_staging/{self.run_id}")

    @property
    def files(self) -> Storage:
        """The day's landing folder."""
        return self.landing.sub(self.day)

    @staticmethod
    def shard_path(stage: str, shard: int, kind: str) -> str:
        """Path below staging, e.g. shard_path("clean", 3, "removals")."""
        return f"{stage}/shard-{shard:04d}.{kind}.parquet"
