"""The lake's bucket through obstore, for what pyarrow has not: conditional requests, and ETags.

Credentials are those of the AWS_* variables, as for pyarrow, or the machine's role.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, urlsplit

from nashra.errors import PassingError
from nashra.extras import need
from nashra.lake import Storage


class StoreError(PassingError, OSError):
    """The store did not do what was asked of it: it can't be reached, refuses the keys, or has no such bucket."""


@contextmanager
def told(lake: Storage) -> Iterator[None]:
    """Within it, what obstore raises becomes a StoreError that names the lake."""
    from obstore.exceptions import BaseError

    try:
        yield
    except BaseError as error:
        raise StoreError(f"{lake.address}: {' '.join(str(error).split())[:300]}") from error


def store_of(lake: Storage) -> Any:
    """A client of the bucket that the lake is in. Raises MissingExtra without [s3]."""
    need("obstore", extra="s3", asked_by=f"the lake {lake.address}")
    from obstore.store import S3Store

    query = parse_qs(urlsplit(lake.address).query)
    endpoint = os.environ.get("AWS_ENDPOINT_URL")
    if host := query.get("endpoint_override"):
        endpoint = f"{query.get('scheme', ['https'])[0]}://{host[0]}"
    options: dict[str, Any] = {"region": os.environ.get("AWS_REGION", "us-east-1")}
    if endpoint:
        options |= {"endpoint": endpoint, "client_options": {"allow_http": endpoint.startswith("http://")}}
    return S3Store(lake.full("").partition("/")[0], **options)


def key_of(lake: Storage, path: str) -> str:
    """The key in the bucket of a path below the lake."""
    return lake.full(path).partition("/")[2]
