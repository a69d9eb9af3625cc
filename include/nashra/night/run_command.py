"""`nashra run`: the night for one day, without Airflow."""

import time

import click

from nashra.lake import Storage
from nashra.night.funnel import print_funnel
from nashra.night.options import parse_options
from nashra.night.run.in_process import run_day
from nashra.night.run.receipts import Counts
from nashra.night.stages import rebuild_entities
from nashra.settings import load_settings


@click.command("run", context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--day", required=True, help="The landing day, YYYY-MM-DD.")
@click.option("--landing", help="A folder or s3:// address with a folder for each day.")
@click.option("--lake", help="Where the tables are published.")
@click.option("--shards", type=int, help="Shards of a stage at the most; the tables come out the same.")
@click.option("--recognizer", type=click.Choice(["auto", "camel", "embedded"]), help="The recogniser of entities.")
@click.option("--dry-run", is_flag=True, help="Do everything but publish, and say what would change.")
def run_command(
    day: str, landing: str | None, lake: str | None, shards: int | None, recognizer: str | None, dry_run: bool
) -> None:
    """Run the night for one day, in-process: ingest, clean, enrich, write, with the checks, then publish."""
    options = parse_options(None, {"day": day, "shards": shards, "recognizer": recognizer, "dry_run": dry_run})
    settings = load_settings(landing=landing, lake=lake)
    last = time.monotonic()

    def report(stage: str, counts: Counts) -> None:
        nonlocal last
        now = time.monotonic()
        told = ", ".join(f"{name.replace('_', ' ')} {value:,}" for name, value in counts.items())
        click.echo(f"{day}  {stage:<16}{now - last:6.1f} s  {told}", err=True)
        last = now

    run_day(options, settings, report)
    if not dry_run:
        report("entities", rebuild_entities(settings))
        print_funnel(Storage(settings.lake), [day])
