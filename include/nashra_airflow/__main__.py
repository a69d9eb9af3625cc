"""`python -m nashra_airflow run|up|down|status|latency`: what the Makefile calls."""

import click

from nashra.door import run_door
from nashra_airflow.local.api import Api
from nashra_airflow.local.environment import USER, Home
from nashra_airflow.local.nights import switched_off
from nashra_airflow.local.processes import migrate, places, running, start, stop, wait_ready


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Airflow for this checkout: SQLite, LocalExecutor, everything below .airflow/."""


@main.command()
@click.argument("days", nargs=-1)
@click.option("--again", is_flag=True, help="Run days again that are published already.")
def run(days: tuple[str, ...], again: bool) -> None:
    """Run the nightly DAG for DAYS (YYYY-MM-DD), or for every day of the landing."""
    from nashra_airflow.local.nights import run_nights

    run_nights(list(days), again=again)


@main.command()
def up() -> None:
    """Start Airflow with its UI."""
    home = Home()
    migrate(home)
    start(home)
    wait_ready(home, report=click.echo)
    works_on = places()
    click.echo(
        f"\nAirflow: {home.url}   user: {USER}   password: {home.password()}\n"
        f"landing: {works_on['landing']}\nlake: {works_on['lake']}\nlogs: {home.logs}\nstop it with: make down"
    )
    if off := switched_off(Api(home)):
        click.echo(
            f"switched off: {', '.join(off)}. It runs at its hour once it is switched on, beside its name on its page "
            f"({home.url}/dags/{off[0]}): see docs/operating.md"
        )


@main.command()
def down() -> None:
    """Stop all that was started."""
    stopped = stop(Home())
    click.echo(f"stopped {', '.join(stopped)}" if stopped else "nothing was up")


@main.command()
def status() -> None:
    """Say what is up."""
    home = Home()
    up = running(home)
    click.echo(f"up at {home.url}: {', '.join(up)}" if up else "nothing is up")


@main.command()
@click.option("--shards", default=1000, show_default=True, type=click.IntRange(1), help="Mapped tasks of the run.")
def latency(shards: int) -> None:
    """Measure what Airflow costs with many shards that have nothing to do; prints JSON."""
    from nashra_airflow.local.latency import report

    report(shards)


if __name__ == "__main__":
    run_door(main)
