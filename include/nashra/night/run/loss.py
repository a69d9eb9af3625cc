"""Nothing that is published goes unasked: a day that would lose many of its articles waits for a person's word.

An empty day over a full one is hardly ever news. It is a typo in the param `sources`, a drop that is gone, a disk that
is not mounted.
"""

from collections import Counter
from typing import Any

import pyarrow.compute as pc

from nashra.errors import NashraError
from nashra.lake import Run
from nashra.landing.stage import NOT_CHOSEN, NOT_CHOSEN_END
from nashra.settings import Settings
from nashra.tables.write.staged_parts import batches
from nashra.tables.write.write import staged_path

_SHOWN = 12  # sources named in a refusal


class SourceNotLanded(NashraError, RuntimeError):
    """A source was asked for of which nothing landed on the day."""


class WouldLose(NashraError, RuntimeError):
    """Publishing would take away more articles than the settings let go unasked."""


def require_sources(run: Run, settings: Settings, shards: list[int]) -> None:
    """Raises SourceNotLanded when a source that was asked for has no article among what ingest staged."""
    if not settings.sources:
        return
    landed = _landed(run, shards)
    if missing := [source for source in settings.sources if not landed[source]]:
        known = ", ".join(f"{source} ({count})" for source, count in landed.most_common(_SHOWN)) or "no article at all"
        more = f" and {len(landed) - _SHOWN} more" if len(landed) > _SHOWN else ""
        raise SourceNotLanded(
            f"nothing of {', '.join(map(repr, missing))} landed on {run.day}; landed: {known}{more}. Nothing was "
            "changed: correct the param sources"
        )


def _landed(run: Run, shards: list[int]) -> Counter[str]:
    """Articles that landed of each source, those that the run leaves out among them."""
    found: Counter[str] = Counter()
    for shard in shards:
        for part in batches(run.staging, run.shard_path("ingest", shard, "articles"), ["source"]):
            found.update(part["source"].to_pylist())
        for part in batches(run.staging, run.shard_path("ingest", shard, "quarantine"), ["reason"]):
            reasons = part["reason"].filter(pc.starts_with(part["reason"], NOT_CHOSEN)).to_pylist()
            found.update(reason.removeprefix(NOT_CHOSEN).removesuffix(NOT_CHOSEN_END) for reason in reasons)
    return found


def require_kept(run: Run, settings: Settings, row: dict[str, Any], before: dict[str, Any] | None) -> None:
    """Raises WouldLose when a day is about to lose more than lost_share of its articles, duplicates aside.

    `row` is of `runs` as it would be, `before` as it is published, None when the day isn't.
    """
    share, after, had = settings.night.lost_share, int(row["published"]), int(before["published"]) if before else 0
    left_out = _left_out(run)
    chosen_from = left_out + after + int(row["duplicates"])
    said = []
    if had - after > share * had:
        said.append(f"{after} articles would be published where {had} are")
    if left_out > share * chosen_from:
        said.append(f"{left_out} of {chosen_from} articles that landed would be left out for their source")
    if said:
        raise WouldLose(
            f"{run.day}: {' and '.join(said)}; more than lost_share, {share:g}, may not go unasked. Nothing was "
            "changed: look at the landing and the params (a dry run lists what would go), and run it again with force "
            "if it is meant"
        )


def _left_out(run: Run) -> int:
    """Records in the staged quarantine that are there for their source alone."""
    reasons = batches(run.staging, staged_path("quarantine"), ["reason"])
    return sum(int(pc.sum(pc.starts_with(part["reason"], NOT_CHOSEN)).as_py() or 0) for part in reasons)
