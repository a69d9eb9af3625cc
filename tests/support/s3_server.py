"""An S3 server on this machine for a block of code: moto, in a process of its own."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from nashra.settings import CHECKOUT

if TYPE_CHECKING:
    from obstore.store import S3Store

KEYS = {"AWS_ACCESS_KEY_ID": "nashra-tests", "AWS_SECRET_ACCESS_KEY": "not-a-secret", "AWS_REGION": "us-east-1"}


def server_command() -> str:
    """Where moto_server is; NASHRA_S3_SERVER says it, else it is in an environment beside the project's.

    Never another that is on the PATH: moto 5.2.1 answers completed uploads in a way that pyarrow tries again, 25 s a
    file, and tests seem to hang.
    """
    own = CHECKOUT / ".venv" / "s3" / "bin" / "moto_server"
    found = os.environ.get("NASHRA_S3_SERVER") or (str(own) if own.exists() else None)
    if not found:
        pytest.fail("no S3 server: python -m venv .venv/s3 && .venv/s3/bin/pip install -r tests/scale/requirements.txt")
    return found


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def ready(true: object, seconds: float, what: str) -> None:
    end = time.monotonic() + seconds
    while not true():  # type: ignore[operator]
        assert time.monotonic() < end, f"not so after {seconds} s: {what}"
        time.sleep(0.2)


@contextmanager
def s3_server(log: Path, port: int | None = None) -> Iterator[str]:
    """Its address, http://127.0.0.1:<port>; what it holds is gone with the block."""
    port = port or free_port()
    with log.open("ab") as out:
        process = subprocess.Popen([server_command(), "-H", "127.0.0.1", "-p", str(port)], stdout=out, stderr=out)
    try:
        url = f"http://127.0.0.1:{port}"
        ready(lambda: _answers(url), 60, f"the S3 server answers, see {log}")
        yield url
    finally:
        process.terminate()
        process.wait(20)


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/moto-api/", timeout=2).status_code == 200
    except httpx.HTTPError:
        return False


def bucket(url: str, name: str) -> "S3Store":
    """Makes a bucket, and gives a client of it."""
    httpx.put(f"{url}/{name}", headers={"Authorization": "AWS4-HMAC-SHA256 Credential=x/20240101/us-east-1/s3/x"})
    return bucket_client(url, name, {"S3_ACCESS_KEY": KEYS["AWS_ACCESS_KEY_ID"], "S3_SECRET_KEY": "any"})


def bucket_client(url: str, name: str, secrets: Mapping[str, str]) -> "S3Store":
    """A client that is not the code under test."""
    from obstore.store import S3Store

    return S3Store(
        name, endpoint=url, access_key_id=secrets["S3_ACCESS_KEY"], secret_access_key=secrets["S3_SECRET_KEY"],
        region="us-east-1", client_options={"allow_http": True},
    )  # fmt: skip


def upload(store: "S3Store", folder: Path, prefix: str) -> None:
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        store.put(f"{prefix}/{path.relative_to(folder).as_posix()}", path.read_bytes())


def download(store: "S3Store", prefix: str) -> dict[str, bytes]:
    """Key below the prefix -> bytes, of every object."""
    found: dict[str, bytes] = {}
    for page in store.list(f"{prefix}/"):
        for item in page:
            with suppress(FileNotFoundError):  # an empty key "folder/", which this client names without its slash
                data = bytes(store.get(item["path"]).bytes())
                found[item["path"].removeprefix(f"{prefix}/")] = data
    return found
