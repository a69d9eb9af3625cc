"""The funnel: what became of a day's records, read from the `runs` table."""

import logging
from typing import Any

import click

from nashra.lake import Storage, Unreadable, partition_path
from nashra.tables.read.versions import last_published, made_otherwise, read_versions

logger = logging.getLogger(__name__)

COUNTS = ("landed", "duplicate", "quarantined", "cleaned", "published", "lines removed", "mentions")


def funnel_row(lake: Storage, day: str) -> dict[str, Any] | None:
    """The day's row of `runs`, None when it isn't published, or is damaged."""
    path = partition_path("runs", day)
    if not lake.exists(path):
        return None
    try:
        return dict(lake.read_table(path).to_pylist()[0])
    except (Unreadable, IndexError) as error:
        logger.warning("%s is as good as not published: %s", day, error)
        return None


def published_generation(lake: Storage, day: str) -> str | None:
    """The generation that `runs` names for a day; None when the day isn't published."""
    row = funnel_row(lake, day)
    return str(row["run"]) if row else None


def told_otherwise(lake: Storage) -> str:
    """A sentence on the days that another version made than the one that published last; "" when there are none."""
    last = last_published(lake)
    days = sorted(made_otherwise(read_versions(lake), last))
    if not days:
        return ""
    which = f"{days[0]} was" if len(days) == 1 else f"{len(days)} days, {days[0]} to {days[-1]}, were"
    return f"{which} made by other code, rules or packages than {last}; to have them alike, run them again"


def print_funnel(lake: Storage, days: list[str]) -> None:
    """Prints a line of counts for each day, then where the tables are."""
    columns = {
        "landed": "landed", "duplicate": "duplicates", "quarantined": "quarantined", "cleaned": "cleaned",
        "published": "published", "lines removed": "removed_lines", "mentions": "mentions",
    }  # fmt: skip
    click.echo("\n" + "day".ljust(12) + "".join(name.rjust(max(len(name), 9) + 2) for name in COUNTS))
    rows = {day: funnel_row(lake, day) for day in days}
    told: dict[str, dict[str, Any] | None] = dict(rows)
    if len(days) > 1:
        there = [row for row in rows.values() if row]
        told[f"{len(there)} days"] = {column: sum(row[column] for row in there) for column in columns.values()}
    for name, row in told.items():
        cells = [("-" if row is None else f"{row[columns[count]]:,}") for count in COUNTS]
        click.echo(name.ljust(12) + "".join(c.rjust(max(len(n), 9) + 2) for n, c in zip(COUNTS, cells, strict=True)))
    if said := told_otherwise(lake):
        click.echo(f"\n{said}")
    click.echo(f"\ntables: {lake.address}/<table>/day=<day>/<table>.parquet")
    for table in lake.folders():
        if not table.startswith("_"):
            click.echo(f"  {lake.address}/{table}")
    click.echo(
        'look:   .venv/bin/nashra sql "SELECT name_ar, name_en, mentions FROM entities ORDER BY mentions DESC LIMIT 10"'
    )
