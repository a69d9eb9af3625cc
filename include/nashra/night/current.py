"""Which days the landing has, which generation of a day is published, and which days are behind."""

import re
from collections.abc import Mapping

from nashra.lake import Storage
from nashra.landing.noted import listed_once
from nashra.night.funnel import published_generation
from nashra.night.options import Options
from nashra.night.plan.generation import generation_of, versions
from nashra.night.stages import apply, open_run
from nashra.settings import Settings


def landing_days(landing: Storage) -> list[str]:
    """The days that have a folder in the landing, earliest first."""
    return [name for name in landing.folders() if re.fullmatch(r"\d{4}-\d{2}-\d{2}", name)]


def intended_generation(settings: Settings, options: Options, made: Mapping[str, str] | None = None) -> str:
    """The generation that a run with these options would publish; `made` as `generation_of` has it."""
    settings = apply(options, settings)
    run = open_run(options.day, f"look-{options.day}", settings)
    return generation_of(run, settings, options, _model(settings), made)


def days_to_run(days: list[str], settings: Settings) -> list[str]:
    """The days whose published tables are missing or were made from something else than what is there now.

    A day that was published by force, in spite of its checks, is as good as it will be.
    """
    lake, made = Storage(settings.lake), versions(_model(settings))

    def behind(day: str) -> bool:
        published = published_generation(lake, day)
        ways = (Options(day=day, force=force) for force in (False, True))
        return published is None or all(published != intended_generation(settings, way, made) for way in ways)

    with listed_once():  # each of them is evidence for many others
        return [day for day in days if behind(day)]


def _model(settings: Settings) -> str:
    from nashra.entities.recognise import load_recognizer

    return load_recognizer(settings).version
