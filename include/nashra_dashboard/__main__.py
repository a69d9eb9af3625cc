"""`python -m nashra_dashboard`, which is `make dashboard`: serves the dashboard of the lake on this machine."""

import logging
import socket
from pathlib import Path

import click

from nashra.door import run_door
from nashra.errors import NashraError
from nashra.extras import need
from nashra.lake import Storage
from nashra.settings import CHECKOUT, load_settings
from nashra.tables.read.present import NoLake


class PortTaken(NashraError, OSError):
    """The dashboard cannot listen where it was asked to."""


@click.command()
@click.option("--lake", default=None, help="A folder or an s3:// address; NASHRA_LAKE or lake/ when not given.")
@click.option("--port", default=8050, show_default=True, type=click.IntRange(1, 65_535), envvar="NASHRA_DASHBOARD_PORT")
@click.option("--host", default="127.0.0.1", show_default=True, help="There is no login: think before you change it.")
def main(lake: str | None, port: int, host: str) -> None:
    """Serves the dashboard. Where there is no lake yet, the sample's days are run first."""
    need("dash", "dash_mantine_components", extra="dashboard", asked_by="the dashboard")
    settings = load_settings(**({"lake": lake} if lake else {}))
    storage = Storage(settings.lake)
    if not storage.files("runs"):
        if settings.lake != str(CHECKOUT / "lake") or settings.landing != str(CHECKOUT / "seeds" / "landing"):
            raise NoLake(f"no day is published in {settings.lake}: run a night first, or set NASHRA_LAKE")
        _run_sample()
    _free(host, port)
    from nashra_dashboard.app import create_app

    app = create_app(storage, followed=True)
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    click.echo(f"dashboard: http://{host}:{port}   lake: {settings.lake}   (Ctrl+C stops it)")
    app.run(host=host, port=port, debug=False)


def _free(host: str, port: int) -> None:
    """Raises PortTaken when nobody could be served there: before the pages are imported and opened."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, UnicodeError) as error:  # no host could be called so
            why = getattr(error, "strerror", None) or "no name of a host"
            raise PortTaken(f"cannot serve at {host}:{port} ({why}): give another --port or --host") from error


def _run_sample() -> None:
    """The nights of the sample landing, in-process, into the checkout's lake."""
    from nashra.night.options import Options
    from nashra.night.run.in_process import run_day
    from nashra.night.stages import rebuild_entities, rebuild_stories

    settings = load_settings()
    days = sorted(folder.name for folder in Path(settings.landing).iterdir() if folder.is_dir())
    click.echo(f"there is no lake yet: running the sample's {len(days)} days first, about a minute")
    for day in days:
        run_day(Options(day=day), settings)
    rebuild_entities(settings)
    rebuild_stories(settings)


if __name__ == "__main__":
    run_door(main)
