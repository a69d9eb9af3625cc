"""Fit the shipped recogniser further, to labels of modern news: include/reference/recogniser/MODEL_CARD.md says how."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from nashra.door import run_door
from nashra.extras import need
from nashra_lab.train.recogniser.further.corpora_options import corpora


@click.command()
@corpora
@click.option("--again", is_flag=True, help="The model to go on from was fitted further before: one short fit.")
@click.option(
    "--keep", default=0.0, type=click.FloatRange(0, 1), help="Share of the start in the weights of --again that ship."
)
@click.option("--tokens", default=1_200_000, help="Tokens of judged text that are read.", show_default=True)
@click.option("--epochs", type=int, help="Epochs of each fit.")
@click.option("--seed", default=1, help="Of the order of reading, and of dropout.", show_default=True)
@click.option("--work", type=click.Path(path_type=Path), help="Folder of finished parts, which are taken up again.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder of the model.")
def main(
    start: Path,
    again: bool,
    keep: float,
    tokens: int,
    epochs: int | None,
    seed: int,
    work: Path | None,
    out: Path,
    **texts: Any,
) -> None:
    """Fit further, judge on the news set aside, write the model."""
    need("torch", "onnx", extra="lab", asked_by="training the recogniser")
    import torch

    from nashra_lab.train.recogniser.finished_parts import Parts
    from nashra_lab.train.recogniser.further.recipe import AGAIN, STEPS, Further
    from nashra_lab.train.recogniser.further.sources import read_data
    from nashra_lab.train.recogniser.further.start import Start
    from nashra_lab.train.recogniser.further.write import write_model

    torch.set_num_threads(1)
    data = read_data(**texts, tokens=tokens)
    first, second, only = (
        replace(step, fit=replace(step.fit, epochs=epochs or step.fit.epochs, seed=seed)) for step in (*STEPS, AGAIN)
    )
    recipe = Further(Start.read(start), data, Parts(work), (first, second))
    parts = (
        (("again", recipe.again(only, keep)),) if again else (("first", recipe.first()), ("second", recipe.second()))
    )
    for name, trainer in parts:
        print(name, json.dumps(recipe.scores(trainer)), flush=True)
    write_model(recipe, trainer, out)


if __name__ == "__main__":
    run_door(main)
