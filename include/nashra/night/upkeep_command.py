"""`nashra upkeep`: what the DAG nashra_upkeep does to a lake, for who runs nights without Airflow."""

import click

from nashra.lake import Storage
from nashra.night.look_after import look_after
from nashra.night.upkeep import trim_lake
from nashra.settings import load_settings
from nashra.tables.read.present import require_lake
from nashra.telling.console import on_console, quiet_option
from nashra.telling.told import in_words


@click.command("upkeep", context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--landing", help="A folder or s3:// address with a folder for each day: damaged days are made of it.")
@click.option("--lake", help="Where the tables are; NASHRA_LAKE or lake/ when not given.")
@quiet_option
def upkeep_command(landing: str | None, lake: str | None, quiet: bool) -> None:
    """Take away what piles up in a lake, and mend what is damaged or gone.

    Staging of runs that ended or died, old reports and the oldest of the caches go; published tables are read through
    in turn and made again where they are not what was published. What is kept for how long is under `upkeep` in
    night.yaml. Staging of Airflow's runs is left to its own nashra_upkeep.
    """
    settings = load_settings(landing=landing, lake=lake)
    require_lake(Storage(settings.lake))
    with on_console(quiet):
        trimmed = trim_lake(settings, ended=lambda airflow_run: not airflow_run)
        if not quiet:
            click.echo(f"taken away: {in_words(trimmed)}")
        mended = look_after(settings)
    if not quiet:
        click.echo(f"mended: {in_words(mended)}")
