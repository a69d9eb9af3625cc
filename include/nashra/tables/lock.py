"""One publisher at a time, for a day or for the entities.

On a disk the lock is a lock file's, so it ends with the process. On S3 it is an object that is only made when
there is none (a conditional put, through boto3); one left by a publisher that died is taken over after
STALE_SECONDS. Without boto3 there is no lock on S3: let only one run publish a day at a time.
"""

import fcntl
import logging
import os
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from nashra.lake import Storage

STALE_SECONDS = 900  # far above what it takes to put a day's files
POLL_SECONDS = 0.5
logger = logging.getLogger(__name__)


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
    try:
        import boto3  # type: ignore[import-not-found, import-untyped, unused-ignore]
    except ImportError:
        logger.warning("boto3 is not installed: publishing to %s without a lock", lake.address)
        yield
        return
    client = boto3.client("s3", endpoint_url=_endpoint(lake.address))
    bucket, _, key = lake.full(path).partition("/")
    etag = _acquire(client, bucket, key)
    try:
        yield
    finally:
        _release(client, bucket, key, etag)


def _endpoint(address: str) -> str | None:
    query = parse_qs(urlsplit(address).query)
    if host := query.get("endpoint_override"):
        return f"{query.get('scheme', ['https'])[0]}://{host[0]}"
    return os.environ.get("AWS_ENDPOINT_URL")


def _acquire(client: Any, bucket: str, key: str) -> str:
    """Makes the lock object and returns its ETag, the proof that it is ours."""
    from botocore.exceptions import ClientError  # type: ignore[import-not-found, import-untyped, unused-ignore]

    body = uuid.uuid4().hex.encode()
    while True:
        try:
            return str(client.put_object(Bucket=bucket, Key=key, Body=body, IfNoneMatch="*")["ETag"])
        except ClientError as error:
            if _status(error) not in (409, 412):
                raise
        try:
            held = client.head_object(Bucket=bucket, Key=key)
            if time.time() - held["LastModified"].timestamp() > STALE_SECONDS:
                return str(client.put_object(Bucket=bucket, Key=key, Body=body, IfMatch=held["ETag"])["ETag"])
        except ClientError as error:
            if _status(error) not in (404, 409, 412):
                raise
        time.sleep(POLL_SECONDS)


def _release(client: Any, bucket: str, key: str, etag: str) -> None:
    if client.head_object(Bucket=bucket, Key=key)["ETag"] == etag:
        client.delete_object(Bucket=bucket, Key=key)


def _status(error: Any) -> int:
    return int(error.response["ResponseMetadata"]["HTTPStatusCode"])
