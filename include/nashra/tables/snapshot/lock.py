"""One publisher at a time, for a day or for a table over all days.

On a disk the lock is a lock file's, so it ends with the process. On S3 it is an object that is only made when
there is none (a conditional put); one left by a publisher that died is taken over after STALE_SECONDS, one that
failed at once. While files are replaced there, the lock says what they were before (see moment.py).
"""

import errno
import fcntl
import json
import logging
import os
import stat
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from nashra.errors import NashraError
from nashra.lake import Storage
from nashra.tables.snapshot.objects import key_of, store_of, told

STALE_SECONDS = 900  # far above what it takes to put a day's files
POLL_SECONDS = 0.5
_GATE_POLL_SECONDS = 0.02
LOCKS = "_locks"
_CLOCK = ".clock"  # ends the name of an object that is there for a moment, for the store's time of it
_NO_LOCKS = frozenset([errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EINVAL])
logger = logging.getLogger(__name__)
Before = dict[str, tuple[str, int] | None]
"""Path below the lake -> the ETag and size in bytes of the file that was published there; None when there was none."""


class NoLocks(NashraError, RuntimeError):
    """The lake lies where no file can be locked: two publishers at once could not be kept apart."""


class Lock:
    """A lock that is held. `before`: what was noted in it, on S3 also by a publisher that didn't end."""

    before: Before

    def __init__(self) -> None:
        self.before = {}

    def note(self, before: Before) -> None:
        """Says what the files that are about to be replaced are until the lock is released."""


@contextmanager
def file_lock(lake: Storage, path: str) -> Iterator[None]:
    """Holds a lock file of a local lake alone, waiting for whoever has it: only who may write to the lake can."""
    with _opened(lake, path, others_read=False) as handle:
        _flock(handle, fcntl.LOCK_EX)
        yield


@contextmanager
def gate(lake: Storage, path: str, seconds: float) -> Iterator[None]:
    """Holds a lock file that readers hold too, for a moment each. Who doesn't let go is waited for so long, and then
    passed by: who may only read must not keep others from publishing."""
    with _opened(lake, path, others_read=True) as handle:
        if not flock_within(handle, fcntl.LOCK_EX, seconds):
            logger.warning("somebody has held %s for %g s: published all the same", lake.full(path), seconds)
        yield


@contextmanager
def when_free(lake: Storage, path: str) -> Iterator[bool]:
    """Holds a lock file of a local lake when nobody else does; says whether it is held."""
    try:
        with _opened(lake, path, others_read=False) as handle:
            yield flock_within(handle, fcntl.LOCK_EX, 0)
    except PermissionError:
        yield False


def require_locks(lake: Storage, name: str) -> None:
    """Raises NoLocks where nobody could publish `name`, hours before a publisher would."""
    if lake.is_local:
        with when_free(lake, f"{LOCKS}/{name}.lock"):
            pass


def _flock(handle: int, kind: int) -> None:
    try:
        fcntl.flock(handle, kind)
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise
        raise NoLocks(
            f"the file system that the lake lies on locks no files ({error.strerror}), and nothing is published without"
            " a lock: put the lake on another disk or on S3, or mount this one with locks (NFS: without nolock)"
        ) from error


def flock_within(handle: int, kind: int, seconds: float) -> bool:
    """Takes a lock when it can be had in so many seconds; whether it was. Raises NoLocks."""
    until = time.monotonic() + seconds
    while True:
        with suppress(BlockingIOError):
            _flock(handle, kind | fcntl.LOCK_NB)
            return True
        if time.monotonic() > until:
            return False
        time.sleep(_GATE_POLL_SECONDS)


@contextmanager
def _opened(lake: Storage, path: str, others_read: bool) -> Iterator[int]:
    """A lock file that those may open who may write to the lake's folder; to read, all others if so wished."""
    file = Path(lake.full(path))
    file.parent.mkdir(parents=True, exist_ok=True)
    writers = Path(lake.root).stat().st_mode & 0o022
    mode = 0o600 | writers | writers << 1 | (0o044 if others_read else 0)
    handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, mode)
    try:
        if stat.S_IMODE(os.fstat(handle).st_mode) != mode:
            with suppress(PermissionError):  # another's file, who says who may open it
                os.fchmod(handle, mode)
        yield handle
    finally:
        os.close(handle)


@contextmanager
def publishing_lock(lake: Storage, name: str) -> Iterator[Lock]:
    """Holds the lock `<lake>/_locks/<name>.lock`, waiting for whoever has it.

    What the store refuses meanwhile is a StoreError.
    """
    path = f"{LOCKS}/{name}.lock"
    if lake.is_local:
        with file_lock(lake, path):
            yield Lock()
        return
    with told(lake):
        lock = ObjectLock(lake, path)
        try:
            yield lock
            lock.release()
        except BaseException:
            lock.give_up()
            raise


class ObjectLock(Lock):
    """An object that only one can make. Its ETag is the proof that it is still ours."""

    def __init__(self, lake: Storage, path: str) -> None:
        super().__init__()
        self._store, self._key = store_of(lake), key_of(lake, path)
        self._etag = self._acquire()

    def note(self, before: Before) -> None:
        was, self.before = self.before, before
        try:
            self._put({"e_tag": self._etag})
        except BaseException:
            self.before = was  # the object says so: nothing is replaced
            raise

    def release(self) -> None:
        """From now on the lake is what is there."""
        import obstore

        with suppress(FileNotFoundError):
            if obstore.head(self._store, self._key)["e_tag"] == self._etag:
                obstore.delete(self._store, self._key)

    def give_up(self) -> None:
        """Leaves what was begun to the next publisher, who needn't wait, and the lake to readers as it was before."""
        from obstore.exceptions import BaseError

        with suppress(BaseError, FileNotFoundError):  # what went wrong before is told
            if self.before:
                self._put({"e_tag": self._etag}, ended=True)
            else:
                self.release()

    def _put(self, mode: Any, ended: bool = False) -> None:
        """Raises what obstore does, and leaves the object as it was, as far as the store can be asked."""
        import obstore
        from obstore.exceptions import BaseError

        by = uuid.uuid4().hex
        body = json.dumps({"by": by, "before": self.before, "ended": ended}).encode()
        try:
            self._etag = str(obstore.put(self._store, self._key, body, mode=mode)["e_tag"])
        except BaseError:
            # The store may have taken it, and its answer was lost: asked again by the client, it then says that an
            # object is there, and would keep us waiting for ourselves.
            if (etag := self._etag_if_by(by)) is None:
                raise
            self._etag = etag

    def _etag_if_by(self, by: str) -> str | None:
        """The ETag of the lock object when that put of ours has made it; None when not, or when nobody can say."""
        import obstore
        from obstore.exceptions import BaseError

        with suppress(BaseError, FileNotFoundError):
            found = obstore.get(self._store, self._key)
            if _read(bytes(found.bytes())).get("by") == by:
                return str(found.meta["e_tag"])
        return None

    def _acquire(self) -> str:
        import obstore
        from obstore.exceptions import AlreadyExistsError, PreconditionError

        ahead: float | None = None
        while True:
            self.before = {}
            with suppress(AlreadyExistsError, PreconditionError):
                self._put("create")
                return self._etag
            with suppress(FileNotFoundError, PreconditionError):  # released, or taken over by another, in between
                found = obstore.get(self._store, self._key)
                held, said = found.meta, _read(bytes(found.bytes()))
                ahead = self._ahead() if ahead is None else ahead
                age = time.monotonic() + ahead - held["last_modified"].timestamp()
                if said.get("ended") or age > STALE_SECONDS:
                    self.before = _before(said)
                    self._put({name: held[name] for name in ("e_tag", "version") if held[name]})
                    return self._etag
            time.sleep(POLL_SECONDS)

    def _ahead(self) -> float:
        """Seconds by which the store's clock is ahead of time.monotonic. How old a lock is only the store can tell: by
        a clock of ours that is wrong a live publisher's would be taken away, or a dead one's never be."""
        import obstore

        key = f"{self._key}.{uuid.uuid4().hex}{_CLOCK}"
        obstore.put(self._store, key, b"")
        try:
            return float(obstore.head(self._store, key)["last_modified"].timestamp()) - time.monotonic()
        finally:
            obstore.delete(self._store, key)


def noted(store: Any, key: str) -> Before:
    """What the lock object of that key says its files were; nothing when there is no such lock."""
    import obstore

    with suppress(FileNotFoundError):
        return _before(_read(bytes(obstore.get(store, key).bytes())))
    return {}


def _read(body: bytes) -> dict[str, Any]:
    with suppress(ValueError):
        said = json.loads(body)
        return said if isinstance(said, dict) else {}
    return {}


def _before(said: dict[str, Any]) -> Before:
    return {path: (was[0], was[1]) if was else None for path, was in said.get("before", {}).items()}
