"""`nashra tag`: labels for the tokens of a CoNLL file."""

import sys
from pathlib import Path

import click

from nashra.entities.recognise.base import ANERCORP, CONVENTIONS
from nashra.settings import load_settings
from nashra.telling.console import on_console, quiet_option
from nashra.telling.progress import awaited
from nashra.text_files import STANDARD, given_name, read_given


@click.command("tag")
@click.option("--conll", is_flag=True, help="The form of IN and OUT; to be given, as it is the only one there is.")
@click.argument("in_", metavar="IN", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.argument("out", metavar="OUT", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--recognizer", type=click.Choice(["auto", "camel", "embedded"]), help="Else the settings'.")
@click.option(
    "--convention",
    type=click.Choice(CONVENTIONS),
    default=ANERCORP,
    show_default=True,
    help="What counts as a name: as in ANERcorp, or as in the mentions of a night.",
)
@quiet_option
def tag_command(conll: bool, in_: Path, out: Path, recognizer: str | None, convention: str, quiet: bool) -> None:
    """Label the tokens of IN as names: PERS, LOC, ORG, MISC.

    IN has a token a line, further columns (after a tab or space) are not looked at; a blank line is between
    sentences, and -DOCSTART- may begin a document. OUT gets the same lines, each token with its BIO label. Either may
    be - for standard input and output.

    \b
    nashra tag --conll tokens.txt labelled.txt
    """
    from nashra.entities.recognise.conll import tag_conll
    from nashra.entities.recognise.load import load_recognizer

    if not conll:
        raise click.UsageError("name the form of IN and OUT: --conll is the one there is")
    model = load_recognizer(load_settings(recognizer=recognizer), convention)
    data = read_given(in_)
    with on_console(quiet), awaited("labelling", "percent", 100):
        text, counts = tag_conll(model, data, given_name(in_))
    if out == STANDARD:
        sys.stdout.buffer.write(text.encode())
    else:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(text, encoding="utf-8", newline="\n")
    if not quiet:
        click.echo(", ".join(f"{value:,} {name}" for name, value in counts.items()) + f", by {model.name}", err=True)
