"""The corpora that fitting further reads, as options of a command."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from nashra.settings import REFERENCE

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)

OPTIONS = (
    click.option(
        "--start", type=FILE, default=REFERENCE / "recogniser" / "model.npz", help="The model.npz to go on from."
    ),
    click.option(
        "--jawhara", type=FILE, required=True, help="The news that names/jawhara.tsv labels: Parquet, id, text."
    ),
    click.option("--ntrex", type=FILE, required=True, help="NTREX-128, which ntrex.tsv labels: Parquet, source, text."),
    click.option("--anercorp", type=FILE, required=True, help="ANERcorp, CAMeL split, train: CoNLL."),
    click.option("--judged", type=FILE, required=True, help="Plain text that judges labelled: Parquet."),
    click.option(
        "--leave-out", type=FILE, help="A text whose sentences are not learned from where judged text has them."
    ),
)


def corpora(command: Callable[..., Any]) -> Callable[..., Any]:
    """A command with the options that say what is gone on from and read."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command
