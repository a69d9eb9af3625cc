"""Make the shipped recogniser smaller: include/reference/recogniser/MODEL_CARD.md says how."""

from pathlib import Path
from typing import Any

import click

from nashra.door import run_door
from nashra.extras import need
from nashra_lab.train.recogniser.further.corpora_options import corpora


@click.command()
@corpora
@click.option("--context", default=160, help="Units of the context layer that stay, a side.", show_default=True)
@click.option("--join", default=160, help="Outputs of the context layer that stay.", show_default=True)
@click.option("--tagger", default=128, help="Units of the tagger that stay, a side.", show_default=True)
@click.option("--tokens", default=3_000_000, help="Tokens of judged text that are read.", show_default=True)
@click.option("--steps", default=4_000, help="Batches that are learned from.", show_default=True)
@click.option("--seed", default=1, help="Of the order of reading.", show_default=True)
@click.option("--work", type=click.Path(path_type=Path), help="Folder of what was learned, which is taken up again.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder of the model.")
def main(
    start: Path,
    tokens: int,
    context: int,
    join: int,
    tagger: int,
    steps: int,
    seed: int,
    work: Path | None,
    out: Path,
    **texts: Any,
) -> None:
    """Take out the units that are spared best, teach the others what the whole model says, write the model."""
    need("torch", "onnx", extra="lab", asked_by="making the recogniser smaller")
    import torch

    from nashra_lab.train.recogniser.finished_parts import Parts
    from nashra_lab.train.recogniser.fit_tagger import Fit, Trainer
    from nashra_lab.train.recogniser.further.recipe import Further, aside_scores
    from nashra_lab.train.recogniser.further.sources import read_data
    from nashra_lab.train.recogniser.further.start import Start
    from nashra_lab.train.recogniser.further.write import write_model
    from nashra_lab.train.recogniser.smaller.distil import Plan, Pupil, Sizes, texts_of

    torch.set_num_threads(1)
    begun, data = Start.read(start), read_data(**texts, tokens=tokens)

    def told(trainer: Trainer) -> str:
        return f"news set aside: {aside_scores(trainer, data.aside)['micro']['f1']:.4f}"

    whole = begun.trainer(Fit(), 2)
    pupil = Pupil(whole, texts_of(whole, data), Sizes(context, join, tagger))
    if work:
        work.mkdir(parents=True, exist_ok=True)
    kept = work and work / "smaller.pt"
    if not (kept and kept.exists()):
        print(f"whole: {told(whole)}\nbefore learning: {told(pupil.small)}", flush=True)
    pupil.learn(Plan(steps=steps, seed=seed), kept, told)
    write_model(Further(begun, data, Parts(None)), pupil.small, out)


if __name__ == "__main__":
    run_door(main)
