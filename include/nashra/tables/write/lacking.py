"""Articles that are published without something, because finding it failed: told in quarantine."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from nashra.errors import in_short
from nashra.lake import Run
from nashra.tables.dictionary.schema import schema
from nashra.tables.write.as_record import as_record
from nashra.tables.write.excluded import load_excluded


@dataclass(frozen=True, slots=True)
class Lacking:
    """An article (article_id, title, body, landing_file) and why it lacks what was looked for."""

    article: dict[str, Any]
    reason: str


def lacking(code: str, article: dict[str, Any], error: Exception) -> Lacking:
    """An article that an error kept from being searched; `code` is how its reason begins."""
    return Lacking(article, f"{code}: {in_short(error)}")


def lacking_rows(run: Run, stage: str, found: Sequence[Lacking], record_bytes: int) -> pa.Table:
    """Their rows of `quarantine`, less those of articles that a check has set aside already: these aren't published."""
    gone = set(load_excluded(run.staging, before=stage).article_ids.to_pylist()) if found else set()
    rows = [
        {
            "stage": stage,
            "reason": one.reason,
            "expectation": None,
            "landing_file": one.article["landing_file"],
            "record": as_record(one.article, record_bytes),
        }
        for one in found
        if one.article["article_id"] not in gone
    ]
    return pa.Table.from_pylist(rows, schema=schema("quarantine"))
