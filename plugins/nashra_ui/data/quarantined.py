"""What was set aside on a day."""

import json
from functools import partial
from typing import Any
from unicodedata import category

from nashra_ui.data.listing import Listing, narrowed
from nashra_ui.lake import Lake, Rows, unless_cleared

BAD = "\ufffd"
NO_TEXT = {"Cc", "Cs", "Cn"}  # marks that join or turn letters and wide spaces are text: Persian has one in most words
BINARY_SHARE = 0.1
HEX_BYTES = 1024
ORDERS = {"row": "file_row", "reason": "reason", "file": "landing_file", "bytes": "bytes DESC"}
CODE = "split_part(reason, ':', 1)"


def by_reason(lake: Lake, day: str) -> Rows:
    """stage, code (the reason up to its colon), records and an example, the most records first."""
    query = (
        f"SELECT stage, {CODE} AS code, count(*) AS records, min(reason) AS example "
        "FROM {quarantine} GROUP BY ALL ORDER BY records DESC, stage, code"
    )
    return lake.remembered("quarantine", day, "reasons", lambda: lake.sql(query, day, ["quarantine"]))


def staged_by_reason(lake: Lake, day: str, suffix: str) -> Rows:
    """The same of a run that has not published, from its staging: empty once that was cleared."""
    found: dict[tuple[str, str], list[str]] = {}
    for name in lake.storage.folders("_staging"):
        if name.startswith(day) and name.endswith(suffix):
            for row in unless_cleared(partial(_set_aside, lake, name)) or []:
                code = str(row["reason"]).partition(":")[0]
                found.setdefault((row["stage"], code), []).append(str(row["reason"]))
    told = [
        {"stage": stage, "code": code, "records": len(reasons), "example": min(reasons)}
        for (stage, code), reasons in found.items()
    ]
    return sorted(told, key=lambda row: (-row["records"], row["stage"], row["code"]))


def _set_aside(lake: Lake, name: str) -> Rows:
    paths = [info.path for info in lake.storage.files(f"_staging/{name}")]
    # what ingest refused lies beside its shards, what checks set aside in a folder of its own
    wanted = (path for path in paths if path.endswith(".parquet") and "quarantine" in path.split(name)[1])
    return [row for path in wanted for row in lake.storage.read_table(path, ["stage", "reason"]).to_pylist()]


def listing(*, stage: str = "", code: str = "") -> Listing:
    """Rows in the table's own order, each with its number in the file and the beginning of its record."""
    where, values = narrowed((stage, "stage = ?"), (code, f"{CODE} = ?"))
    select = (
        "SELECT file_row, stage, reason, expectation, landing_file, octet_length(record) AS bytes, "
        "record[:400] AS record FROM (SELECT *, row_number() OVER () - 1 AS file_row FROM {quarantine})"
    )
    return Listing(("quarantine",), select + where, ORDERS, "file_row", values)


def record(lake: Lake, day: str, row: int) -> dict[str, Any] | None:
    """One row by its number in the file, whole."""
    found = lake.sql("SELECT * FROM {quarantine} LIMIT 1 OFFSET ?", day, ["quarantine"], [row])
    return found[0] if found else None


def find_article(lake: Lake, day: str, article_id: str) -> int | None:
    """The number of the row that holds an article which a check set aside."""
    query = (
        "SELECT file_row FROM (SELECT stage, record, row_number() OVER () - 1 AS file_row FROM {quarantine}) "
        "WHERE stage <> 'enrich' AND contains(decode(record, 'ignore'), ?) LIMIT 1"
    )
    found = lake.sql(query, day, ["quarantine"], [article_id])
    return int(found[0]["file_row"]) if found else None


def as_text(record_bytes: bytes, limit: int = 100_000) -> str:
    """Bytes to look at: text with replacement characters for what is none, or hexadecimal when that is much."""
    text = bytes(record_bytes[:limit]).decode("utf-8", "replace")
    text = "".join(BAD if category(c) in NO_TEXT and c not in "\r\n\t" else c for c in text)
    if text.count(BAD) <= BINARY_SHARE * len(text):
        return text
    shown = bytes(record_bytes[:HEX_BYTES])
    return "\n".join(shown[at : at + 16].hex(" ") for at in range(0, len(shown), 16))


def as_fields(text: str) -> dict[str, Any] | None:
    """The fields of a record that is a JSON object; None when it is something else, or was cut."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):  # such as a thousand brackets
        return None
    return found if isinstance(found, dict) and found else None
