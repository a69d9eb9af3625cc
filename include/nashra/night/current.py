"""Which days the landing has, which generation of a day is published, and which days are behind."""

import logging
import re
from collections.abc import Mapping

from nashra.lake import Storage, partition_path
from nashra.landing.noted import listed_once
from nashra.night.funnel import published_generation
from nashra.night.options import Options, OptionsError, parse_day
from nashra.night.plan.generation import generation_of, versions
from nashra.night.stages import apply, open_run
from nashra.settings import Settings
from nashra.tables.sound import damaged_tables

logger = logging.getLogger(__name__)


def landing_days(landing: Storage) -> list[str]:
    """The days that have a folder in the landing, earliest first. A folder named like a day that is none is told."""
    days = []
    for name in landing.folders():
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", name):
            continue
        try:
            days.append(parse_day(name))
        except OptionsError:
            logger.warning("the landing's folder %s is passed over: there is no such day; rename or remove it", name)
    return days


def intended_generation(settings: Settings, options: Options, made: Mapping[str, str] | None = None) -> str:
    """The generation that a run with these options would publish; `made` as `generation_of` has it."""
    settings = apply(options, settings)
    run = open_run(options.day, f"look-{options.day}", settings)
    return generation_of(run, settings, options, _model(settings), made)


def days_to_run(days: list[str], settings: Settings) -> list[str]:
    """The days whose published tables are missing, damaged, or made from something else than what is there now."""
    why = why_to_run(days, settings)
    return [day for day in days if day in why]


def why_to_run(days: list[str], settings: Settings, asked: Options | None = None) -> dict[str, str]:
    """Why each of `days_to_run` is one of them, in words; `asked`: of each of the runs, whatever its day.

    A day that was published by force, in spite of its checks, is as good as it will be.
    """
    lake, made = Storage(settings.lake), versions(_model(settings))

    def why(day: str) -> str:
        if not lake.exists(partition_path("runs", day)):
            return "not published"
        if damaged := damaged_tables(lake, day):
            return f"damaged or gone since it was published: {', '.join(damaged)}"
        published = published_generation(lake, day)
        like = asked or Options(day=day)
        ways = (like.model_copy(update={"day": day, "force": force}) for force in (False, True))
        behind = all(published != intended_generation(settings, way, made) for way in ways)
        return "made from another landing, rules or code" if behind else ""

    with listed_once():  # each of them is evidence for many others
        return {day: said for day in days if (said := why(day))}


def _model(settings: Settings) -> str:
    from nashra.entities.recognise import load_recognizer

    return load_recognizer(settings).version
