"""What is published is looked at in turn, and made again where it is damaged or gone.

A day's tables are a pure function of what lies in the landing, so a night of that day mends them; where the landing is
gone too, a person is told.
"""

import json
import logging
import time
from datetime import date
from functools import partial
from typing import Any

from nashra.errors import NashraError
from nashra.lake import Storage
from nashra.night.funnel import funnel_row
from nashra.night.options import Options
from nashra.night.run.in_process import run_day
from nashra.night.run.receipts import Counts
from nashra.night.stages import rebuild_entities, rebuild_stories
from nashra.search.index import FOLDER, index_days
from nashra.settings import Settings
from nashra.tables.read.views import refresh_views, views_are_whole
from nashra.tables.snapshot.lock import publishing_lock
from nashra.tables.snapshot.placing import finish_dead
from nashra.tables.sound import NOTES, damaged_tables, is_whole, missing_tables, published_days

logger = logging.getLogger(__name__)
OVER_DAYS = ("entities/entities.parquet", "sources/sources.parquet")  # made together
_DAY = 86400.0


class CannotRepair(NashraError, RuntimeError):
    """Published days are damaged and cannot be made again."""


def look_after(settings: Settings, now: float | None = None) -> Counts:
    """Looks for tables that are gone, and reads each day's through once in `verify_days` days; mends what it finds.

    `now`: seconds since the epoch, the clock when None. Raises CannotRepair, after all others are mended, with the days
    that could not be.
    """
    lake = Storage(settings.lake)
    finish_dead(lake)
    today = int((time.time() if now is None else now) // _DAY)
    found = {day: damaged for day in published_days(lake) if (damaged := _damaged(lake, day, today, settings))}
    failed = {day: said for day, tables in found.items() if (said := _mended(settings, lake, day, tables))}
    entities = (found.keys() - failed.keys()) or not all(map(partial(_whole, lake), OVER_DAYS))
    if entities and lake.files("mentions"):
        rebuild_entities(settings)
    stories = 0 if failed else _stories_made_again(settings, lake, today)
    indexes = 0 if failed else _indexes_made_again(settings, lake, today)
    if failed:
        raise CannotRepair(
            "published days are damaged and could not be made again; put their landing back, or the lake's files "
            "from a copy: " + "; ".join(f"{day}: {said}" for day, said in failed.items())
        )
    return {
        "damaged_days": len(found),
        "entities_made_again": int(bool(entities)),
        "story_days_made_again": stories,
        "indexes_made_again": indexes,
        "views_made_again": _views_made_again(lake),
    }


def _damaged(lake: Storage, day: str, today: int, settings: Settings) -> list[str]:
    if not _looked_at(lake, day, today, settings):
        return []
    with publishing_lock(lake, f"day={day}"):  # it may have been in the middle of being published
        return _looked_at(lake, day, today, settings)


def _looked_at(lake: Storage, day: str, today: int, settings: Settings) -> list[str]:
    if missing := missing_tables(lake, day):
        return missing
    return damaged_tables(lake, day) if _turn(day, today, settings) else []


def _turn(day: str, today: int, settings: Settings) -> bool:
    """Whether a day is read through today."""
    return (date.fromisoformat(day).toordinal() - today) % settings.night.upkeep.verify_days == 0


def _stories_made_again(settings: Settings, lake: Storage, today: int) -> int:
    """Makes the tables of stories again where they are gone, damaged, or not of what is published now; of how many
    days. A lake that has none is left alone."""
    from nashra.stories.rebuild import TABLES, Rebuild
    from nashra.tables.publish import alone

    if not any(lake.folders(folder) for table in TABLES for folder in (table, f"{NOTES}/{table}")):
        return 0
    with alone(lake, "stories"):
        rebuild = Rebuild(lake)
        if damaged := rebuild.forget_damaged([day for day in rebuild.days if _turn(day, today, settings)]):
            logger.warning("stories of %s: damaged or gone; made again", ", ".join(damaged))
        stale = rebuild.stale()
    return rebuild_stories(settings)["days"] if stale else 0


def _indexes_made_again(settings: Settings, lake: Storage, today: int) -> int:
    """Makes indexes of words again that are gone or damaged; of how many days. A lake that has none is left alone."""
    if not lake.folders(FOLDER):
        return 0
    return index_days(lake, [day for day in published_days(lake) if _turn(day, today, settings)])


def _mended(settings: Settings, lake: Storage, day: str, tables: list[str]) -> str:
    """Makes a day again, as it was asked for; returns why that could not be, "" when it was."""
    logger.warning("%s: damaged or gone since it was published: %s; made again", day, ", ".join(tables))
    try:
        run_day(_asked(lake, day), settings)
    except NashraError as error:
        return str(error).splitlines()[0]
    return ""


def _asked(lake: Storage, day: str) -> Options:
    """What was asked of the run that published the day, as far as its row of `runs` can be read."""
    asked: dict[str, Any] = json.loads((funnel_row(lake, day) or {}).get("params") or "{}")
    return Options.model_validate({name: asked[name] for name in Options.model_fields if name in asked} | {"day": day})


def _whole(lake: Storage, path: str) -> bool:
    return lake.exists(path) and is_whole(lake, path)


def _views_made_again(lake: Storage) -> int:
    """Makes the views for other tools again where they are gone, damaged, or not of the tables that are there."""
    if not published_days(lake) or views_are_whole(lake):
        return 0
    refresh_views(lake)
    return 1
