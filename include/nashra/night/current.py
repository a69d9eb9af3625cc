"""Which days the landing has, which generation of a day is published, and which days are behind."""

import re

from nashra.lake import Storage
from nashra.night.funnel import published_generation
from nashra.night.options import Options
from nashra.night.plan.generation import generation_of
from nashra.night.stages import apply, open_run
from nashra.settings import Settings


def landing_days(landing: Storage) -> list[str]:
    """The days that have a folder in the landing, earliest first."""
    return [name for name in landing.folders() if re.fullmatch(r"\d{4}-\d{2}-\d{2}", name)]


def intended_generation(settings: Settings, options: Options) -> str:
    """The generation that a run with these options would publish."""
    from nashra.entities.recognise import load_recognizer

    settings = apply(options, settings)
    run = open_run(options.day, f"look-{options.day}", settings)
    return generation_of(run, settings, options, load_recognizer(settings).version)


def days_to_run(days: list[str], settings: Settings) -> list[str]:
    """The days whose published tables are missing or were made from something else than what is there now."""
    lake = Storage(settings.lake)
    return [day for day in days if published_generation(lake, day) != intended_generation(settings, Options(day=day))]
