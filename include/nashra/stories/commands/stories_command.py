"""`nashra stories`: whether two articles tell one story."""

import json
from pathlib import Path

import click

from nashra.telling.console import on_console, quiet_option
from nashra.telling.progress import counted


@click.group()
def stories_group() -> None:
    """One event, one story: how like two articles are."""


@stories_group.command("pairs")
@click.argument("in_", metavar="IN", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("out", metavar="OUT", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--explain", is_flag=True, help="Print for each pair what each kind of evidence is, and what it added.")
@quiet_option
def pairs_command(in_: Path, out: Path, explain: bool, quiet: bool) -> None:
    """Say of each pair of articles in IN how like they are, and whether they tell one story.

    IN is a Parquet file with the columns title_1, text_1, title_2, text_2; OUT gets its rows as CSV, with similarity
    (0 to 1) and same_story (true or false) added.

    \b
    nashra stories pairs pairs.parquet scored.csv
    """
    from nashra.stories.commands.pairs import articles_of, compare_pairs, read_pairs, write_pairs

    table = read_pairs(in_)
    pairs = articles_of(table)
    with on_console(quiet):
        compared = list(counted(compare_pairs(pairs), "comparing", "pairs", len(pairs), lambda _: 1))
    write_pairs(table, compared, out)
    for number, pair in enumerate(compared if explain else ()):
        evidence = {
            kind: {"is": round(value, 4), "added": round(pair.adds[kind], 3)} for kind, value in pair.evidence.items()
        }
        told = {"pair": number, "similarity": round(pair.similarity, 4), "same_story": pair.same_story}
        click.echo(json.dumps(told | {"evidence": evidence}))
    if not quiet:
        click.echo(
            f"{len(compared)} pairs, {sum(pair.same_story for pair in compared)} of one story, in {out}", err=True
        )
