"""Train the embedded recogniser: see MODEL_CARD.md in include/reference/recogniser for the command."""

import argparse
import json
from dataclasses import replace
from pathlib import Path

import numpy as np

from nashra.entities.recognise.evaluate import Score, strict_scores
from nashra.entities.recognise.hints import Hints
from nashra.entities.recognise.train.corpora import (
    merged,
    package_names,
    read_anercorp,
    read_curated,
    read_names,
    read_titles,
    read_wikifane,
)
from nashra.settings import REFERENCE

HOLDS = {"last": (0.85, 1.0), "first": (0.0, 0.15)}  # shares of ANERcorp held out, as contiguous blocks


def parser() -> argparse.ArgumentParser:
    """The command's arguments."""
    arguments = argparse.ArgumentParser(prog="python -m nashra.entities.recognise.train", description=__doc__)
    arguments.add_argument("--anercorp", type=Path, required=True, help="ANERcorp, CAMeL split, train: CoNLL")
    arguments.add_argument("--wikifane", type=Path, required=True, help="WikiFANE_Gold: Parquet")
    arguments.add_argument("--arwiki", type=Path, nargs="+", required=True, help="plain text: Parquet")
    arguments.add_argument("--news", type=Path, nargs="*", default=[], help="news: Parquet; free licences only")
    arguments.add_argument("--names", type=Path, required=True, help="names with types: Parquet")
    arguments.add_argument("--titles", type=Path, help="titles with guessed types: TSV")
    arguments.add_argument("--aliases", type=Path, default=REFERENCE / "aliases", help="folder of curated entities")
    arguments.add_argument("--out", type=Path, required=True, help="folder of the model")
    arguments.add_argument("--pretrained", type=Path, help="reuse (or keep) the pretrained layers in this file")
    arguments.add_argument("--steps", type=int, help="steps of pretraining")
    arguments.add_argument("--frozen-epochs", type=int, help="epochs of fitting above the pretrained layers")
    arguments.add_argument("--epochs", type=int, help="epochs of fitting all layers")
    return arguments


def main() -> None:
    """Pretrain, judge on two held-out blocks, fit on everything, write the model."""
    import torch

    from nashra.entities.recognise.train.fit import Fit
    from nashra.entities.recognise.train.recipe import Recipe

    options = parser().parse_args()
    torch.set_num_threads(1)
    names, wikifane_names = read_names(options.names)
    titles = read_titles(options.titles) if options.titles else {}
    names = merged(names, read_curated(options.aliases), package_names(), titles)
    hints = Hints.from_names(merged(names, wikifane_names)), Hints.from_names(names)
    given = {"frozen_epochs": options.frozen_epochs, "epochs": options.epochs}
    fit = replace(Fit(), **{name: value for name, value in given.items() if value is not None})
    recipe = Recipe(hints, read_anercorp(options.anercorp), read_wikifane(options.wikifane))
    recipe.pretrain(options.arwiki, options.news, options.pretrained, options.steps)
    report: dict[str, dict[str, Score]] = {}
    for hold, (begin, end) in HOLDS.items():
        recipe.judge(hold, begin, end, fit)
    for hold in HOLDS:
        report[hold] = strict_scores(*recipe.predicted(hold))
        print(hold, json.dumps(report[hold]), flush=True)
    options.out.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(options.out / "model.npz", **recipe.final(fit))  # type: ignore[arg-type]
    (options.out / "figures.json").write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
