"""The verbs of cleaning: `nashra clean` and `nashra rules`."""

from pathlib import Path

import click

from nashra.cleaning.commands.check_command import check_command
from nashra.cleaning.commands.try_rules import try_command
from nashra.errors import NashraError
from nashra.settings import load_settings
from nashra.telling.console import on_console, quiet_option
from nashra.telling.progress import MEGABYTE, awaited


class NothingCleaned(NashraError):
    """What was given holds no article that can be read."""


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Folder of the cleaned texts.")
@click.option("--json", "as_json", is_flag=True, help="A JSON line an article on standard output, in place of --out.")
@click.option("--explain", type=click.Path(dir_okay=False, path_type=Path), help="File for a JSON line a removed line.")
@quiet_option
def clean_command(paths: tuple[Path, ...], out: Path | None, as_json: bool, explain: Path | None, quiet: bool) -> None:
    """Clean the articles of PATH..., files or folders of a landing, as one corpus.

    Writes OUT/<name>.txt, the title and then the body; <name> is the file's, or <file>-<record> where a file
    holds many. What cannot be read is told; nothing at all that can is an error. PATH may be - for what is piped in.

    \b
    nashra clean seeds/landing/2023-09-13 --out cleaned
    zcat articles.jsonl.gz | nashra clean - --json
    """
    if as_json == (out is not None):
        raise click.UsageError("give either --out, the folder of the texts, or --json", click.get_current_context())
    from nashra.cleaning.commands.clean_folder import bytes_of, clean_paths

    twice = 2 * bytes_of(paths) / MEGABYTE  # first for the evidence
    with on_console(quiet), awaited("cleaning", "MB", twice):
        articles, removed, refused = clean_paths(paths, out, explain, load_settings())
    for line in refused:
        click.echo(f"not read: {line}", err=True)
    if not articles:
        where = ", ".join(map(str, paths))
        raise NothingCleaned(
            f"there is no article in {where}" + (", all was refused" if refused else "") + "; nothing was written"
        )
    if not quiet:
        click.echo(f"{articles} articles, {removed} removals" + (f", in {out}" if out else ""), err=True)


@click.group()
def rules_group() -> None:
    """Check the rules, and try changed ones on a landing before they ship."""


rules_group.add_command(check_command)
rules_group.add_command(try_command)
