"""The gate: how well cleaning does, and whether that is above the floors.

`python -m nashra_lab.evaluate.evaluate_cleaning [--corpus DIR] [--seeds DIR] [--folds DIR]`: without corpora it looks
at our own samples only. With --folds every article is cleaned by a weigher that saw no article of its site.
"""

import json
from pathlib import Path

import click

from nashra.article import Article
from nashra.cleaning.cleaner import Cleaner
from nashra.cleaning.corpus.evidence import CorpusEvidence
from nashra.cleaning.corpus.survey import observe_articles
from nashra.cleaning.decide.weigher import Weigher
from nashra.cleaning.ledger.account import layout, rebuild
from nashra.cleaning.rules.rule_book import RuleBook
from nashra.cleaning.rules.rule_files import shipped_rules
from nashra.door import run_door
from nashra_lab.evaluate.floors import hold
from nashra_lab.evaluate.score_lines import Scored, score, summary
from nashra_lab.train.weigher import labelled as data

SAMPLES = Path(__file__).with_name("samples")


def clean_labelled(labelled: list[data.Labelled], evidence: CorpusEvidence, folds: Path | None) -> list[Scored]:
    """Each article cleaned, by the weigher of its site's fold if there are folds, and scored."""
    shipped = Cleaner.load()
    number = json.loads((folds / "folds.json").read_text(encoding="utf-8")) if folds else {}
    cleaners: dict[int | None, Cleaner] = {None: shipped}
    result = []
    for one in labelled:
        fold = number.get(one.site)
        if fold not in cleaners and folds is not None:
            weigher = Weigher.load(folds / f"fold-{fold}.npz")
            cleaners[fold] = Cleaner(RuleBook(shipped_rules()), weigher)
        cleaned = cleaners[fold].clean(one.article, evidence)
        if rebuild(cleaned) != layout(one.article.text):
            raise AssertionError(f"the ledger of {one.file} does not add up")
        result.append(score(one, cleaned))
    return result


def evaluate(corpus: Path | None, seeds: Path | None, folds: Path | None) -> dict[str, dict[str, float]]:
    """Figures of each set that can be looked at."""
    figures: dict[str, dict[str, float]] = {}
    samples = data.read_labelled(SAMPLES / "raw", SAMPLES / "gold", {}) if SAMPLES.exists() else []
    if samples:
        evidence = CorpusEvidence.build(observe_articles([one.article for one in samples]))
        figures["samples"] = summary(clean_labelled(samples, evidence, None), {})
    if seeds is not None:
        five = data.read_labelled(seeds, seeds.with_name(seeds.name + "_gold"), {})
        evidence = CorpusEvidence.build(observe_articles([one.article for one in five]))
        figures["seeds"] = summary(clean_labelled(five, evidence, None), {})
    if corpus is not None:
        labelled = data.read_corpus(corpus)
        pool: list[Article] = data.read_pool(corpus / "pool_dev.parquet")
        evidence = CorpusEvidence.build(observe_articles([*pool, *(one.article for one in labelled)]))
        tails = data.read_tails(corpus / "dev" / "inline.csv")
        figures["corpus" if folds else "corpus_seen"] = summary(clean_labelled(labelled, evidence, folds), tails)
    return figures


@click.command()
@click.option("--corpus", envvar="NASHRA_CORPUS", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--seeds", envvar="NASHRA_SEEDS", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--folds", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(corpus: Path | None, seeds: Path | None, folds: Path | None) -> None:
    """Score cleaning; ends with 1 when a figure is under its floor in include/nashra_lab/evaluate/floors.yaml."""
    hold("cleaning", evaluate(corpus, seeds, folds))


if __name__ == "__main__":
    run_door(main)
