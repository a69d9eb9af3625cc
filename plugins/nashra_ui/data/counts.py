"""The funnel of a night and the time its stages took, of a published day or of a run that has not published."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from nashra.night.register import NIGHT
from nashra_ui.lake import Lake, unless_cleared


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the funnel: a label's key, records, and their share of what landed."""

    name: str
    records: int | None
    share: float | None


def funnel(row: dict[str, Any]) -> list[Step]:
    """landed = published + duplicates + quarantined; `row` is one of `runs`, or counts by the same names."""
    landed = row.get("landed")

    def step(name: str) -> Step:
        records = row.get(name)
        return Step(name, records, records / landed if landed and records is not None else None)

    return [step(name) for name in ("landed", "quarantined", "duplicates", "published")]


def stage_seconds(row: dict[str, Any]) -> list[tuple[str, float]]:
    """Seconds of each stage that ran, in the order of the night."""
    columns = [(stage.name, row.get(f"seconds_{stage.name}")) for stage in NIGHT]
    return [(stage, seconds) for stage, seconds in columns if seconds is not None]


def staged(lake: Lake, day: str, suffix: str) -> dict[str, Any]:
    """Counts and seconds so far of the run whose staging folder's name ends so; empty when it was cleared."""
    from nashra.night.run.receipts import total

    for name in lake.storage.folders("_staging"):
        if name.startswith(day) and name.endswith(suffix):
            staging = lake.storage.sub(f"_staging/{name}")
            found = unless_cleared(partial(total, staging))
            if found is None:
                break
            counts, seconds = found
            return {**counts, **{f"seconds_{stage}": value for stage, value in seconds.items()}}
    return {}
