"""`nashra read`."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from zoneinfo import ZoneInfo

import click

from nashra.day_option import Day
from nashra.errors import NashraError
from nashra.landing.given import given, on_disk
from nashra.landing.look.seen import Seen, read_alike
from nashra.landing.look.shown import as_json, as_text
from nashra.landing.read import files_beside, list_paths, read_file
from nashra.landing.records import WHOLE
from nashra.settings import Settings, load_settings
from nashra.telling.console import on_console, quiet_option
from nashra.telling.progress import reading

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class NothingRead(NashraError):
    """What was given holds no article that can be read."""


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path())
@click.option("--day", type=Day(),
              help="As that day's landing; else as that of the day that a folder is called after.")  # fmt: skip
@click.option("--each", is_flag=True, help="Each file, also of those that are read alike.")
@click.option("--json", "json_lines", is_flag=True, help="A line of JSON a file.")
@quiet_option
def read_command(paths: tuple[str, ...], day: datetime | None, each: bool, json_lines: bool, quiet: bool) -> None:
    """How files are read before any night: PATH..., files or folders of a landing.

    For each file, or for those that are read alike: the articles, under which of its names each column's values stood,
    what is in no column, what may have been read wrongly (of the first records), and what was refused and why. Nothing
    is written. PATH may be - for what is piped in.
    """
    settings = load_settings()
    as_day = f"{day:%Y-%m-%d}" if day else None
    files = (seen for path in paths for seen in _files(path, settings, as_day, quiet))
    articles = 0
    for seen in files if each else read_alike(files):
        articles += seen.articles
        click.echo(as_json(seen) if json_lines else "\n".join(as_text(seen)))
    if not articles:
        raise NothingRead(f"there is no article in {', '.join(paths)}")


def _files(place: str, settings: Settings, day: str | None, quiet: bool) -> Iterator[Seen]:
    storage, name = given(place)
    paths = list_paths(storage, name)
    beside = files_beside(storage, paths)
    for path in paths:
        seen = Seen(path, ZoneInfo(settings.night.timezone))
        as_day = day or _day_of(f"{place if '://' in place else on_disk(place).absolute()}/{path}")
        with on_console(quiet), reading(path):
            for item in read_file(
                storage, path, WHOLE, settings, as_day, passed=seen.passed, beside=beside, look=seen.look
            ):
                seen.add(item)
        yield seen


def _day_of(path: str) -> str | None:
    """The day that a folder of a landing is called after."""
    for name in reversed(path.split("/")[:-1]):
        if _DAY.fullmatch(name):
            with suppress(ValueError):
                return date.fromisoformat(name).isoformat()
    return None
