"""Fit the shipped recogniser further, to labels of modern news: include/reference/recogniser/MODEL_CARD.md says how."""

import json
from dataclasses import replace
from pathlib import Path

import click

from nashra.door import run_door
from nashra.entities.text.sentences import split_sentences
from nashra.extras import need
from nashra.settings import REFERENCE
from nashra_lab.gold.joined import read_jawhara, read_ntrex
from nashra_lab.gold.name_labels import COMPOSED, FOLDER, read_composed
from nashra_lab.train.recogniser.corpora import read_anercorp

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
BLOCK = 0.85  # of ANERcorp: what comes after it is not read, as in the training of the start


@click.command()
@click.option("--start", type=FILE, default=REFERENCE / "recogniser" / "model.npz", help="The model.npz to go on from.")
@click.option("--jawhara", type=FILE, required=True, help="The news that names/jawhara.tsv labels: Parquet, id, text.")
@click.option("--ntrex", type=FILE, required=True, help="NTREX-128, which ntrex.tsv labels: Parquet, source, text.")
@click.option("--anercorp", type=FILE, required=True, help="ANERcorp, CAMeL split, train: CoNLL.")
@click.option("--judged", type=FILE, required=True, help="Plain text that judges labelled: Parquet.")
@click.option("--leave-out", type=FILE, help="A text whose sentences are not learned from where judged text has them.")
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
    jawhara: Path,
    ntrex: Path,
    anercorp: Path,
    judged: Path,
    leave_out: Path | None,
    again: bool,
    keep: float,
    tokens: int,
    epochs: int | None,
    seed: int,
    work: Path | None,
    out: Path,
) -> None:
    """Fit further, judge on the news set aside, write the model."""
    need("torch", "onnx", extra="lab", asked_by="training the recogniser")
    import torch

    from nashra_lab.train.recogniser.finished_parts import Parts
    from nashra_lab.train.recogniser.further.judged import read_judged
    from nashra_lab.train.recogniser.further.news import divided
    from nashra_lab.train.recogniser.further.recipe import AGAIN, STEPS, Data, Further
    from nashra_lab.train.recogniser.further.start import Start
    from nashra_lab.train.recogniser.further.write import write_model

    torch.set_num_threads(1)
    composed = [line for name in COMPOSED for line in read_composed(FOLDER / name)]
    news, aside = divided([*read_jawhara(jawhara), *read_ntrex(ntrex), *composed])
    labelled = read_anercorp(anercorp)
    left = {" ".join(sentence) for sentence in aside.sentences.tokens}
    if leave_out:
        left |= {" ".join(sentence.tokens) for sentence in split_sentences(leave_out.read_text(encoding="utf-8"))}
    data = Data(
        news,
        aside,
        labelled.part(list(range(int(len(labelled) * BLOCK)))),
        read_judged(judged, tokens, frozenset(left)),
    )
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
