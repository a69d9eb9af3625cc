"""How many of the landed records ingest refused: many bad ones are a broken drop, not bad records."""

from collections import Counter
from typing import Any

from nashra.lake import Run
from nashra.landing.records import NO_BYTES, NO_RECORD
from nashra.landing.stage import NOT_CHOSEN
from nashra.settings import Settings
from nashra.tables.write.staged_parts import batches, row_count

EXPECTATION = "quarantine: share of the landed records that ingest refused"
HOLLOW = "quarantine: landing files without a record"


def refused_share(run: Run, settings: Settings, shards: list[int]) -> list[dict[str, Any]]:
    """The results of two checks, for `check_stage`'s extra.

    The first, critical, fails when more than quarantine_share of the records, and more than quarantine_rows, were
    refused, or when none is left. Records that were left out for their source alone do not count, nor do files that
    hold no record: a source without news often sends one. Those are counted by the second, a warning.
    """
    night = settings.night
    kept = sum(row_count(run.staging, run.shard_path("ingest", shard, "articles")) for shard in shards)
    reasons = sum((_reasons(run, shard) for shard in shards), Counter[str]())
    refused, left_out, hollow = reasons["refused"], reasons["left out"], reasons["hollow"]
    allowed = max(night.quarantine_rows, night.quarantine_share * (kept + refused))
    nothing_left = refused > 0 and kept + left_out == 0 and night.quarantine_share < 1
    few = max(night.quarantine_rows, night.quarantine_share * (kept + refused + left_out + hollow))
    only_hollow = hollow > 0 and kept + refused + left_out == 0
    return [
        {
            "expectation": EXPECTATION,
            "severity": "critical",
            "success": refused <= allowed and not nothing_left,
            "observed": f"{refused} of {kept + refused} to quarantine, at most {allowed:g} allowed while one is left",
            "unexpected_count": refused,
        },
        {
            "expectation": HOLLOW,
            "severity": "warning",
            "success": hollow <= few and not only_hollow,
            "observed": f"{hollow} files without a record" + (", and nothing else" if only_hollow else ""),
            "unexpected_count": hollow,
        },
    ]


def _reasons(run: Run, shard: int) -> Counter[str]:
    """Rows of a shard's quarantine: refused, left out for their source, or hollow (a file without a record)."""
    counts = Counter[str]()
    for part in batches(run.staging, run.shard_path("ingest", shard, "quarantine"), ["reason"]):
        counts.update(_kind(reason) for reason in part["reason"].to_pylist())
    return counts


def _kind(reason: str) -> str:
    if reason.startswith(NOT_CHOSEN):
        return "left out"
    return "hollow" if reason in (NO_BYTES, NO_RECORD) else "refused"
