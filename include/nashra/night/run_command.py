"""`nashra run`: the night for one day, or for several one after the other, without Airflow."""

from datetime import datetime
from typing import Any

import click

from nashra.day_option import Day
from nashra.lake import Storage
from nashra.night.funnel import print_funnel
from nashra.night.many_days import days_between, named, run_days, without_folder
from nashra.night.options import parse_options
from nashra.night.run.in_process import run_day
from nashra.night.stages import rebuild_entities, rebuild_stories
from nashra.settings import Settings, load_settings
from nashra.telling.console import on_console, quiet_option


@click.command("run", context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--day", help="The landing day, YYYY-MM-DD.")
@click.option("--from", "first", type=Day(), help="The first of several landing days; else the landing's first.")
@click.option("--to", "last", type=Day(), help="The last of them; else the landing's last.")
@click.option("--again", is_flag=True, help="Of several days also those that are published from the same landing.")
@click.option("--stop", is_flag=True, help="End with the first of several days that fails.")
@click.option("--landing", help="A folder or s3:// address with a folder for each day.")
@click.option("--lake", help="Where the tables are published.")
@click.option("--shards", type=int, help="Shards of a stage at the most; the tables come out the same.")
@click.option("--recognizer", type=click.Choice(["auto", "camel", "embedded"]), help="The recogniser of entities.")
@click.option("--sources", help="Only these sources, comma-separated; the others' records go to quarantine.")
@click.option("--dry-run", is_flag=True, help="Do everything but publish, and say what would change.")
@click.option("--force", is_flag=True, help="Publish though more rows fail a check, or articles go, than may unasked.")
@quiet_option
def run_command(
    day: str | None, first: datetime | None, last: datetime | None, again: bool, stop: bool, landing: str | None,
    lake: str | None, shards: int | None, recognizer: str | None, sources: str | None, dry_run: bool, force: bool,
    quiet: bool,
) -> None:  # fmt: skip
    """Run the night for one day, in-process: ingest, clean, enrich, write, with the checks, then publish.

    With --from or --to: for each day of the landing between them, one after the other. Those that are published already
    from the same landing, rules and code are passed over, so that the same command goes on where it was interrupted. A
    day that fails is told and the next one begins; the command then ends with 2.

    nashra run --day 2023-09-13
    nashra run --from 2023-09-13 --to 2023-09-15
    """
    several = first is not None or last is not None
    if several == (day is not None):
        raise click.UsageError("give either --day, or --from and --to", click.get_current_context())
    if day is not None and (again or stop):
        raise click.UsageError("--again and --stop are for several days: --from, --to", click.get_current_context())
    asked = {"shards": shards, "recognizer": recognizer, "sources": sources, "dry_run": dry_run, "force": force}
    settings = load_settings(landing=landing, lake=lake)
    if several:
        _run_several(_text(first), _text(last), asked, settings, again=again, stop=stop, quiet=quiet)
    else:
        _run_one(asked | {"day": day}, settings, quiet=quiet)


def _run_one(asked: dict[str, Any], settings: Settings, *, quiet: bool) -> None:
    options = parse_options(None, asked)
    with on_console(quiet):
        run_day(options, settings)
        if not options.dry_run:
            rebuild_entities(settings)
            rebuild_stories(settings)
    if not options.dry_run and not quiet:
        print_funnel(Storage(settings.lake), [options.day])


def _run_several(
    first: str | None, last: str | None, asked: dict[str, Any], settings: Settings, *, again: bool, stop: bool,
    quiet: bool,
) -> None:  # fmt: skip
    if first and last and first > last:
        raise click.UsageError(f"--from {first} is behind --to {last}", click.get_current_context())
    days = days_between(first, last, settings)
    options = parse_options(None, asked | {"day": days[0]})  # what is asked of each of them

    def say(line: str) -> None:
        if not quiet:
            click.echo(line, err=True)

    if holes := without_folder(days, first, last):
        say(f"no folder in the landing, so none of these is run: {named(holes)}")
    with on_console(quiet, briefly=True):
        ran = run_days(days, options, settings, again=again, stop=stop, say=say)
    if not options.dry_run and not quiet:
        print_funnel(Storage(settings.lake), days)
    ran.require_all()


def _text(day: datetime | None) -> str | None:
    return day.date().isoformat() if day else None
