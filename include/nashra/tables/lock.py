"""One publisher at a time, for a day or for the entities.

On a disk the lock is a lock file's, so it ends with the process. On S3 it is an object that is only made when
there is none (a conditional put, which pyarrow has not: through obstore); one left by a publisher that died is
taken over after STALE_SECONDS.
"""

import fcntl
import os
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from nashra.lake import Storage

STALE_SECONDS = 900  # far above what it takes to put a day's files
POLL_SECONDS = 0.5


@contextmanager
def file_lock(lake: Storage, path: str) -> Iterator[None]:
    """Holds a lock file of a local lake alone, waiting for whoever has it."""
    file = Path(lake.full(path))
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


@contextmanager
def publishing_lock(lake: Storage, name: str) -> Iterator[None]:
    """Holds the lock `<lake>/_locks/<name>.lock`, waiting for whoever has it."""
    path = f"_locks/{name}.lock"
    if lake.is_local:
        with file_lock(lake, path):
            yield
        return
    store, key = _store(lake), f"{lake.full(path).partition('/')[2]}"
    etag = _acquire(store, key)
    try:
        yield
    finally:
        _release(store, key, etag)


def _store(lake: Storage) -> Any:
    """The lake's bucket; credentials are those of the AWS_* variables, as for pyarrow."""
    from obstore.store import S3Store

    query = parse_qs(urlsplit(lake.address).query)
    endpoint = os.environ.get("AWS_ENDPOINT_URL")
    if host := query.get("endpoint_override"):
        endpoint = f"{query.get('scheme', ['https'])[0]}://{host[0]}"
    options: dict[str, Any] = {"region": os.environ.get("AWS_REGION", "us-east-1")}
    if endpoint:
        options |= {"endpoint": endpoint, "client_options": {"allow_http": endpoint.startswith("http://")}}
    return S3Store(lake.full("").partition("/")[0], **options)


def _acquire(store: Any, key: str) -> str:
    """Makes the lock object and returns its ETag, the proof that it is ours."""
    import obstore
    from obstore.exceptions import AlreadyExistsError, PreconditionError

    body = uuid.uuid4().hex.encode()
    while True:
        with suppress(AlreadyExistsError, PreconditionError):
            return str(obstore.put(store, key, body, mode="create")["e_tag"])
        with suppress(FileNotFoundError, PreconditionError):  # released, or taken over by another, in between
            held = obstore.head(store, key)
            if time.time() - held["last_modified"].timestamp() > STALE_SECONDS:
                same: Any = {name: held[name] for name in ("e_tag", "version") if held[name]}
                return str(obstore.put(store, key, body, mode=same)["e_tag"])
        time.sleep(POLL_SECONDS)


def _release(store: Any, key: str, etag: str) -> None:
    import obstore

    with suppress(FileNotFoundError):
        if obstore.head(store, key)["e_tag"] == etag:
            obstore.delete(store, key)
