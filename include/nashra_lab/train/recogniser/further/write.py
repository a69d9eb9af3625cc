"""Writes a model further fitted, and its figures on the news set aside."""

import json
from pathlib import Path

import numpy as np

from nashra.entities.recognise.embedded.embedded import EmbeddedRecognizer
from nashra_lab.evaluate.score_tags import Score, strict_scores
from nashra_lab.train.recogniser.export import Arrays
from nashra_lab.train.recogniser.fit_tagger import Trainer
from nashra_lab.train.recogniser.further.calibrate import found_names, learned, reliability
from nashra_lab.train.recogniser.further.news import News
from nashra_lab.train.recogniser.further.recipe import Further, without_open


def write_model(recipe: Further, trainer: Trainer, out: Path) -> None:
    """model.npz in `out`, its scores made to mean shares, and figures.json of the model as it ships."""
    out.mkdir(parents=True, exist_ok=True)
    news, arrays = recipe.data.aside, recipe.packed(trainer)
    save(arrays, out)
    found = found_names(news, EmbeddedRecognizer(out).tag(news.sentences.tokens, news.documents))
    save(arrays | dict(zip(("score.from", "score.to"), learned(found), strict=True)), out)
    figures = {"aside": shipped_scores(out, news), "reliability": reliability(found)}
    (out / "figures.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def save(arrays: Arrays, out: Path) -> None:
    np.savez_compressed(out / "model.npz", **arrays)  # type: ignore[arg-type]


def shipped_scores(folder: Path, news: News) -> dict[str, Score]:
    """Strict scores over tokens of the model in a folder."""
    tagged = EmbeddedRecognizer(folder).tag(news.sentences.tokens, news.documents)
    found = [[tag.label for tag in tags] for tags in tagged]
    return strict_scores(*without_open(news.sentences.labels, found))
