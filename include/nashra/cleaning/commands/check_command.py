"""`nashra rules check`: whether a night could use the rules and the reference data as they are."""

import click

from nashra.settings import load_settings
from nashra.yaml_files import shown


@click.command("check")
def check_command() -> None:
    """Read all rules and reference data as a night does before it begins; name the file and key that is wrong."""
    from nashra.night.plan.check_rules import check_rules

    load_settings()  # night.yaml, and the file that NASHRA_NIGHT names
    paths = check_rules()
    for path in paths:
        click.echo(shown(path))
    click.echo(f"{len(paths)} files, a night can use them", err=True)
