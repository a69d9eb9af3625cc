"""A row of a table as the bytes that `quarantine.record` holds."""

import json
from datetime import date, datetime
from typing import Any


def as_record(row: dict[str, Any], limit: int) -> bytes:
    """The row as JSON in UTF-8, cut at `limit` bytes between two characters."""

    def plain(value: Any) -> Any:
        if isinstance(value, datetime | date):
            return value.isoformat()
        return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)

    whole = json.dumps(row, ensure_ascii=False, default=plain).encode("utf-8", "surrogatepass")
    return whole if len(whole) <= limit else whole[:limit].decode("utf-8", "ignore").encode()
