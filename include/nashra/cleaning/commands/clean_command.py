"""The verbs of cleaning: `nashra clean` and `nashra rules`."""

from pathlib import Path

import click

from nashra.cleaning.commands.try_rules import try_command
from nashra.errors import NashraError
from nashra.settings import load_settings


class NothingCleaned(NashraError):
    """What was given holds no article that can be read."""


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder of the cleaned texts."
)
@click.option("--explain", type=click.Path(dir_okay=False, path_type=Path), help="File for a JSON line a removed line.")
def clean_command(paths: tuple[Path, ...], out: Path, explain: Path | None) -> None:
    """Clean the articles of PATH..., files or folders of a landing, as one corpus.

    Writes OUT/<name>.txt, the title and then the body; <name> is the file's, or <file>-<record> where a file
    holds many. What cannot be read is told; nothing at all that can is an error.
    """
    from nashra.cleaning.commands.clean_folder import clean_paths

    articles, removed, refused = clean_paths(paths, out, explain, load_settings())
    for line in refused:
        click.echo(f"not read: {line}", err=True)
    if not articles:
        where = ", ".join(map(str, paths))
        raise NothingCleaned(
            f"there is no article in {where}" + (", all was refused" if refused else "") + "; nothing was written"
        )
    click.echo(f"{articles} articles, {removed} removals, in {out}", err=True)


@click.group()
def rules_group() -> None:
    """Try changed rules on a landing before they ship."""


rules_group.add_command(try_command)
