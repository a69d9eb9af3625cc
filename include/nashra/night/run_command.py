"""`nashra run`: the night for one day, without Airflow."""

import click

from nashra.lake import Storage
from nashra.night.funnel import print_funnel
from nashra.night.options import parse_options
from nashra.night.run.in_process import run_day
from nashra.night.stages import rebuild_entities, rebuild_stories
from nashra.settings import load_settings
from nashra.telling.console import on_console, quiet_option


@click.command("run", context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--day", required=True, help="The landing day, YYYY-MM-DD.")
@click.option("--landing", help="A folder or s3:// address with a folder for each day.")
@click.option("--lake", help="Where the tables are published.")
@click.option("--shards", type=int, help="Shards of a stage at the most; the tables come out the same.")
@click.option("--recognizer", type=click.Choice(["auto", "camel", "embedded"]), help="The recogniser of entities.")
@click.option("--sources", help="Only these sources, comma-separated; the others' records go to quarantine.")
@click.option("--dry-run", is_flag=True, help="Do everything but publish, and say what would change.")
@click.option("--force", is_flag=True, help="Publish though more rows fail a check, or articles go, than may unasked.")
@quiet_option
def run_command(
    day: str, landing: str | None, lake: str | None, shards: int | None, recognizer: str | None, sources: str | None,
    dry_run: bool, force: bool, quiet: bool,
) -> None:  # fmt: skip
    """Run the night for one day, in-process: ingest, clean, enrich, write, with the checks, then publish."""
    asked = {"day": day, "shards": shards, "recognizer": recognizer, "sources": sources, "dry_run": dry_run}
    options = parse_options(None, asked | {"force": force})
    settings = load_settings(landing=landing, lake=lake)
    with on_console(quiet):
        run_day(options, settings)
        if not dry_run:
            rebuild_entities(settings)
            rebuild_stories(settings)
    if not dry_run and not quiet:
        print_funnel(Storage(settings.lake), [day])
