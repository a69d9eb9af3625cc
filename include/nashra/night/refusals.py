"""How many of the landed records ingest refused: many bad ones are a broken drop, not bad records."""

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from nashra.lake import Run
from nashra.landing.stage import NOT_CHOSEN
from nashra.settings import Settings
from nashra.tables.staged import batches, row_count

EXPECTATION = "quarantine: share of the landed records that ingest refused"


def refused_share(run: Run, settings: Settings, shards: list[int]) -> dict[str, Any]:
    """The result of the check, for `check_stage`'s extra.

    Fails when more than quarantine_share of the records, and more than quarantine_rows, were refused, or when
    none is left. Records that were left out for their source alone do not count.
    """
    night = settings.night
    kept = sum(row_count(run.staging, run.shard_path("ingest", shard, "articles")) for shard in shards)
    refused = sum(_refused(run, shard) for shard in shards)
    left_out = sum(row_count(run.staging, run.shard_path("ingest", shard, "quarantine")) for shard in shards) - refused
    allowed = max(night.quarantine_rows, night.quarantine_share * (kept + refused))
    nothing_left = refused > 0 and kept + left_out == 0 and night.quarantine_share < 1
    return {
        "expectation": EXPECTATION,
        "severity": "critical",
        "success": refused <= allowed and not nothing_left,
        "observed": f"{refused} of {kept + refused} to quarantine, at most {allowed:g} allowed while one is left",
        "unexpected_count": refused,
    }


def _refused(run: Run, shard: int) -> int:
    reasons = (
        rows["reason"] for rows in batches(run.staging, run.shard_path("ingest", shard, "quarantine"), ["reason"])
    )
    return sum(_count(part) for part in reasons)


def _count(reasons: pa.ChunkedArray) -> int:
    return int(pc.sum(pc.invert(pc.starts_with(reasons, NOT_CHOSEN))).as_py() or 0)
