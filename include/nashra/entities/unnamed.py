"""Articles whose names could not be found: told in quarantine, and published without names."""

from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from nashra.lake import Run
from nashra.tables.dictionary.schema import schema
from nashra.tables.write.as_record import as_record
from nashra.tables.write.excluded import load_excluded

STAGE, CODE = "enrich", "names"  # stage of the rows, and how their reason begins
REASON_CHARS = 160  # of an error's own words


@dataclass(frozen=True, slots=True)
class Unnamed:
    """An article (article_id, title, body, landing_file) and why it has no names."""

    article: dict[str, Any]
    reason: str


def unnamed(article: dict[str, Any], error: Exception) -> Unnamed:
    """An article whose names an error kept from being found."""
    said = " ".join(str(error).split())[:REASON_CHARS]
    return Unnamed(article, f"{CODE}: {type(error).__name__}: {said}")


def quarantine_rows(run: Run, found: list[Unnamed], record_bytes: int) -> pa.Table:
    """Their rows of `quarantine`, less those of articles that a check has set aside already: these aren't published."""
    gone = set(load_excluded(run.staging, before=STAGE).article_ids.to_pylist()) if found else set()
    rows = [
        {
            "stage": STAGE,
            "reason": one.reason,
            "expectation": None,
            "landing_file": one.article["landing_file"],
            "record": as_record(one.article, record_bytes),
        }
        for one in found
        if one.article["article_id"] not in gone
    ]
    return pa.Table.from_pylist(rows, schema=schema("quarantine"))
