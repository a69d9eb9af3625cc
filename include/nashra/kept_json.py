"""JSON in a cache, with a checksum: what is lost or damaged is as if it had never been kept."""

import json
from contextlib import suppress
from hashlib import sha256
from typing import Any

from nashra.inputs.held import require_held
from nashra.lake import Storage


def keep(storage: Storage, path: str, value: Any) -> None:
    """Does nothing where nothing can be written. What is kept goes by what it was made from: raises InputsMoved when
    that was written to meanwhile."""
    require_held()
    with suppress(OSError):
        storage.write_json(path, {"check": _check(value), "value": value})


def kept(storage: Storage, path: str) -> Any:
    """What was kept; None when it is lost or damaged."""
    try:
        found = storage.read_json(path)
        return found["value"] if found["check"] == _check(found["value"]) else None
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _check(value: Any) -> str:
    return sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()
