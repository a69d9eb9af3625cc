"""The gate for names: how well they are linked and recognised, and whether that is above the floors.

`python -m nashra_lab.evaluate.evaluate_entities [--seeds DIR] [--variants DIR] [--anercorp FILE]`: without corpora it
looks at five articles of our own sample and at the figures that the shipped recogniser's training wrote down.
"""

import json
from pathlib import Path
from typing import Any

import click

from nashra.door import run_door
from nashra.entities.link.linker import Linker
from nashra.errors import BadFile
from nashra.settings import REFERENCE, load_settings
from nashra_lab.evaluate.floors import hold
from nashra_lab.evaluate.score_links import Score, add_article, gold_mentions, read_gold

HOME = Path(__file__).resolve().parents[3]
EVAL = Path(__file__).parent
FIGURES = REFERENCE / "recogniser" / "figures.json"
PAIRS = {"places": ("geonames_city_pairs.tsv", "LOC"), "persons": ("wikidata_samelatin_fullname_pairs.tsv", "PERS")}


def sample_bodies(names: list[str], home: Path = HOME / "seeds") -> dict[str, str]:
    """Bodies of sample articles (`<day>/<name>`): the lines of seeds/raw that seeds/gold keeps."""
    bodies = {}
    for name in names:
        labels = (home / "gold" / f"{name}.txt").read_text(encoding="utf-8").split("\n")
        lines = (home / "raw" / f"{name}.txt").read_text(encoding="utf-8").split("\n")
        bodies[name] = "\n".join(line for label, line in zip(labels, lines, strict=True) if label == "K")
    return bodies


def seed_bodies(seeds: Path) -> dict[str, str]:
    """Bodies of the five articles that the project began from, cleaned."""
    from nashra.cleaning.cleaner import Cleaner
    from nashra.cleaning.corpus.evidence import CorpusEvidence
    from nashra.cleaning.corpus.gathered import observe_articles
    from nashra_lab.train.weigher import labelled as data

    five = [one.article for one in data.read_labelled(seeds, seeds.with_name(seeds.name + "_gold"), {})]
    evidence, cleaner = CorpusEvidence.build(observe_articles(five)), Cleaner.load()
    return {Path(one.landing_file).stem: cleaner.clean(one, evidence).body for one in five}


def score_articles(gold_file: Path, bodies: dict[str, str]) -> Score:
    """Recogniser and linker together against a gold list."""
    from nashra.entities.recognise import load_recognizer

    linker, score, gold = Linker.load(), Score(), read_gold(gold_file)
    found = load_recognizer(load_settings()).mentions(list(bodies.values()))
    for (name, body), mentions in zip(bodies.items(), found, strict=True):
        linked = linker.link_article(mentions, body)
        add_article(score, name, gold_mentions(gold[name], body, linker), linked, body)
    return score


def read_pairs(path: Path, kind: str) -> list[list[str]]:
    """The pairs of a file, two names a line; of persons, full names only."""
    rows = [line.split("\t")[:2] for line in path.read_text(encoding="utf-8").splitlines() if "\t" in line]
    return [row for row in rows if kind != "PERS" or (" " in row[0] and " " in row[1])]


def score_pairs(rows: list[list[str]], kind: str) -> float:
    """Share of the pairs that are given one id."""
    linker = Linker.load()
    joined = sum(linker.link(kind, one).entity_id == linker.link(kind, other).entity_id for one, other in rows)
    return round(joined / max(1, len(rows)), 4)


def near_misses(path: Path) -> float:
    """Share of a file's pairs of different names (type, name, name) that are wrongly given one id."""
    linker = Linker.load()
    rows = [row.split("\t") for row in path.read_text(encoding="utf-8").splitlines() if row and row[0] != "#"]
    return round(sum(linker.link(k, a).entity_id == linker.link(k, b).entity_id for k, a, b in rows) / len(rows), 4)


def news_names(path: Path) -> dict[str, float]:
    """Shares of a file's pairs of persons' full names (same or apart, name, name) that are given one id."""
    rows = [row.split("\t") for row in path.read_text(encoding="utf-8").splitlines() if row and row[0] != "#"]
    same, apart = ([row[1:] for row in rows if row[0] == verdict] for verdict in ("same", "apart"))
    return {"joined": score_pairs(same, "PERS"), "joined_wrongly": score_pairs(apart, "PERS")}


def evaluate(seeds: Path | None, variants: Path | None, anercorp: Path | None) -> dict[str, dict[str, Any]]:
    """Figures of each set that can be looked at."""
    figures: dict[str, dict[str, Any]] = {}
    # read first: a folder that is the wrong one is told at once
    pairs = {name: read_pairs(variants / file, kind) for name, (file, kind) in PAIRS.items()} if variants else {}
    if EVAL.exists():
        gold = EVAL / "sample_entities.tsv"
        figures["sample"] = _rounded(score_articles(gold, sample_bodies(list(read_gold(gold)))))
        figures["news_names"] = news_names(EVAL / "news_names.tsv")
        figures["full_names"] = news_names(EVAL / "full_names.tsv")
        figures["names"] = {"joined_wrongly": near_misses(EVAL / "near_names.tsv")}
    if seeds is not None:
        figures["seeds"] = _rounded(score_articles(EVAL / "seed_entities.tsv", seed_bodies(seeds)))
    if pairs:
        figures["pairs"] = {name: score_pairs(pairs[name], kind) for name, (_, kind) in PAIRS.items()}
    if FIGURES.exists():
        figures["recogniser"] = {"micro_f1": held_out(json.loads(FIGURES.read_text(encoding="utf-8")))}
    if anercorp is not None:
        from nashra.entities.recognise import load_recognizer
        from nashra.entities.recognise.base import ANERCORP
        from nashra_lab.evaluate.score_tags import evaluate as strict

        figures["anercorp"] = dict(strict(load_recognizer(load_settings(), ANERCORP), anercorp)["micro"])
    return figures


def held_out(figures: dict[str, Any]) -> float:
    """The micro F1 among the figures that training wrote down, wherever it stands."""
    found = [figures] if "micro" in figures else [part for part in figures.values() if isinstance(part, dict)]
    for part in found:
        if "micro" in part:
            micro = part["micro"]
            return float(micro["f1"] if isinstance(micro, dict) else micro)
        if any(isinstance(inner, dict) for inner in part.values()):
            return held_out(part)
    raise BadFile(f"{FIGURES.name} has no micro F1")


def _rounded(score: Score) -> dict[str, float]:
    return {name: round(value, 4) for name, value in score.summary().items()}


@click.command()
@click.option("--seeds", envvar="NASHRA_SEEDS", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--variants", envvar="NASHRA_VARIANTS", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--anercorp", envvar="NASHRA_ANERCORP", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def main(seeds: Path | None, variants: Path | None, anercorp: Path | None) -> None:
    """Score names; ends with 1 when a figure is on the wrong side of its limit.

    The limits are in include/nashra_lab/evaluate/floors.yaml.
    """
    figures = evaluate(seeds, variants, anercorp)
    for value, option in ((seeds, "seeds"), (variants, "variants"), (anercorp, "anercorp")):
        if value is None:
            click.echo(f"not looked at: {option} (--{option} or NASHRA_{option.upper()})", err=True)
    if not FIGURES.exists():
        click.echo(f"not looked at: the recogniser's own figures ({FIGURES.name} is missing)", err=True)
    hold("entities", figures)


if __name__ == "__main__":
    run_door(main)
